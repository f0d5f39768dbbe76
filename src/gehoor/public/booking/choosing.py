"""What about, where, and when: the days with room, the earliest first."""

from datetime import timedelta

from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from gehoor.appointments import booking, combining, offering, slots
from gehoor.appointments.models import Subject
from gehoor.core import limits

from . import page_token

DAYS = 5  # with room, on one page
MOST_HELD = 20  # moments held from one network address in `WITHIN`
WITHIN = 15 * 60  # seconds


def offered():
    """Subjects that people book themselves."""
    return Subject.objects.filter(is_active=True, is_public=True).filter(
        Q(places__is_active=True) | ~Q(ways=["place"])
    ).distinct()


def along_with(subject, where) -> list[Subject]:
    """Other subjects that can be dealt with in the same visit."""
    return [one for one in offered().exclude(pk=subject.pk).with_places() if combining.goes_along(one, subject, where)]


@never_cache
@require_GET
def subjects(request):
    """What people come for, in plain words."""
    return render(request, "public/booking/subjects.html", {"subjects": offered(), "carried": _carried(request)})


@never_cache
@require_GET
def wheres(request, subject):
    """The ways and places, each with its first moment; straight on where there is one."""
    found = _subject(subject)
    options = slots.wheres(found)
    if len(options) == 1:
        return HttpResponseRedirect(reverse("booking:moments", args=[found.pk, options[0].key]) + _carried(request))
    rows = [(where, offering.first([slots.Wanted(found, where, found.minutes)], 1)) for where in options]
    return render(request, "public/booking/wheres.html", {"subject": found, "rows": rows, "carried": _carried(request)})


@csrf_exempt  # nobody is logged in here; what counts is signed or a moment that anybody may choose
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def moments(request, subject, where):
    """Days with room and their moments; choosing one holds it for some minutes."""
    found = _subject(subject)
    there = slots.where_of(found, where)
    if there is None:
        raise Http404(_("That is not offered here any more."))
    if request.method != "POST":
        return _show(request, found, there)
    begins = offering.read(request.POST.get("moment", ""))
    if begins is None:
        return _show(request, found, there, problem=_("Choose a moment first."), status=422)
    if limits.too_often(request, "hold", MOST_HELD, WITHIN):
        said = _("Very many moments were chosen from your network just now. Wait a quarter of an hour, or call us.")
        return _show(request, found, there, problem=said, status=429)
    return _hold(request, found, there, begins)


def _hold(request, subject, where, begins):
    earliest, _last = slots.bounds(subject)
    try:
        if begins < earliest:
            raise booking.Taken
        held = booking.hold(slots.Wanted(subject, where, subject.minutes), begins, held_for=limits.place_of(request))
    except booking.Taken:
        said = _("This moment was just taken by somebody else. These are still free:")
        return _show(request, subject, where, problem=said, status=409)
    conversation, person = page_token.read_conversation(request.GET.get("gesprek", ""))
    page = page_token.Page(subject.pk, where.key, begins.isoformat(), held.pk, conversation, person)
    return HttpResponseRedirect(reverse("booking:who", args=[page.signed()]))


def _show(request, subject, where, *, problem="", status=200):
    wanted = slots.Wanted(subject, where, subject.minutes)
    return render(request, "public/booking/moments.html", {
        "subject": subject, "where": where, "problem": problem, "carried": _carried(request),
        "has_other_ways": len(slots.wheres(subject)) > 1, **days_of(request, wanted),
    }, status=status)


def days_of(request, wanted) -> dict:
    """The days of one page, and where the next begin; as `?vanaf=2026-11-24` asks."""
    after = offering.day(request.GET.get("vanaf", ""))
    found = [day for day in offering.days(wanted) if after is None or day.date >= after]
    shown = found[:DAYS]
    later = shown[-1].date + timedelta(days=1) if len(found) > DAYS else None
    return {"days": shown, "later": later, "is_later": after is not None}


def _subject(pk) -> Subject:
    found = offered().filter(pk=min(pk, 2**62)).first()
    if found is None:
        raise Http404(_("That is not offered here any more."))
    return found


def _carried(request) -> str:
    """The conversation that a link led here from, to pass on."""
    token = request.GET.get("gesprek", "")
    return f"?gesprek={token}" if page_token.read_conversation(token)[0] else ""
