"""Kiosk, waiting-room screen, and one number on a phone. No names anywhere: a number, a counter and a wait."""

import segno
from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from gehoor.appointments import live, walk_in
from gehoor.appointments.models import Place, Subject, Ticket
from gehoor.core import limits
from gehoor.core.live import topics
from gehoor.core.public import personal

MOST_TAKEN, WITHIN = 60, 600  # numbers from one network address in so many seconds
SHOWN = 8  # numbers called, on the screen
SHOWN_FOR = 25  # seconds before the kiosk is there for the next person


@csrf_exempt  # nobody is logged in at a kiosk; the key in the address is what lets it
@personal
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request, key):
    """Take a number; saying what for is optional."""
    place = _place(key)
    if request.method != "POST":
        return _kiosk(request, place)
    if limits.too_often(request, "ticket", MOST_TAKEN, WITHIN):
        return _kiosk(request, place, _("Very many numbers were taken just now. Ask at the counter."), 429)
    chosen = request.POST.get("subject", "")
    subject = _subjects(place).filter(pk=int(chosen)).first() if chosen.isascii() and chosen.isdigit() and len(chosen) < 18 else None
    try:
        ticket = walk_in.take(place, subject)
    except walk_in.Full as full:
        return _kiosk(request, place, str(full), 409)
    return redirect("walk_in:taken", key=key, ticket=ticket.key)


@personal
@require_GET
def taken(request, key, ticket):
    """The number, large, with a code to follow it on a phone; then the kiosk is there for the next one."""
    found = get_object_or_404(Ticket.objects.select_related("place"), key=ticket, place=_place(key))
    url = settings.PUBLIC_URL + reverse("walk_in:follow", args=[found.key])
    code = segno.make(url, error="m").svg_inline(scale=5, border=2, dark="#000", light="#fff", svgclass="ticket__code", omitsize=True)
    return render(request, "public/walk_in/taken.html", {
        "personal": True, "ticket": found, "place": found.place, "wait": walk_in.wait_of(found), "code": mark_safe(code),
        "seconds": SHOWN_FOR,
    })


@personal
@require_GET
def screen(request, key):
    """Which number goes where, and how long it takes; keeps itself fresh."""
    version, place = topics.version(live.TOPIC), _place(key)
    today = Ticket.objects.today(place)
    called = list(today.filter(called_at__isnull=False).exclude(counter="").exclude(state=Ticket.State.WAITING).order_by("-called_at")[:SHOWN])
    now = [one for one in called if one.state == Ticket.State.CALLED]
    waiting = today.waiting().count()
    return render(request, "public/walk_in/screen.html", {
        "personal": True, "place": place, "version": version, "now": now, "before": [one for one in called if one not in now],
        "waiting": waiting, "wait": walk_in.expected(place, waiting), **_hours(place),
        "says": _("Number %(number)s, counter %(counter)s") % {"number": now[0], "counter": now[0].counter} if now else "",
    })


@personal
@require_GET
def follow(request, ticket):
    """One number on a phone."""
    version = topics.version(live.TOPIC)
    found = Ticket.objects.select_related("place").filter(key=ticket).first()
    if found is None:
        raise Http404(_("This number is not known."))
    is_today = found.day == timezone.localdate()
    waits = is_today and found.state == Ticket.State.WAITING
    return render(request, "public/walk_in/follow.html", {
        "personal": True, "ticket": found, "version": version, "is_today": is_today,
        "wait": walk_in.wait_of(found) if waits else None,
    })


def _kiosk(request, place, problem="", status=200):
    waiting = Ticket.objects.today(place).waiting().count()
    return render(request, "public/walk_in/kiosk.html", {
        "personal": True, "place": place, "subjects": _subjects(place), **_hours(place),
        "wait": walk_in.expected(place, waiting), "waiting": waiting, "problem": problem,
    }, status=status)


def _hours(place) -> dict:
    """Whether the walk-in hour is on, and when it begins `next`."""
    now = timezone.now()
    begins = walk_in.opens_next(place, now)
    return {"is_open": begins is not None and begins <= now, "next": begins}


def _subjects(place):
    return Subject.objects.filter(places=place, is_active=True, is_public=True)


def _place(key) -> Place:
    return get_object_or_404(Place, kiosk_key=key, is_active=True)
