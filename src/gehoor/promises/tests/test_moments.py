"""Moments that are quickly promised, over weekends, holidays and the change of the clock."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from gehoor.core.working_hours import WorkingHours
from gehoor.promises import moments

HERE = ZoneInfo("Europe/Amsterdam")


def said(now, hours=None):
    with translation.override("nl"):
        found = moments.quick(hours or WorkingHours(), now)
    return [(one.label, timezone.localtime(one.due_at).strftime("%d-%m %H:%M")) for one in found]


def test_it_works():
    assert said(datetime(2026, 11, 24, 10, tzinfo=HERE)) == [
        ("vandaag voor 17 uur", "24-11 17:00"), ("morgen voor 12 uur", "25-11 12:00"), ("donderdag voor 12 uur", "26-11 12:00"),
        ("binnen 2 werkdagen", "26-11 17:00"),
    ]


def test_late_in_the_day_nothing_is_promised_for_today():
    assert said(datetime(2026, 11, 24, 15, 30, tzinfo=HERE))[0] == ("morgen voor 12 uur", "25-11 12:00")


def test_over_a_weekend():
    assert said(datetime(2026, 11, 27, 16, tzinfo=HERE)) == [
        ("maandag voor 12 uur", "30-11 12:00"), ("dinsdag voor 12 uur", "01-12 12:00"), ("binnen 2 werkdagen", "01-12 17:00"),
    ]


def test_over_christmas():
    assert said(datetime(2026, 12, 24, 16, tzinfo=HERE))[0] == ("maandag voor 12 uur", "28-12 12:00")


@pytest.mark.parametrize(("now", "noon"), [
    (datetime(2027, 3, 26, 16, tzinfo=HERE), "2027-03-30 12:00 +0200"),  # the clock forward, and Easter Monday
    (datetime(2027, 10, 29, 16, tzinfo=HERE), "2027-11-01 12:00 +0100"),  # back
])
def test_noon_stays_noon_over_the_change_of_the_clock(now, noon):
    found = moments.quick(WorkingHours(), now)[0].due_at

    assert timezone.localtime(found).strftime("%Y-%m-%d %H:%M %z") == noon


def test_where_nobody_works_in_the_morning():
    evening = WorkingHours((((time(14), time(20)),),) * 5 + ((), ()))

    assert said(datetime(2026, 11, 24, 10, tzinfo=HERE), evening)[:2] == [
        ("vandaag voor 20 uur", "24-11 20:00"), ("morgen voor 17 uur", "25-11 17:00")]


def test_the_end_of_a_day():
    assert moments.end_of(WorkingHours(), date(2026, 11, 24)).astimezone(HERE).hour == 17
    assert moments.end_of(WorkingHours(), date(2026, 11, 28)).astimezone(HERE).hour == 17, "a Saturday too"
