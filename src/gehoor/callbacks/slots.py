"""Half hours in which we can call: within the opening hours of the telephone, while there is room.

Walked in UTC, so that a half hour that the clock skips is never offered and one that it shows twice is two. Two at once
for the last place: who takes one waits for one lock, looks, and takes the lowest free lane, and the database refuses a
second one in it (decision 023).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone

from gehoor.core.working_hours import NeverOpen, WorkingHours
from gehoor.queues import routing as queues
from gehoor.targets import calendar

from . import rules
from .models import CallBack

LENGTH = timedelta(minutes=30)
LEAD = timedelta(minutes=30)  # nearer than this nobody can count on it
NEAREST = 6  # offered instead of one that was taken
NOON, EVENING = 12, 18  # o'clock
LOCK = 7_205_112_005  # any number nobody else uses


class Taken(Exception):
    """There is no room in this half hour any more; `nearest` are moments with room around it."""

    def __init__(self, nearest=()):
        super().__init__("taken")
        self.nearest = list(nearest)


@dataclass(frozen=True, slots=True)
class Day:
    """A day with room: when its half hours begin."""

    date: date
    begins: list

    @property
    def morning(self) -> list:
        return [one for one in self.begins if timezone.localtime(one).hour < NOON]

    @property
    def afternoon(self) -> list:
        return [one for one in self.begins if NOON <= timezone.localtime(one).hour < EVENING]

    @property
    def evening(self) -> list:
        return [one for one in self.begins if timezone.localtime(one).hour >= EVENING]


def hours() -> WorkingHours:
    """When somebody is there to call: those of the team that gets whatever no other is meant for."""
    return calendar.current().hours("phone", queues.team_for(None))


def days(now: datetime | None = None) -> list[Day]:
    """Every day with room, the first one first."""
    by_day = defaultdict(list)
    for begins in free(now):
        by_day[begins.date()].append(begins)
    return [Day(day, found) for day, found in by_day.items()]


def free(now: datetime | None = None) -> list[datetime]:
    """When the half hours with room begin, in order of time."""
    now, held = now or timezone.now(), rules.current()
    if not held.per_half_hour:
        return []
    found = list(_open(hours(), now, held.days_ahead))
    taken = _taken(found)
    return [begins for begins in found if len(taken[begins]) < held.per_half_hour]


def nearest(begins: datetime) -> list[datetime]:
    """Moments with room, those that lie closest to this one, in order of time."""
    return sorted(sorted(free(), key=lambda one: abs(one - begins))[:NEAREST])


def take(call_back: CallBack, begins: datetime):
    """Give it a place in this half hour and save it. Raises `Taken`."""
    _one_by_one()
    let_go_of_ended()
    if begins not in free():
        raise Taken(nearest(begins))
    call_back.begins, call_back.next_at = begins, begins
    taken = _taken([begins])[begins]
    call_back.lane = next(lane for lane in range(len(taken) + 1) if lane not in taken)
    call_back.save()


def let_go_of_ended():
    """What was ended with its promise, by whomever, keeps no place."""
    held = CallBack.objects.exclude(begins=None).exclude(promise__state="open", state=CallBack.State.WAITING)
    held.update(begins=None, lane=None)


def read(text: str) -> datetime | None:
    """A moment as it stands in a form, in ISO 8601 with its offset; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo and moment.utcoffset() is not None and 2000 < moment.year < 2200 else None


def _open(opened, now, number):
    """Half hours that lie whole within opening hours, of so many days with any."""
    try:
        day = timezone.localtime(opened.opens_next(now)).date()
    except NeverOpen:
        return
    for _number in range(366):
        found = [one for one in _half_hours(day) if one >= now + LEAD and opened.between(one, one + LENGTH) == 0.5]
        yield from (timezone.localtime(one) for one in found)
        number -= bool(found)
        if not number:
            return
        day += timedelta(days=1)


def _half_hours(day):
    at, until = (timezone.make_aware(datetime.combine(one, time())).astimezone(UTC) for one in (day, day + timedelta(days=1)))
    while at < until:
        yield at
        at += LENGTH


def _taken(moments) -> dict[datetime, set[int]]:
    found = defaultdict(set)
    for begins, lane in CallBack.objects.waiting().filter(begins__in=moments).values_list("begins", "lane"):
        found[begins].add(lane)
    return found


def _one_by_one():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
