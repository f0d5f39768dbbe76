"""Which moments have room, computed from hours, closings, appointments and what colleagues have in their calendars.

Nothing of this is stored. Times are walked in real time and compared with the clock on the wall, so that a moment in
the hour that does not exist in March is not offered, and the hour that comes twice in October is offered twice.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import DateField, F, IntegerField, TimeField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from gehoor.core import holidays
from gehoor.queues import rules

from .models import Appointment, Busy, Closing, Opening, Place, StaffHours, Subject, Way

STEP = timedelta(minutes=15)  # between two moments at which an appointment may begin


@dataclass(frozen=True, slots=True)
class Where:
    """A way to meet, and the place where it is one of ours."""

    way: Way
    place: Place | None = None

    @property
    def key(self) -> str:
        """As it stands in addresses: "place-3", "home", "video"."""
        return f"{self.way}-{self.place.pk}" if self.place else str(self.way)

    def __str__(self):
        return self.place.name if self.place else str(Way(self.way).label)


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment with room: aware times, the counter or room it would take, and the colleague."""

    where: Where
    begins: datetime
    ends: datetime
    lane: int | None
    staff_id: int | None

    @property
    def day(self) -> date:
        return timezone.localtime(self.begins).date()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: this subject, so long, and without minding the appointment that is being moved."""

    subject: Subject
    where: Where
    minutes: int
    instead_of: int | None = None

    @property
    def travel(self) -> timedelta:
        return timedelta(minutes=self.subject.travel_minutes if self.where.way == Way.HOME else 0)

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def needs_colleague(self) -> bool:
        return self.subject.needs_colleague or self.where.way != Way.PLACE


def wheres(subject) -> list[Where]:
    """Every way and place that this subject is offered in."""
    found = []
    if Way.PLACE in subject.ways:
        found += [Where(Way.PLACE, place) for place in subject.open_places]
    if Way.HOME in subject.ways:
        found.append(Where(Way.HOME))
    if Way.VIDEO in subject.ways and subject.video_link:
        found.append(Where(Way.VIDEO))
    return found


def where_of(subject, key: str) -> Where | None:
    """The one with this key; None where the subject is not offered there."""
    return next((where for where in wheres(subject) if where.key == key), None)


def offers(subject, where: Where) -> bool:
    """Whether this subject is dealt with there too."""
    return any(one.key == where.key for one in wheres(subject))


def bounds(subject, *, by_employee=False, now=None) -> tuple[datetime, date]:
    """(the first moment that may be booked now, the last day)."""
    now = now or timezone.now()
    earliest = now if by_employee else now + timedelta(hours=subject.notice_hours)
    return earliest, timezone.localtime(now).date() + timedelta(days=subject.days_ahead)


def free(wanted: Wanted, first: date, last: date, earliest: datetime, stock: "Stock | None" = None) -> list[Slot]:
    """Every moment with room from `first` to `last` that begins at `earliest` or later."""
    return Supply(wanted, stock or Stock(wanted.subject, first, last)).slots(first, last, earliest)


def at(wanted: Wanted, begins: datetime) -> Slot | None:
    """The room at exactly this moment, if there is any."""
    day = timezone.localtime(begins).date()
    return next((slot for slot in free(wanted, day, day, begins) if slot.begins == begins), None)


class Hours(NamedTuple):
    """Some hours of a place or of a colleague on a weekday; or, with `first_day`, days on which nobody is received."""

    place_id: int | None
    weekday: int | None
    begins: time | None
    ends: time | None
    capacity: int | None
    employee_id: int | None
    way: str
    first_day: date | None
    last_day: date | None


class Taken(NamedTuple):
    """An appointment, or with `pk` None something else in the calendar of a colleague."""

    pk: int | None
    place_id: int | None
    lane: int | None
    staff_id: int | None
    begins: datetime
    blocked_from: datetime
    blocked_until: datetime


class Stock:
    """What is known of some days, fetched once for every place and way of a subject: hours, and what is taken; three queries."""

    def __init__(self, subject, first: date, last: date):
        self.house = rules.current().hours
        self.hours = [Hours(*row) for row in _hours(subject, first)]
        self.taken = [Taken(*row) for row in _taken(first, last)]


class Supply:
    """Hours for what is wanted, and what was taken of them."""

    def __init__(self, wanted: Wanted, stock: Stock):
        self.wanted, self.house = wanted, stock.house
        place = wanted.where.place
        place_id = place.pk if place else None
        self.closings = [one for one in stock.hours if one.first_day and one.place_id in (None, place_id)]
        weekly = [one for one in stock.hours if one.weekday is not None and one.place_id == place_id]
        self.openings = [one for one in weekly if one.employee_id is None]
        self.hours = [one for one in weekly if one.employee_id and one.way == wanted.where.way] if wanted.needs_colleague else []
        self.lanes, self.colleagues, self.load = _by_room(wanted, stock.taken)

    def slots(self, first: date, last: date, earliest: datetime) -> list[Slot]:
        """Those of these days that begin at `earliest` or later, in order of time."""
        found, day = [], first
        while day <= last:
            if not self._is_closed(day):
                found += [slot for begins in self._beginnings(day) if begins >= earliest and (slot := self._slot(day, begins))]
            day += timedelta(days=1)
        return found

    def _is_closed(self, day: date) -> bool:
        """A holiday, a day on which the whole organisation is closed, or a closing of this place."""
        holiday = day in holidays.recognised(day.year) and not self.house.days.get(day)
        shut = self.house.days.get(day) == ()
        return holiday or shut or any(closing.first_day <= day <= closing.last_day for closing in self.closings)

    def _windows(self, day: date) -> list:
        """Opening hours of the place; of colleagues where nobody comes to us."""
        windows = self.openings if self.wanted.where.place else self.hours
        return [window for window in windows if window.weekday == day.weekday()]

    def _beginnings(self, day: date) -> list[datetime]:
        found = set()
        for window in self._windows(day):
            moment, end = _local(day, window.begins), _local(day, window.ends)
            while moment < end:
                if _fits(window, day, moment, moment + self.wanted.length):
                    found.add(moment)
                moment += STEP
        return sorted(found)

    def _slot(self, day: date, begins: datetime) -> Slot | None:
        ends = begins + self.wanted.length
        whole = (begins - self.wanted.travel, ends + self.wanted.travel)
        lane = None
        if self.wanted.where.place:
            room = max((window.capacity for window in self._windows(day) if _fits(window, day, begins, ends)), default=0)
            lane = next((one for one in range(1, room + 1) if _is_free(self.lanes[one], *whole)), None)
            if lane is None:
                return None
        staff = None
        if self.wanted.needs_colleague:
            staff = self._colleague(day, begins, ends, whole)
            if staff is None:
                return None
        return Slot(self.wanted.where, begins, ends, lane, staff)

    def _colleague(self, day, begins, ends, whole) -> int | None:
        """Who is there and free; of several the one with the fewest appointments that day."""
        there = {
            window.employee_id for window in self.hours
            if window.weekday == day.weekday() and _fits(window, day, begins, ends)
            and _is_free(self.colleagues[window.employee_id], *whole)
        }
        return min(there, key=lambda one: (self.load[one, day], one), default=None)


def _fits(window, day, begins, ends) -> bool:
    """Whether the wall clock reads a time of this window from begin to end."""
    here, there = timezone.localtime(begins), timezone.localtime(ends)
    return here.date() == day == there.date() and window.begins <= here.time() and there.time() <= window.ends


def _is_free(taken, begins, ends) -> bool:
    return all(ends <= other_begins or begins >= other_ends for other_begins, other_ends in taken)


def _local(day, clock) -> datetime:
    """In UTC, where adding minutes passes real time; on a local time it would move the hands of the clock."""
    return timezone.make_aware(datetime.combine(day, clock)).astimezone(UTC)


def _hours(subject, first):
    """Rows of `Hours`: when places are open, when colleagues are there, and closings from this day on; one query."""
    number, no_time, no_day, no_way = _none(IntegerField), _none(TimeField), _none(DateField), Value("")
    openings = Opening.objects.filter(kind=Opening.Kind.BOOKED).order_by()
    colleagues = StaffHours.objects.filter(employee__is_active=True).order_by()
    colleagues = colleagues.filter(employee__teams=subject.team_id) if subject.team_id else colleagues
    closings = Closing.objects.filter(last_day__gte=first).order_by()
    return openings.values_list("place_id", "weekday", "begins", "ends", "capacity", number, no_way, no_day, no_day).union(
        colleagues.values_list("place_id", "weekday", "begins", "ends", number, "employee_id", "way", no_day, no_day),
        closings.values_list("place_id", number, no_time, no_time, number, number, no_way, "first_day", "last_day"), all=True,
    )


def _none(field):
    return Cast(Value(None), field())  # of an empty column that has no type PostgreSQL makes text


def _taken(first, last):
    """Rows of `Taken`: appointments and holds that stand, with some hours around for travelling; one query."""
    now, around = timezone.now(), timedelta(hours=3)
    begins, ends = _local(first, time()) - around, _local(last + timedelta(days=1), time()) + around
    rows = Appointment.objects.filter(begins__lt=ends, ends__gt=begins).order_by()
    rows = rows.exclude(state=Appointment.State.CANCELLED).exclude(state=Appointment.State.HELD, held_until__lte=now)
    number = _none(IntegerField)
    elsewhere = Busy.objects.filter(begins__lt=ends, ends__gt=begins).order_by()
    return rows.values_list("pk", "place_id", "lane", "staff_id", "begins", "blocked__startswith", "blocked__endswith").union(
        elsewhere.values_list(number, number, number, "employee_id", "begins", F("begins"), "ends"), all=True,
    )


def _by_room(wanted, taken):
    """(by lane of this place, by colleague: what is taken; by (colleague, day): how many appointments)."""
    place = wanted.where.place
    lanes, colleagues, load = defaultdict(list), defaultdict(list), Counter()
    for row in taken:
        if row.pk is not None and row.pk == wanted.instead_of:
            continue
        if place and row.place_id == place.pk:
            lanes[row.lane].append((row.blocked_from, row.blocked_until))
        if row.staff_id:
            colleagues[row.staff_id].append((row.blocked_from, row.blocked_until))
        if row.staff_id and row.pk is not None:
            load[row.staff_id, timezone.localtime(row.begins).date()] += 1
    return lanes, colleagues, load
