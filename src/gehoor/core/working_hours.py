"""A clock that runs while the organisation is open: business time, over weekends, holidays and the changes of the clock.

Everything is counted in UTC: two local times of one zone are subtracted in Python as if the clock were never put forward
or back. A time that the clock shows twice is the first of the two; one that it skips is when it jumps over it.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from . import holidays

Interval = tuple[time, time]  # from, until; until 00:00 is midnight at the end of the day
Week = tuple[tuple[Interval, ...], ...]  # Monday first

OFFICE: Week = (((time(8, 30), time(17)),),) * 5 + ((), ())
FURTHEST = 3653  # days to look for an hour in which we are open
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


class NeverOpen(ValueError):
    """There is no hour in the next ten years in which we are open."""


class WorkingHours:
    """Opening hours of a week, the days that differ, and the generally recognised holidays, on which we are closed.

    `days` wins over a holiday, and a holiday over the week. `shift_change` is when the second shift takes over, None where
    nobody does. Hours are given and told as numbers; moments are aware, and told in the organisation's own zone.
    """

    def __init__(self, week: Week = OFFICE, days: Mapping[date, tuple[Interval, ...]] | None = None,
                 shift_change: time | None = time(13)):
        self.week, self.days, self.shift_change = week, dict(days or {}), shift_change
        self._opened: dict[date, tuple[tuple[datetime, datetime], ...]] = {}

    @property
    def hours_a_day(self) -> float:
        """Of the weekdays on which we are open, how many hours we are on the middle one: what a working day amounts to."""
        day = date(2026, 11, 23)  # a Monday, in a week without holidays and changes of the clock
        each = (((self._at(day, closes, is_end=True) - self._at(day, opens)) for opens, closes in one) for one in self.week)
        lengths = sorted(filter(None, (sum(spans, timedelta()) for spans in each)))
        return lengths[len(lengths) // 2] / timedelta(hours=1) if lengths else 0.0

    def on(self, day: date) -> tuple[Interval, ...]:
        """When we are open on this day, as the clock shows it."""
        if day in self.days:
            return self.days[day]
        return () if day in holidays.recognised(day.year) else self.week[day.weekday()]

    def is_open(self, moment: datetime) -> bool:
        """Whether we are open at this moment."""
        return any(opens <= moment < closes for opens, closes in self._spans(_day_of(moment)))

    def opens_next(self, moment: datetime) -> datetime:
        """`moment` where we are open then, else when we open after it. Raises `NeverOpen`."""
        return self.add(moment, 0)

    def closes(self, moment: datetime) -> datetime:
        """When the stretch of this day ends in which we are open at `moment`."""
        for opens, closes in self._spans(_day_of(moment)):
            if opens <= moment < closes:
                moment = closes
        return timezone.localtime(moment, _zone())

    def add(self, moment: datetime, hours: float) -> datetime:
        """The moment that lies so many working hours after `moment`. Raises `NeverOpen`."""
        left = timedelta(hours=hours)
        for opens, closes in self._after(moment):
            here = max(opens, moment)
            if left <= closes - here:
                return timezone.localtime(here + left, _zone())
            left -= closes - here
        raise NeverOpen(moment)

    def before(self, moment: datetime, hours: float) -> datetime:
        """The moment after which so many working hours passed until `moment`. Raises `NeverOpen`."""
        left = timedelta(hours=hours)
        for opens, closes in self._before(moment):
            here = min(closes, moment)
            if left <= here - opens:
                return timezone.localtime(here - left, _zone())
            left -= here - opens
        raise NeverOpen(moment)

    def between(self, begin: datetime, end: datetime) -> float:
        """Working hours from `begin` to `end`; 0 where that is not later."""
        passed, day, last = timedelta(), _day_of(begin), _day_of(end)
        while day <= last:
            for opens, closes in self._spans(day):
                passed += max(min(closes, end) - max(opens, begin), timedelta())
            day += _DAY
        return passed / timedelta(hours=1)

    def end_of_day(self, moment: datetime, days: int = 0) -> datetime:
        """When we close on the working day that is `days` after the day of `moment`, which is not counted itself.

        With 0 that is the same day, or the next working day where we have closed for the day already.
        Raises `NeverOpen`.
        """
        since = self._at(_day_of(moment) + _DAY, time(0)) if days else moment
        for number, (_opens, closes) in enumerate(self._last_of_days(since), start=1):
            if number >= days:
                return timezone.localtime(closes, _zone())
        raise NeverOpen(moment)

    def next_shift(self, moment: datetime) -> datetime:
        """When the first shift after `moment` begins. Raises `NeverOpen`."""
        day = _day_of(moment)
        for _number in range(FURTHEST):
            if spans := self._spans(day):
                starts = {spans[0][0], self._at(day, self.shift_change) if self.shift_change else spans[0][0]}
                later = sorted(start for start in starts if start > moment and spans[0][0] <= start < spans[-1][1])
                if later:
                    return timezone.localtime(later[0], _zone())
            day += _DAY
        raise NeverOpen(moment)

    def _after(self, moment) -> Iterator[tuple[datetime, datetime]]:
        """The spans in which we are open that end after `moment`, the first one first."""
        day = _day_of(moment)
        for _number in range(FURTHEST):
            yield from (span for span in self._spans(day) if span[1] > moment)
            day += _DAY

    def _before(self, moment):
        """Those that begin before `moment`, the last one first."""
        day = _day_of(moment)
        for _number in range(FURTHEST):
            yield from (span for span in reversed(self._spans(day)) if span[0] < moment)
            day -= _DAY

    def _last_of_days(self, moment):
        """Of each day the last span that ends after `moment`."""
        day = _day_of(moment)
        for _number in range(FURTHEST):
            spans = [span for span in self._spans(day) if span[1] > moment]
            yield from spans[-1:]
            day += _DAY

    def _spans(self, day) -> tuple[tuple[datetime, datetime], ...]:
        """When we are open on this day, in UTC, without what the clock jumps over."""
        if day not in self._opened:
            both = ((self._at(day, opens), self._at(day, closes, is_end=True)) for opens, closes in self.on(day))
            self._opened[day] = tuple(sorted((opens, closes) for opens, closes in both if opens < closes))
        return self._opened[day]

    def _at(self, day, clock, is_end=False) -> datetime:
        """The first moment at which the clock shows this time, or a later one, on this day."""
        if is_end and clock == time(0):
            day += _DAY
        shown = datetime.combine(day, clock)
        moment = shown.replace(tzinfo=_zone()).astimezone(UTC)
        if _shown(moment) != shown:  # the clock skips it
            while _shown(moment - _MINUTE) >= shown:
                moment -= _MINUTE
        return moment


def _zone():
    return timezone.get_default_timezone()


def _shown(moment) -> datetime:
    return moment.astimezone(_zone()).replace(tzinfo=None)


def _day_of(moment) -> date:
    return moment.astimezone(_zone()).date()
