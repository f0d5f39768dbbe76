"""When we are open: every week, and the days that differ; for all, or for one channel or team."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gehoor.core import holidays
from gehoor.staff.guard import requires
from gehoor.staff.models import Team
from gehoor.staff.permissions import Capability
from gehoor.targets import calendar, changing
from gehoor.targets.models import SpecialDay

from ..forms.opening import DayForm, WeekForm, said
from . import opening_scope
from .opening_scope import Scope

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
    of: Scope | None = None  # for whom it was decided, where that is for more than this channel or team


@requires(Capability.ADMINISTER, Capability.OVERSEE)
@require_http_methods(["GET", "HEAD", "POST"])
def opening(request):
    """The week, and the days to come that differ. POST changes the week."""
    scope = Scope.of(request)
    if request.method != "POST":
        return _page(request, scope)
    week = WeekForm(request.POST)
    if week.is_valid():
        changing.set_week(week.week, by=request.user, **scope.where)
        return _saved(request, scope)
    return _page(request, scope, week=week)


@requires(Capability.ADMINISTER, Capability.OVERSEE)
@require_POST
def as_house(request):
    """This channel or team has the hours of the organisation again."""
    scope = Scope.of(request)
    if not scope.is_house:
        changing.drop_week(by=request.user, **scope.where)
    return _saved(request, scope)


@requires(Capability.ADMINISTER, Capability.OVERSEE)
@require_http_methods(["GET", "HEAD", "POST"])
def set_day(request):
    """A day differs, or a holiday is a day like any other."""
    scope = Scope.of(request)
    if request.method != "POST":  # the address of a page that showed what was wrong
        return redirect(scope.url)
    form = DayForm(request.POST)
    if not form.is_valid():
        return _page(request, scope, day=form)
    data = form.cleaned_data
    changing.set_day(data["date"], data["name"], data["kind"], by=request.user, times=data["times"], **scope.where)
    return _saved(request, scope)


@requires(Capability.ADMINISTER, Capability.OVERSEE)
@require_POST
def remove_day(request, pk):
    """The day no longer differs."""
    special, scope = get_object_or_404(SpecialDay, pk=pk), Scope.of(request)
    try:
        changing.remove_day(special, by=request.user)
    except changing.TooEarly:
        messages.error(request, _("This day is over: what was due then stays as it was."))
        return redirect(scope.url)
    return _saved(request, scope)


def _saved(request, scope):
    if scope.is_house:
        messages.success(request, _("Saved. What has to be answered is counted again."))
    else:
        messages.success(request, _("Saved. The contact page tells it at once."))
    return redirect(scope.url)


def _page(request, scope, *, week=None, day=None):
    known, teams = calendar.current(), list(Team.objects.order_by("name"))
    forms = {
        "week": week or WeekForm(week=known.hours(*scope.key).week),
        "day_form": day or DayForm(initial={"kind": SpecialDay.Kind.CLOSED}),
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "administration/opening.html", {
        **forms, "days": _days(known, scope), "scope": scope, "channels": opening_scope.channels(), "teams": teams,
        "has_own_week": scope.key in known.weeks,
        "goes_by": next((one for one in reversed(scope.wider) if one.key in known.weeks), Scope()), "own": opening_scope.own(known, teams),
    }, status=422 if wrong else 200)


def _days(known, scope) -> list[Day]:
    """What differs from today on, the nearest first; what was decided for all holds where nothing of one's own was."""
    today = timezone.localdate()
    named = {day: name for year in range(today.year, today.year + 3) for day, name in holidays.recognised(year).items()
             if today <= day <= today + AHEAD}
    decided = {day: (special, one) for one in [*scope.wider, scope] for day, special in known.days.get(one.key, {}).items() if day >= today}
    return [_day(day, *decided.get(day, (None, None)), named.get(day), scope) for day in sorted(named | decided)]


def _day(day, holds, of, holiday, scope) -> Day:
    if holds is None:
        return Day(day, _(holiday), SpecialDay.Kind.CLOSED, "", None, True)
    times = said(holds.times) if holds.kind == SpecialDay.Kind.HOURS else ""
    name, is_own = _(holiday) if holiday else holds.name, of == scope
    return Day(day, name, holds.kind, times, holds if is_own else None, bool(holiday), None if is_own else of)
