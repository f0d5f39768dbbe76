"""What an employee does with turns: taking one, letting it pass, giving it back; and saying whether they are there."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from gehoor.lines import availability, routing
from gehoor.lines.kinds import KINDS
from gehoor.lines.models import MOST_AT_ONCE, Availability, Turn

from ..access import reads
from .bar import label_of


def acts(view):
    """One deed with one turn that this employee may see: `view(request, turn)`. What cannot be any more is said."""

    @wraps(view)
    def with_turn(request, pk):
        turn = Turn.objects.visible_to(request.user).select_related("conversation").filter(pk=pk).first()
        if turn is None:
            raise Http404(_("This turn is not here, or not for you to see."))
        try:
            return view(request, turn)
        except routing.Gone as gone:
            messages.info(request, str(gone))
        except routing.NotYours:
            messages.error(request, _("You may read this conversation, but it cannot be in your name."))
        return redirect("desk:live")

    return reads(require_POST(with_turn))


@acts
def take(request, turn):
    """Help this person: the conversation opens."""
    taken = routing.take(turn, request.user)
    return redirect("desk:conversation", reference=taken.conversation.reference)


@acts
def decline(request, turn):
    """Let it pass."""
    routing.decline(turn, request.user)
    messages.info(request, _("It goes to the next colleague. The place at the front of the line is kept."))
    return redirect(_from(request))


@acts
def give_back(request, turn):
    """Whom I help goes back to the front of the line."""
    if turn.taken_by_id != request.user.pk:
        raise routing.Gone(turn)
    routing.give_back(turn, by=request.user)
    messages.info(request, _("Back at the front of the line: a colleague gets it first of all."))
    return redirect("desk:live")


@reads
@require_POST
def availability_of_mine(request):
    """Say whether I am there, on one channel or on all, or how many people at once."""
    kinds = [kind for kind in KINDS if request.POST.get("channel", kind) == kind]
    state, number = request.POST.get("state", ""), request.POST.get("capacity", "")
    if state in Availability.State.values:
        for kind in kinds:
            availability.set_state(request.user, kind, state)
        messages.info(request, _said(state, kinds))
    elif number.isascii() and number.isdigit() and len(number) < 3 and 1 <= int(number) <= MOST_AT_ONCE:
        for kind in kinds:
            availability.set_capacity(request.user, kind, int(number))
        messages.info(request, ngettext(
            "You help one person at once at most.", "You help %(number)s people at once at most.", int(number)) % {"number": number})
    else:
        messages.error(request, _("Choose a number from 1 to %(most)s. Nothing has changed.") % {"most": MOST_AT_ONCE})
    return redirect(_from(request))


_SAID = {
    "available": lambda: _("You are available: who waits is offered to you."),
    "busy": lambda: _("You are busy: nobody new is offered to you."),
    "away": lambda: _("You are away: nobody new is offered to you. Whom you help now you keep."),
}


def _said(state, kinds) -> str:
    """What follows; of one channel only, which one it is."""
    if len(kinds) == len(KINDS):
        return _SAID[state]()
    titles = ", ".join(str(KINDS[kind].title) for kind in kinds)
    return _("%(channel)s: %(state)s. Other channels stay as they were.") % {"channel": titles, "state": label_of(state)}


def _from(request) -> str:
    """The page this was done on."""
    back = request.headers.get("Referer", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}) else "desk:live"
