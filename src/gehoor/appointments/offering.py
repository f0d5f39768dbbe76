"""Moments to choose from: those that come first, and those of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from . import slots

AT_A_TIME = 14  # days looked through at once while looking for the first moments
NOON, EVENING = 12, 18  # o'clock


@dataclass(frozen=True, slots=True)
class Day:
    """A day with room: its moments in the morning, the afternoon and the evening."""

    date: date
    slots: list

    @property
    def morning(self) -> list:
        return [slot for slot in self.slots if timezone.localtime(slot.begins).hour < NOON]

    @property
    def afternoon(self) -> list:
        return [slot for slot in self.slots if NOON <= timezone.localtime(slot.begins).hour < EVENING]

    @property
    def evening(self) -> list:
        return [slot for slot in self.slots if timezone.localtime(slot.begins).hour >= EVENING]


def first(wanteds: Iterable, number: int, *, by_employee=False, after: date | None = None) -> list:
    """The first moments with room of all these `slots.Wanted` of one subject together, the earliest first; three
    queries."""
    wanteds = list(wanteds)
    if not wanteds:
        return []
    earliest, last = slots.bounds(wanteds[0].subject, by_employee=by_employee)
    begin, found = max(timezone.localtime(earliest).date(), after or date.min), []
    stock = slots.Stock(wanteds[0].subject, begin, last) if begin <= last else None
    while begin <= last and len(found) < number:
        until = min(begin + timedelta(days=AT_A_TIME - 1), last)
        found += [slot for wanted in wanteds for slot in slots.free(wanted, begin, until, earliest, stock)]
        begin = until + timedelta(days=1)
    return sorted(found, key=lambda slot: (slot.begins, slot.where.key))[:number]


def days(wanted, *, by_employee=False) -> list[Day]:
    """Every day with room."""
    earliest, last = slots.bounds(wanted.subject, by_employee=by_employee)
    by_day: dict[date, list] = {}
    for slot in slots.free(wanted, timezone.localtime(earliest).date(), last, earliest):
        by_day.setdefault(slot.day, []).append(slot)
    return [Day(day, found) for day, found in by_day.items()]


def read(text: str) -> datetime | None:
    """A moment as it stands in a form, in ISO 8601 with its offset; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo and moment.utcoffset() is not None and 2000 < moment.year < 2200 else None


def day(text: str) -> date | None:
    """A day as it stands in a form or address; None for anything else."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 < found.year < 2200 else None
