"""The walk-in hour: numbers, calling, and honest waiting times."""

import threading
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from gehoor.appointments import walk_in
from gehoor.appointments.models import Opening, Place, Ticket
from gehoor.targets.models import SpecialDay, Stamp

from .conftest import TUESDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(cast, clock):
    clock(2026, 11, 24, 14)
    place = Place.objects.create(name="Bibliotheek", address="Kerkweg 20", letter="B")
    Opening.objects.create(place=place, kind="walk_in", weekday=TUESDAY, begins=time(13), ends=time(17))
    return place


def names(tickets):
    return [str(ticket) for ticket in tickets]


def test_it_works(library, cast):
    first, second = walk_in.take(library), walk_in.take(library)
    called = walk_in.call_next(library, by=cast.owner, counter="2")

    assert names([first, second]) == ["B1", "B2"] and called == first and called.counter == "2"
    assert walk_in.call_next(library, by=cast.owner, counter="2") == second
    first.refresh_from_db()
    assert first.state == "done"
    assert walk_in.call_next(library, by=cast.owner, counter="2") is None


def test_each_place_and_each_day_counts_anew(library, cast, clock):
    elsewhere = Place.objects.create(name="Stadhuis", address="Markt 1")
    walk_in.take(library)
    assert str(walk_in.take(elsewhere, by=cast.owner)) == "A1"

    clock(2026, 12, 1, 14)
    assert str(walk_in.take(library)) == "B1"
    assert names(Ticket.objects.today(library).waiting()) == ["B1"]
    assert walk_in.call_next(library, by=cast.owner, counter="1").day == timezone.localdate()


def test_outside_the_hours_only_an_employee_gives_a_number(library, cast, clock):
    clock(2026, 11, 24, 12)
    with pytest.raises(walk_in.Full):
        walk_in.take(library)

    assert walk_in.take(library, by=cast.owner)


def test_no_numbers_on_a_holiday_or_while_the_house_is_closed(library, cast, clock):
    Opening.objects.create(place=library, kind=Opening.Kind.WALK_IN, weekday=4, begins=time(13), ends=time(16))
    clock(2026, 12, 18, 14)  # a Friday as any other
    assert walk_in.is_open(library)
    clock(2026, 12, 25, 14)
    assert not walk_in.is_open(library)
    with pytest.raises(walk_in.Full):
        walk_in.take(library)
    clock(2026, 12, 18, 14)
    SpecialDay.objects.create(date=date(2026, 12, 18), name="Verhuizing")
    Stamp.objects.update_or_create(pk=1, defaults={"value": "moved"})
    assert not walk_in.is_open(library)


def test_who_is_not_there_comes_back_behind_two_others_once(library, cast):
    for _number in range(4):
        walk_in.take(library)
    called = walk_in.call_next(library, by=cast.owner, counter="1")
    walk_in.not_here(called, by=cast.owner)
    assert names(Ticket.objects.today(library).waiting()) == ["B2", "B3", "B1", "B4"]

    for _number in range(3):
        called = walk_in.call_next(library, by=cast.owner, counter="1")
    assert str(called) == "B1" and walk_in.not_here(called, by=cast.owner)
    called.refresh_from_db()
    assert called.state == "gone" and not walk_in.not_here(called, by=cast.owner)


def test_called_by_mistake_is_first_again(library, cast):
    walk_in.take(library), walk_in.take(library)
    walk_in.put_back(walk_in.call_next(library, by=cast.owner, counter="1"), by=cast.owner)

    assert names(Ticket.objects.today(library).waiting()) == ["B1", "B2"]


def test_how_long_it_takes(library, cast, clock):
    ahead = [walk_in.take(library) for _number in range(9)]
    assert "weten nog niet" in str(walk_in.wait_of(ahead[-1]))

    now = timezone.now()
    for number, minutes in enumerate((4, 5, 6, 7, 8)):
        ticket = ahead[number]
        ticket.state, ticket.called_by = "done", (cast.owner, cast.mate)[number % 2]
        ticket.called_at, ticket.ended_at = now - timedelta(minutes=minutes), now
        ticket.save()
    wait = walk_in.wait_of(ahead[-1])  # three before it, two counters, four and a half to seven and a half minutes each
    assert (wait.ahead, wait.low, wait.high) == (3, 5, 15)
    assert "5 tot 15 minuten" in str(wait)

    clock(2026, 11, 24, 15)  # nobody called anyone for an hour
    assert walk_in.wait_of(ahead[-1]).low is None


@pytest.mark.django_db(transaction=True)
def test_two_counters_at_once_get_different_people(library, cast):
    for _number in range(4):
        walk_in.take(library)
    start, called = threading.Barrier(4, timeout=30), []

    def press(employee):
        start.wait()
        called.append(walk_in.call_next(library, by=employee, counter=employee.username))
        connection.close()

    threads = [threading.Thread(target=press, args=[one]) for one in (cast.owner, cast.mate, cast.outsider, cast.lead)]
    [thread.start() for thread in threads]
    [thread.join(30) for thread in threads]

    assert sorted(names(called)) == ["B1", "B2", "B3", "B4"]


@pytest.mark.django_db(transaction=True)
def test_numbers_taken_at_once_differ(library):
    start, taken = threading.Barrier(5, timeout=30), []

    def take():
        start.wait()
        taken.append(str(walk_in.take(library)))
        connection.close()

    threads = [threading.Thread(target=take) for _number in range(5)]
    [thread.start() for thread in threads]
    [thread.join(30) for thread in threads]

    assert sorted(taken) == ["B1", "B2", "B3", "B4", "B5"]
