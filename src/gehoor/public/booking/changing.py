"""The page of one appointment for who made it: what, when, where; changing, cancelling, into a calendar. Nothing else."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gehoor.appointments import booking, change_link, invitation, offering, slots
from gehoor.appointments.models import Appointment, Way
from gehoor.core import limits

from .. import by_link
from .choosing import days_of

OPENS_FOR = timedelta(days=30)  # after the appointment
MOST_CHANGES = 20  # of appointments, from one network address in an hour

opens = by_link.opens(
    change_link.find, lambda found: found.ends < timezone.now() - OPENS_FOR, limit="wrong", gone="public/booking/gone.html",
)


@opens
@require_GET
def appointment(request, found, token):
    """All about it, and the ways to change it."""
    return _page(request, found, token, said=_said(request))


@opens
@require_GET
def calendar(request, found, token):
    """The appointment as a file for a calendar."""
    response = HttpResponse(invitation.calendar(invitation.event_of(found), method="PUBLISH"), content_type=invitation.TYPE)
    response["Content-Disposition"] = 'attachment; filename="afspraak.ics"'
    return response


@opens
@require_http_methods(["GET", "HEAD", "POST"])
def move(request, found, token):
    """Another moment: the days with room."""
    if not found.is_coming:
        return _page(request, found, token, problem=str(booking.NotOpen()), status=409)
    where = slots.where_of(found.subject, request.GET.get("waar", "")) or slots.Where(Way(found.way), found.place)
    if request.method != "POST":
        return _moments(request, found, token, where)
    begins = offering.read(request.POST.get("moment", ""))
    if begins is None or begins < slots.bounds(found.subject)[0]:
        return _moments(request, found, token, where, problem=_("Choose a moment first."), status=422)
    if limits.too_often(request, "change", MOST_CHANGES, 3600):
        return _moments(request, found, token, where, problem=_("That was often. Wait an hour, or call us."), status=429)
    try:
        booking.move(found, where, begins)
    except booking.Taken:
        said = _("This moment was just taken by somebody else. Your appointment stands as it was. These are still free:")
        return _moments(request, found, token, where, problem=said, status=409)
    except booking.NotOpen as over:
        return _page(request, found, token, problem=str(over), status=409)
    return redirect(_of(token) + "?verzet=1")


@opens
@require_POST
def cancel(request, found, token):
    """It does not take place."""
    try:
        booking.cancel(found, reason=request.POST.get("reason", ""))
    except booking.NotOpen as over:
        return _page(request, found, token, problem=str(over), status=409)
    return redirect(_of(token) + "?afgezegd=1")


def _moments(request, found, token, where, *, problem="", status=200):
    wanted = slots.Wanted(found.subject, where, found.minutes, instead_of=found.pk)
    return render(request, "public/booking/move.html", {
        "personal": True, "appointment": found, "token": token, "where": where, "problem": problem,
        "others": [one for one in slots.wheres(found.subject) if one.key != where.key and one.way != Way.HOME],
        **days_of(request, wanted),
    }, status=status)


def _page(request, found, token, *, said="", problem="", status=200):
    return render(request, "public/booking/appointment.html", {
        "personal": True, "appointment": found, "token": token, "said": said, "problem": problem,
        "is_cancelled": found.state == Appointment.State.CANCELLED,
    }, status=status)


def _said(request) -> str:
    for name, words in (("gemaakt", _("Your appointment is booked.")), ("verzet", _("Your appointment is changed.")),
                        ("afgezegd", _("Your appointment is cancelled."))):
        if name in request.GET:
            return words
    return ""


def _of(token) -> str:
    return reverse("booking:appointment", args=[token])
