"""Hours that count only while we work."""

from datetime import datetime, time

import pytest
from django.utils import timezone

from gehoor.core.working_hours import WorkingHours

HOURS = WorkingHours()


def at(text):
    """A local moment of November 2026; the 20th is a Friday."""
    return timezone.make_aware(datetime.fromisoformat(f"2026-11-{text}"))


@pytest.mark.parametrize(("begin", "hours", "end"), [
    ("18T09:00", 4, "18T13:00"),
    ("18T15:00", 4, "19T10:30"),
    ("18T15:00", 2, "18T17:00"),
    ("20T16:00", 4, "23T11:30"),  # over a weekend
    ("21T12:00", 1, "23T09:30"),  # on a Saturday nothing counts
    ("18T06:00", 1, "18T09:30"),
    ("18T20:00", 1, "19T09:30"),
    ("18T09:00", 34, "24T09:00"),
])
def test_add(begin, hours, end):
    assert HOURS.add(at(begin), hours) == at(end)


@pytest.mark.parametrize(("end", "hours", "begin"), [
    ("18T13:00", 4, "18T09:00"), ("19T10:30", 4, "18T15:00"), ("23T11:30", 4, "20T16:00"), ("21T12:00", 1, "20T16:00"),
    ("18T20:00", 1, "18T16:00"), ("18T06:00", 1, "17T16:00"), ("24T09:00", 34, "18T09:00"),
])
def test_before(end, hours, begin):
    assert HOURS.before(at(end), hours) == at(begin)


@pytest.mark.parametrize(("now", "shift"), [
    ("18T09:00", "18T13:00"), ("18T13:00", "19T08:30"), ("20T16:00", "23T08:30"), ("21T09:00", "23T08:30"),
    ("18T07:00", "18T08:30"),
])
def test_next_shift(now, shift):
    assert HOURS.next_shift(at(now)) == at(shift)


def test_one_shift_a_day():
    assert WorkingHours(shift_change=None).next_shift(at("18T09:00")) == at("19T08:30")


def test_the_night_the_clock_goes_back():
    hours = WorkingHours(begins=time(0), ends=time(23, 59))

    assert hours.add(timezone.make_aware(datetime(2026, 10, 23, 23)), 2).date().isoformat() == "2026-10-26"
