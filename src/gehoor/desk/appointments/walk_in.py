"""The counter's screen of the walk-in hour: who is next, once more, not there, helped."""

from functools import wraps

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gehoor.appointments import live, walk_in
from gehoor.appointments.models import Place, Ticket
from gehoor.conversations.models import Conversation
from gehoor.conversations.reference import as_typed
from gehoor.core.live import topics
from gehoor.postroom import channel

from .. import rail
from ..access import reads, shows

CHOSEN = "walk_in"  # in the session: [id of the place, name of the counter]


@shows
def counter(request):
    """The line of one place; the place and the counter are kept for this log-in."""
    if "place" in request.GET:
        request.session[CHOSEN] = [request.GET["place"][:10], request.GET.get("counter", "")[:20]]
        return redirect("desk:walk_in")
    context = {**_context(request), "rail": rail.links(request.user, "appointments")}
    return render(request, "desk/appointments/counter.html", context)


@shows
def line(request):
    """The line alone, for live updates."""
    return render(request, "desk/appointments/_line.html", _context(request))


def at_a_place(view):
    """A deed at the chosen place: `view(request, place, counter)`."""

    @wraps(view)
    def with_place(request):
        place, counter = _chosen(request)
        if place is None:
            messages.error(request, _("Choose a place first."))
            return redirect("desk:walk_in")
        view(request, place, counter)
        return redirect("desk:walk_in")

    return reads(require_POST(with_place))


@at_a_place
def call_next(request, place, counter):
    """Finish who is here, and call the next."""
    if walk_in.call_next(place, by=request.user, counter=counter) is None:
        messages.info(request, _("Nobody waits."))


@at_a_place
def give(request, place, counter):
    """A number for who does not use the kiosk."""
    try:
        ticket = walk_in.take(place, by=request.user)
        messages.success(request, _("Number %(number)s.") % {"number": ticket})
    except walk_in.Full as full:
        messages.error(request, str(full))


DEEDS = {"again": walk_in.call_again, "not-here": walk_in.not_here, "back": walk_in.put_back, "done": walk_in.end}


@reads
@require_POST
def deed(request, pk):
    """One verb on a number that is called."""
    ticket = get_object_or_404(Ticket.objects.select_related("place"), pk=min(pk, 2**62))
    verb = DEEDS.get(request.POST.get("deed", ""))
    if verb is None:
        messages.error(request, _("Choose what happened."))
    elif not verb(ticket, by=request.user):
        messages.error(request, _("A colleague was just before you."))
    return redirect("desk:walk_in")


@reads
@require_POST
def about(request, pk):
    """Which conversation it was about."""
    ticket = get_object_or_404(Ticket, pk=min(pk, 2**62))
    reference = as_typed(request.POST.get("reference", ""))
    conversation = Conversation.objects.visible_to(request.user).filter(reference=reference).first()
    if conversation is None:
        messages.error(request, _("No conversation that you may read has this reference."))
        return redirect("desk:walk_in")
    with transaction.atomic():
        walk_in.about(ticket, conversation, by=request.user)
    return redirect("desk:conversation", reference=conversation.reference)


def _chosen(request) -> tuple[Place | None, str]:
    pk, counter = request.session.get(CHOSEN, ["", ""])
    places = Place.objects.filter(is_active=True)
    if not pk.isdigit() or not pk.isascii():
        with_hours = places.filter(openings__kind="walk_in").distinct()[:2]
        return (with_hours[0], counter or "1") if len(with_hours) == 1 else (None, counter)
    return places.filter(pk=int(pk)).first(), counter or "1"


def _context(request) -> dict:
    version = topics.version(live.TOPIC)
    place, counter = _chosen(request)
    found = {
        "places": Place.objects.filter(is_active=True, openings__kind="walk_in").distinct(), "place": place, "counter": counter,
        "version": version, "notes": [one for one in channel.all_channels() if one.noted_by_employee and not one.is_live],
    }
    if place is None:
        return found
    today = Ticket.objects.today(place).select_related("subject", "called_by", "conversation")
    waiting = list(today.waiting())
    visible = Conversation.objects.visible_to(request.user)
    mine = today.filter(state=Ticket.State.CALLED, called_by=request.user).first()
    return {
        **found, "waiting": waiting, "mine": mine, "is_open": walk_in.is_open(place), "wait": walk_in.expected(place, len(waiting)),
        "elsewhere": today.filter(state=Ticket.State.CALLED).exclude(called_by=request.user),
        "helped": today.filter(state=Ticket.State.DONE).count(), "gone": today.filter(state=Ticket.State.GONE).count(),
        "known": bool(mine and mine.conversation_id and visible.filter(pk=mine.conversation_id).exists()),
    }
