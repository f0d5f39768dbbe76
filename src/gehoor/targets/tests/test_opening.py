"""Hours in words, and whose hours hold: right around summer time, New Year and days of one's own."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gehoor.core.tests.test_working_hours import BEGINS, MINUTE, MINUTES, intervals, open_minutes
from gehoor.core.working_hours import WorkingHours
from gehoor.staff.models import Team
from gehoor.targets import calendar, changing, opening
from gehoor.targets.models import SpecialDay

DAY, LATE = (((time(9), time(17)),),) * 5 + ((), ()), (((time(10), time(20)),),) * 5 + ((), ())
NIGHT = (((time(0), time(0)),),) * 7
SUNDAY = ((),) * 6 + (((time(1, 30), time(2, 30)), (time(3), time(4))),)


@settings(max_examples=25, deadline=None)
@given(begin=st.sampled_from(BEGINS), week=st.tuples(*[intervals()] * 7), differs=intervals(), number=st.integers(0, 4 * 24 * 60))
def test_it_tells_what_a_clock_on_the_wall_does(begin, week, differs, number):
    hours = WorkingHours(week=week, days={(begin + timedelta(days=2)).date(): differs})
    is_open, moment = open_minutes(hours, begin), begin + MINUTE * number
    told = opening.tell(hours, moment)

    assert told.is_open == is_open[number]
    following = next((begin + MINUTE * later for later in range(number, MINUTES) if is_open[later]), None)
    if not told.is_open and following:
        assert told.opens.astimezone(UTC) == following and f"{told.opens:%-H:%M}" in told.again


@pytest.mark.parametrize(("week", "at", "is_open", "today", "again"), [
    (NIGHT, "2026-12-31T23:30", True, "Vandaag dag en nacht", ""),
    (NIGHT, "2027-01-01T12:00", False, "Vandaag gesloten", "morgen om 0:00 uur"),
    (DAY, "2026-12-31T16:59", True, "Vandaag van 9:00 tot 17:00 uur", ""),
    (DAY, "2026-12-31T17:00", False, "Vandaag van 9:00 tot 17:00 uur", "maandag 4 januari om 9:00 uur"),
    # The clock goes from 2:00 to 3:00: half an hour is skipped.
    (SUNDAY, "2027-03-28T01:45", True, "Vandaag van 1:30 tot 2:30 uur en van 3:00 tot 4:00 uur", ""),
    (SUNDAY, "2027-03-28T03:00", True, "Vandaag van 1:30 tot 2:30 uur en van 3:00 tot 4:00 uur", ""),
    (SUNDAY, "2027-03-28T04:00", False, "Vandaag van 1:30 tot 2:30 uur en van 3:00 tot 4:00 uur", "zondag 4 april om 1:30 uur"),
])
def test_words_at_the_edges(week, at, is_open, today, again, clock):
    told = opening.tell(WorkingHours(week=week), clock.on(at))
    assert (told.is_open, told.today, told.again) == (is_open, today, again)


def test_never_open_is_told_without_a_promise():
    told = opening.tell(WorkingHours(week=((),) * 7), datetime(2026, 11, 24, 12, tzinfo=UTC))
    assert (told.is_open, told.opens, told.again, told.has_hours_today) == (False, None, "", False)
    assert opening.sentence(told) == ""


@pytest.mark.django_db
def test_what_is_said_of_one_wins_over_what_is_said_of_all(cast, clock):
    clock.is_at("2026-12-01T10:00")
    team, other = Team.objects.order_by("pk")[:2]
    changing.set_week(DAY, by=cast.lead)
    changing.set_week(LATE, by=cast.lead, channel="phone")
    changing.set_day(date(2026, 12, 4), "Sinterklaas", SpecialDay.Kind.HOURS, times=[(time(9), time(12))], by=cast.lead)
    changing.set_day(date(2026, 12, 4), "Teamdag", SpecialDay.Kind.CLOSED, by=cast.lead, channel="phone", team=team)
    changing.set_day(date(2026, 12, 25), "Kerst", SpecialDay.Kind.USUAL, by=cast.lead, channel="chat")

    def told(day, kind, of_team=None):
        return opening.of(kind, of_team and of_team.pk, clock.on(f"{day}T11:00")).today

    assert told("2026-12-01", "counter") == "Vandaag van 9:00 tot 17:00 uur"
    assert told("2026-12-01", "phone") == told("2026-12-01", "phone", team) == "Vandaag van 10:00 tot 20:00 uur"
    assert told("2026-12-04", "phone", other) == "Vandaag van 9:00 tot 12:00 uur (Sinterklaas)"
    assert told("2026-12-04", "phone", team) == "Vandaag gesloten (Teamdag)"
    assert told("2026-12-25", "phone") == "Vandaag gesloten (Eerste kerstdag)"
    assert told("2026-12-25", "chat") == "Vandaag van 9:00 tot 17:00 uur"

    changing.drop_week(by=cast.lead, channel="phone")
    assert told("2026-12-01", "phone") == "Vandaag van 9:00 tot 17:00 uur"
    assert calendar.current().hours().week == DAY
