"""When we are open: every week, and the days that differ."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gehoor.core import holidays
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability
from gehoor.targets import calendar, changing
from gehoor.targets.models import SpecialDay

from ..forms.opening import DayForm, WeekForm, said

AHEAD = timedelta(days=500)  # holidays of this year and the next


@dataclass(frozen=True, slots=True)
class Day:
    """A row of the days that differ: a holiday of the law, what was decided here, or both."""

    date: date
    name: str
    kind: str
    times: str
    special: SpecialDay | None
    is_holiday: bool


@requires(Capability.ADMINISTER, Capability.OVERSEE)
@require_http_methods(["GET", "HEAD", "POST"])
def opening(request):
    """The week, and the days to come that differ. POST changes the week."""
    week = WeekForm(request.POST if request.method == "POST" else None, week=calendar.current().hours().week)
    if week.is_valid():
        changing.set_week(week.week, by=request.user)
        messages.success(request, _("Saved. What has to be answered is counted again."))
        return redirect("administration:opening")
    return _page(request, week=week)


@requires(Capability.ADMINISTER, Capability.OVERSEE)
@require_http_methods(["GET", "HEAD", "POST"])
def set_day(request):
    """A day differs, or a holiday is a day like any other."""
    if request.method != "POST":  # the address of a page that showed what was wrong
        return redirect("administration:opening")
    form = DayForm(request.POST)
    if not form.is_valid():
        return _page(request, day=form)
    data = form.cleaned_data
    changing.set_day(data["date"], data["name"], data["kind"], by=request.user, **form.hours)
    messages.success(request, _("Saved. What has to be answered is counted again."))
    return redirect("administration:opening")


@requires(Capability.ADMINISTER, Capability.OVERSEE)
@require_POST
def remove_day(request, pk):
    """The day no longer differs."""
    special = get_object_or_404(SpecialDay, pk=pk)
    try:
        changing.remove_day(special, by=request.user)
    except changing.TooEarly:
        messages.error(request, _("This day is over: what was due then stays as it was."))
    else:
        messages.success(request, _("Removed. What has to be answered is counted again."))
    return redirect("administration:opening")


def _page(request, *, week=None, day=None):
    forms = {
        "week": week or WeekForm(week=calendar.current().hours().week),
        "day_form": day or DayForm(initial={"kind": SpecialDay.Kind.CLOSED}),
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "administration/opening.html", {**forms, "days": _days()}, status=422 if wrong else 200)


def _days() -> list[Day]:
    """What differs from today on, the nearest first."""
    today = timezone.localdate()
    named = {day: name for year in range(today.year, today.year + 3) for day, name in holidays.recognised(year).items()
             if today <= day <= today + AHEAD}
    specials = {one.date: one for one in SpecialDay.objects.filter(channel="", team=None, date__gte=today)}
    return [_day(day, specials.get(day), named.get(day)) for day in sorted(named | specials)]


def _day(day, special, holiday) -> Day:
    name = _(holiday) if holiday else special.name
    if special is None:
        return Day(day, name, SpecialDay.Kind.CLOSED, "", None, True)
    times = said([(special.opens, special.closes)]) if special.kind == SpecialDay.Kind.HOURS else ""
    return Day(day, name, special.kind, times, special, bool(holiday))
