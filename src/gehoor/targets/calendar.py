"""Opening hours and targets as they hold now: kept in memory, and read again once anybody changed anything."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import lru_cache

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.core import holidays, prepared
from gehoor.core.working_hours import OFFICE, Interval, WorkingHours

from .models import OpeningTime, SpecialDay, Stamp, Target
from .norms import TWO_DAYS, Measure, Norm

Scope = tuple[str, int | None]  # (kind of channel or "", id of a team or None)


@dataclass
class Calendar:
    """When we are open and how soon we answer."""

    weeks: dict[Scope, tuple] = field(default_factory=dict)
    days: dict[Scope, dict] = field(default_factory=dict)
    targets: dict[tuple[str, str], list[Target]] = field(default_factory=dict)  # the newest first
    _hours: dict = field(default_factory=dict)

    def hours(self, channel="", team=None, shift_change: time | None = time(13)) -> WorkingHours:
        """The hours of a channel of a team; what the one has none of its own of is as for the other, or for all."""
        key = (channel, team, shift_change)
        if key not in self._hours:
            # From all to the one: later ones win.
            scopes = dict.fromkeys([("", None), ("", team), (channel, None), (channel, team)])
            week = next((self.weeks[scope] for scope in reversed(scopes) if scope in self.weeks), OFFICE)
            days = {}
            for scope in scopes:
                days |= {day: special_hours(day, one, week) for day, one in self.days.get(scope, {}).items()}
            self._hours[key] = WorkingHours(week, days, shift_change)
        return self._hours[key]

    def named(self, day, channel="", team=None) -> str:
        """What a day that differs is called: the holiday, or what was written with it; else nothing."""
        for scope in ((channel, team), (channel, None), ("", team), ("", None)):
            if special := self.days.get(scope, {}).get(day):
                return "" if special.kind == SpecialDay.Kind.USUAL else special.name
        holiday = holidays.recognised(day.year).get(day)
        return _(holiday) if holiday else ""

    def norm(self, channel: str, on, measure=Measure.ANSWER) -> Norm | None:
        """What held for this channel on the day `on`; None where it times nothing of the kind."""
        held = next((one for one in self.targets.get((channel, measure), ()) if one.valid_from <= on), None)
        return held.norm if held else built_in(channel, measure)

    def due(self, channel: str, at: datetime) -> datetime:
        """When what came in at `at` is to be answered."""
        return self.norm(channel, timezone.localdate(at)).due(at, self.hours())

    def confirm_by(self, channel: str, at: datetime) -> datetime | None:
        """By when receipt of what came in at `at` is to be confirmed; None where this channel has no target for that."""
        norm = self.norm(channel, timezone.localdate(at), Measure.CONFIRM)
        return norm and norm.due(at, self.hours())


def special_hours(day, special: SpecialDay, week) -> tuple[Interval, ...]:
    """When we are open on a day that differs."""
    if special.kind == SpecialDay.Kind.USUAL:
        return week[day.weekday()]
    return tuple(map(tuple, special.times)) if special.kind == SpecialDay.Kind.HOURS else ()


@lru_cache(maxsize=100)
def built_in(channel: str, measure=Measure.ANSWER) -> Norm | None:
    """What the channel itself brings along, with its source; nobody has to have chosen anything."""
    for config in apps.get_app_configs():
        if getattr(config, "kind", None) == channel and measure in getattr(config, "norms", {}):
            return config.norms[measure]
    return TWO_DAYS if measure == Measure.ANSWER else None


_kept: tuple[str, Calendar] = ("", Calendar())


def current(stamp: str | None = None) -> Calendar:
    """As it holds now, after one short query; none where the caller read the stamp already."""
    global _kept
    if stamp is None:
        row = prepared.one(("calendar",), lambda: Stamp.objects.filter(pk=1))
        stamp = row.value if row else ""
    value, kept = _kept
    if stamp != value:
        kept = _read() if stamp else Calendar()
        _kept = (stamp, kept)
    return kept


def _read() -> Calendar:
    weeks, days, targets = {}, defaultdict(dict), defaultdict(list)
    for one in OpeningTime.objects.order_by("opens"):
        week = weeks.setdefault((one.channel, one.team_id), [[] for _day in range(7)])
        week[one.weekday].append((one.opens, one.closes))
    for one in SpecialDay.objects.all():
        days[one.channel, one.team_id][one.date] = one
    for one in Target.objects.order_by("-valid_from"):
        targets[one.channel, one.measure].append(one)
    return Calendar({scope: tuple(map(tuple, week)) for scope, week in weeks.items()}, days, targets)
