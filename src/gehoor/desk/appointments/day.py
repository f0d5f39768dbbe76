"""Who comes today, where and for what."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone

from gehoor.appointments import offering
from gehoor.appointments.models import Appointment, Place
from gehoor.conversations.models import Conversation
from gehoor.core.live import topics

from .. import rail
from ..access import shows


@shows
def day(request):
    """The appointments of a day, by time; of all places or of one."""
    return render(request, "desk/appointments/day.html", {**_context(request), "rail": rail.links(request.user, "appointments")})


@shows
def day_list(request):
    """The list alone, for live updates."""
    return render(request, "desk/appointments/_day.html", _context(request))


def _context(request) -> dict:
    version = topics.version("queue")
    chosen = offering.day(request.GET.get("day", "")) or timezone.localdate()
    places = list(Place.objects.filter(is_active=True))
    place = next((one for one in places if str(one.pk) == request.GET.get("place")), None)
    whose = "me" if request.GET.get("of") == "me" else ""
    rows = Appointment.objects.booked().filter(begins__date=chosen).told_in_full().prefetch_related("matters__subject")
    rows = rows.filter(place=place) if place else rows
    rows = rows.filter(staff=request.user) if whose == "me" else rows
    visible = set(Conversation.objects.visible_to(request.user).filter(appointments__in=rows).values_list("pk", flat=True))
    found = list(rows)
    for row in found:
        row.may_be_seen = row.conversation_id in visible  # else only that the room is taken
    return {
        "appointments": found, "chosen": chosen, "places": places, "place": place, "whose": whose, "version": version,
        "is_today": chosen == timezone.localdate(), "more": f"&place={place.pk if place else ''}&of={whose}",
        "before_iso": _next_to(chosen, -1), "after_iso": _next_to(chosen, 1),
        "asked": f"?day={chosen.isoformat()}&place={place.pk if place else ''}&of={whose}",
    }


def _next_to(day, days) -> str:
    return (day + timedelta(days=days)).isoformat()
