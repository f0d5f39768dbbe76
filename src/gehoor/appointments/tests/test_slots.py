"""Which moments have room."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from gehoor.appointments import booking, slots
from gehoor.appointments.models import Appointment, Busy, Closing, Opening, StaffHours, Way

from .conftest import TUESDAY, local

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)  # a Tuesday


@pytest.fixture(autouse=True)
def now(clock):
    return clock(2026, 11, 22, 12)


def wanted(hall, **changes):
    return slots.Wanted(**{"subject": hall.subject, "where": slots.Where(Way.PLACE, hall.place), "minutes": 20, **changes})


def times(found):
    return [f"{timezone.localtime(slot.begins):%H:%M}" for slot in found]


def free(asked, first=DAY, last=DAY):
    return slots.free(asked, first, last, timezone.now())


def test_it_works(hall):
    assert times(free(wanted(hall))) == ["09:00", "09:15", "09:30"]


def test_what_is_taken_is_not_offered(hall, told):
    booking.book_now(told(), hall.subject, wanted(hall).where, local(2026, 11, 24, 9, 15), by=None)

    assert times(free(wanted(hall))) == ["09:45"][:0]
    hall.opening.capacity = 2
    hall.opening.save()
    assert times(free(wanted(hall))) == ["09:00", "09:15", "09:30"]


def test_closed_days_have_no_room(hall):
    Closing.objects.create(first_day=DAY, last_day=DAY, reason="Heidag")

    assert free(wanted(hall)) == []


def test_holidays_have_no_room(hall, clock):
    clock(2026, 12, 1, 12)
    Opening.objects.create(place=hall.place, weekday=4, begins=time(9), ends=time(10))

    assert free(wanted(hall), date(2026, 12, 25), date(2026, 12, 25)) == []


def test_notice_and_horizon(hall, clock):
    clock(2026, 11, 24, 8, 0)
    earliest, last = slots.bounds(hall.subject)

    assert times(slots.free(wanted(hall), DAY, DAY, earliest)) == []
    assert times(slots.free(wanted(hall), DAY, DAY, slots.bounds(hall.subject, by_employee=True)[0])) == ["09:00", "09:15", "09:30"]
    assert last == DAY + timedelta(days=42)


def test_a_home_visit_needs_a_colleague_and_time_to_travel(hall, cast, told):
    hall.subject.ways, hall.subject.travel_minutes = [Way.HOME], 30
    hall.subject.save()
    home = wanted(hall, where=slots.Where(Way.HOME))
    assert free(home) == []
    StaffHours.objects.create(employee=cast.owner, way=Way.HOME, weekday=TUESDAY, begins=time(13), ends=time(16))

    booking.book_now(told(), hall.subject, home.where, local(2026, 11, 24, 14), by=None, address="Lindelaan 4")

    assert times(free(home)) == ["15:20"][:0] + ["15:30"]  # an hour between the two for travelling, and 20 minutes each


def test_the_colleague_with_least_to_do(hall, cast, told):
    hall.subject.needs_colleague = True
    hall.subject.save()
    hall.opening.capacity = 3
    hall.opening.save()
    for employee in (cast.owner, cast.mate, cast.insider):  # the last is not of the team
        StaffHours.objects.create(employee=employee, place=hall.place, weekday=TUESDAY, begins=time(9), ends=time(10))
    where, at = wanted(hall).where, local(2026, 11, 24, 9)
    first, second = (booking.book_now(told(), hall.subject, where, at, by=None) for _ in range(2))

    assert {first.staff_id, second.staff_id} == {cast.owner.pk, cast.mate.pk}
    with pytest.raises(booking.Taken):
        booking.book_now(told(), hall.subject, where, at, by=None)


def test_what_stands_in_a_calendar_takes_the_colleague_away(hall, cast):
    hall.subject.needs_colleague = True
    hall.subject.save()
    StaffHours.objects.create(employee=cast.owner, place=hall.place, weekday=TUESDAY, begins=time(9), ends=time(10))
    Busy.objects.create(employee=cast.owner, begins=local(2026, 11, 24, 9, 10), ends=local(2026, 11, 24, 9, 25))

    assert times(free(wanted(hall))) == ["09:30"]


@pytest.mark.parametrize(("day", "expected"), [
    (date(2027, 3, 28), ["01:00", "01:30", "03:00", "03:30"]),  # at two the clock goes to three
    (date(2026, 10, 25), ["01:00", "01:30", "02:00", "02:30", "02:00", "02:30", "03:00", "03:30"]),  # and back in October
])
def test_summer_time(hall, clock, day, expected, monkeypatch):
    clock(2026, 10, 1, 12)
    monkeypatch.setattr(slots, "STEP", timedelta(minutes=30))
    Opening.objects.create(place=hall.place, weekday=6, begins=time(1), ends=time(4))

    found = free(wanted(hall), day, day)

    assert times(found) == expected
    assert all(later.begins - slot.begins == timedelta(minutes=30) for slot, later in pairwise(found))


def test_a_hold_keeps_it_for_ten_minutes(hall, clock):
    booking.hold(wanted(hall), local(2026, 11, 24, 9, 15))
    assert free(wanted(hall)) == []

    clock(2026, 11, 22, 12, 11)
    assert times(free(wanted(hall))) == ["09:00", "09:15", "09:30"]
    booking.hold(wanted(hall), local(2026, 11, 24, 9))
    assert Appointment.objects.count() == 1  # the old hold is gone
