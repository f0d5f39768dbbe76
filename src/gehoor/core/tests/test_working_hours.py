"""Hours that count only while we work."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from gehoor.core.working_hours import NeverOpen, WorkingHours

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


def on(text):
    """A local moment, of any year."""
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.mark.parametrize(("begin", "hours", "end"), [
    ("2026-12-24T16:00", 2, "2026-12-28T09:30"),  # Christmas on Friday and Saturday
    ("2026-12-31T16:30", 1, "2027-01-04T09:00"),  # New Year's Day on a Friday
    ("2026-04-03T16:00", 2, "2026-04-07T09:30"),  # Good Friday is a working day, Easter Monday is not
    ("2031-04-25T16:00", 2, "2031-04-28T09:30"),  # the 27th is a Sunday: King's Day is Saturday the 26th
    ("2026-04-24T16:00", 2, "2026-04-28T09:30"),  # and else Monday the 27th
    ("2026-05-04T16:30", 1, "2026-05-06T09:00"),  # 5 May
    ("2026-05-13T16:30", 1, "2026-05-15T09:00"),  # Ascension Day
    ("2026-03-27T16:00", 2, "2026-03-30T09:30"),  # the clock goes forward
    ("2026-10-23T16:00", 2, "2026-10-26T09:30"),  # and back
])
def test_over_holidays_and_changes_of_the_clock(begin, hours, end):
    assert HOURS.add(on(begin), hours) == on(end)
    assert HOURS.before(on(end), hours) == on(begin)
    assert HOURS.between(on(begin), on(end)) == hours


def test_a_day_that_differs():
    liberation, christmas_eve = date(2026, 5, 5), date(2026, 12, 24)
    hours = WorkingHours(days={liberation: HOURS.week[0], christmas_eve: ((time(8, 30), time(12)),)})

    assert hours.add(on("2026-05-04T16:30"), 1) == on("2026-05-05T09:00")
    assert hours.add(on("2026-12-24T11:00"), 2) == on("2026-12-28T09:30")
    assert hours.end_of_day(on("2026-12-24T09:00")) == on("2026-12-24T12:00")


@pytest.mark.parametrize(("moment", "days", "end"), [
    ("2026-11-20T16:00", 0, "2026-11-20T17:00"),
    ("2026-11-20T17:00", 0, "2026-11-23T17:00"),  # closed for the day: the next working day
    ("2026-11-21T10:00", 0, "2026-11-23T17:00"),
    ("2026-11-20T16:00", 1, "2026-11-23T17:00"),
    ("2026-11-20T20:00", 1, "2026-11-23T17:00"),  # the day it came in is not counted, whatever the hour
    ("2026-11-21T10:00", 1, "2026-11-23T17:00"),
    ("2026-12-24T10:00", 2, "2026-12-29T17:00"),
    ("2026-11-18T07:00", 0, "2026-11-18T17:00"),
])
def test_the_end_of_a_working_day(moment, days, end):
    assert HOURS.end_of_day(on(moment), days) == on(end)


def test_open_now_and_next():
    assert HOURS.is_open(on("2026-11-20T16:59")) and not HOURS.is_open(on("2026-11-20T17:00"))
    assert HOURS.opens_next(on("2026-11-20T17:00")) == on("2026-11-23T08:30")
    assert HOURS.opens_next(on("2026-11-23T09:00")) == on("2026-11-23T09:00")


def test_the_next_shift_skips_a_holiday():
    assert HOURS.next_shift(on("2026-12-24T14:00")) == on("2026-12-28T08:30")


def test_around_the_clock():
    always = WorkingHours(week=(((time(0), time(0)),),) * 7)

    assert always.between(on("2026-03-29T00:00"), on("2026-03-30T00:00")) == 23  # the clock goes forward
    assert always.between(on("2026-10-25T00:00"), on("2026-10-26T00:00")) == 25
    assert always.add(on("2026-10-24T23:00"), 4).astimezone(UTC) == datetime(2026, 10, 25, 1, tzinfo=UTC)


def test_what_a_working_day_amounts_to():
    split = ((time(9), time(12)), (time(20), time(0)))

    assert HOURS.hours_a_day == 8.5
    assert WorkingHours(week=(split, split, (), (), HOURS.week[0], ((time(10), time(12)),), ())).hours_a_day == 7
    assert WorkingHours(week=((),) * 7).hours_a_day == 0


@pytest.mark.parametrize("ask", ["opens_next", "next_shift", "end_of_day"])
def test_who_never_opens_is_found_out(ask):
    with pytest.raises(NeverOpen):
        getattr(WorkingHours(week=((),) * 7), ask)(on("2026-11-20T16:00"))


# Below: the same told minute by minute, by whoever looks at a clock in Amsterdam and at a list of holidays.
AMSTERDAM, MINUTE = ZoneInfo("Europe/Amsterdam"), timedelta(minutes=1)
HOLIDAYS = {date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1), date(2026, 4, 6), date(2026, 4, 27)}
BEGINS = [datetime(*day, tzinfo=UTC) for day in ((2026, 3, 26), (2026, 10, 23), (2026, 12, 23), (2026, 4, 3), (2026, 4, 24))]
MINUTES = 9 * 24 * 60


@st.composite
def intervals(draw):
    """Up to three that do not touch, in quarters of an hour; the last may run until midnight."""
    edges = sorted(draw(st.sets(st.integers(0, 96), max_size=6)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return tuple((_clock(begin), _clock(end)) for begin, end in pairs)


def _clock(quarters):
    return time(quarters % 96 // 4, quarters % 4 * 15)


@cache
def clock(begin):
    """What the clock shows in each minute, and the number of the first minute of each day."""
    shown = [(begin + MINUTE * number).astimezone(AMSTERDAM).replace(tzinfo=None) for number in range(MINUTES)]
    first = {}
    for number, wall in enumerate(shown):
        first.setdefault(wall.date(), number)
    return shown, first


def open_minutes(hours, begin):
    """Whether we are open in each minute after `begin`, told by the clock on the wall."""
    shown, first = clock(begin)
    found = [False] * MINUTES
    for day, start in first.items():
        that_day = hours.days.get(day, () if day in HOLIDAYS else hours.week[day.weekday()])
        for opens, closes in that_day:
            number = start
            while number < MINUTES and shown[number].date() == day and shown[number].time() < opens:
                number += 1
            while number < MINUTES and shown[number].date() == day and (closes == time(0) or shown[number].time() < closes):
                found[number] = True
                number += 1
    return found


@settings(max_examples=60, deadline=None)
@given(begin=st.sampled_from(BEGINS), week=st.tuples(*[intervals()] * 7), differs=intervals(), data=st.data())
def test_it_counts_as_a_clock_on_the_wall_does(begin, week, differs, data):
    hours = WorkingHours(week=week, days={(begin + timedelta(days=4)).date(): differs})
    is_open = open_minutes(hours, begin)
    passed = [0]
    for one in is_open:
        passed.append(passed[-1] + one)
    early, late = sorted(data.draw(st.tuples(*[st.integers(0, MINUTES - 1)] * 2)))
    a, b = begin + MINUTE * early, begin + MINUTE * late

    assert hours.is_open(a) == is_open[early]
    assert hours.between(a, b) * 60 == pytest.approx(passed[late] - passed[early])
    if worked := passed[late] - passed[early]:
        until, since = hours.add(a, worked / 60), hours.before(b, worked / 60)
        assert until.astimezone(UTC) == begin + MINUTE * next(n for n in range(early, MINUTES) if passed[n] == passed[early] + worked)
        assert since.astimezone(UTC) == begin + MINUTE * max(n for n in range(late) if passed[n] == passed[late] - worked)
