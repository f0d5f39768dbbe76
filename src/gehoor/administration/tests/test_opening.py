"""Opening hours and the days that differ: changed by an administrator or a team lead, and counted with at once."""

from datetime import date, time

import pytest

from gehoor.queues import rules
from gehoor.targets import calendar
from gehoor.targets.models import SpecialDay

pytestmark = pytest.mark.django_db
PAGE, DAYS = "/administration/opening/", "/administration/opening/days/"
WEEK = {f"day{number}": "8:30-12:30, 13:00-17:00" for number in range(5)} | {"day5": "10-12", "day6": ""}
DAY = {"date": "2026-12-24", "name": "Kerstavond", "kind": "hours", "times": "8.30 tot 12:00"}


@pytest.fixture(autouse=True)
def today(clock):
    clock.is_at("2026-11-20T10:00")


@pytest.fixture
def lead(cast, as_employee):
    return as_employee(cast.lead)


def test_it_works(lead, clock):
    assert "Tweede paasdag" in lead.get(PAGE).content.decode()
    assert lead.post(PAGE, WEEK).status_code == 302

    hours = rules.current().hours
    assert hours.add(clock.on("2026-11-20T12:00"), 1) == clock.on("2026-11-20T13:30")
    assert hours.opens_next(clock.on("2026-11-20T18:00")) == clock.on("2026-11-21T10:00")
    assert "08:30-12:30, 13:00-17:00" in lead.get(PAGE).content.decode()


@pytest.mark.parametrize(("text", "intervals"), [
    ("", ()), ("8.30-17", ((time(8, 30), time(17)),)), ("9h00–12h30 en 13-24:00", ((time(9), time(12, 30)), (time(13), time(0)))),
    ("18:00-21:00; 08:00 tot 12:00", ((time(8), time(12)), (time(18), time(21)))),
])
def test_hours_are_read_as_people_write_them(lead, text, intervals):
    assert lead.post(PAGE, WEEK | {"day2": text}).status_code == 302

    assert calendar.current().hours().week[2] == intervals


@pytest.mark.parametrize(("text", "says"), [
    ("hele dag", "niet begrepen"), ("17:00-8:30", "eerder"), ("8:75-9:00", "geen tijd"), ("25-26", "geen tijd"),
    ("8-12, 11-13", "overlappen"), ("13-24, 23-23:30", "overlappen"), ("8-9," * 7 , "Hooguit"), ("9-9", "eerder"),
])
def test_what_cannot_be_is_refused_and_kept_on_screen(lead, text, says):
    response = lead.post(PAGE, WEEK | {"day1": text})

    assert response.status_code == 422 and says in response.content.decode()
    assert text in response.content.decode()
    assert calendar.current().hours().week == rules.current().hours.week != ()
    assert lead.post(PAGE, {}).status_code == 422  # never open


def test_a_day_that_differs(lead, clock):
    assert lead.post(DAYS, DAY).status_code == 302
    assert rules.current().hours.on(date(2026, 12, 24)) == ((time(8, 30), time(12)),)

    assert lead.post(DAYS, DAY | {"times": "8:30-12:00, 14:00-24:00"}).status_code == 302  # closed in the middle of it
    assert rules.current().hours.on(date(2026, 12, 24)) == ((time(8, 30), time(12)), (time(14), time(0)))
    assert "08:30-12:00, 14:00-24:00" in lead.get(PAGE).content.decode()

    assert lead.post(DAYS, DAY | {"kind": "closed", "times": ""}).status_code == 302
    assert rules.current().hours.on(date(2026, 12, 24)) == ()

    lead.post(f"{DAYS}{SpecialDay.objects.get().pk}/removal/")
    assert rules.current().hours.on(date(2026, 12, 24)) == ((time(8, 30), time(17)),)


def test_a_holiday_can_be_a_working_day_and_stays_so(lead):
    liberation = date(2027, 5, 5)
    lead.post(DAYS, {"date": "2027-05-05", "name": "Bevrijdingsdag", "kind": "usual"})
    assert rules.current().hours.on(liberation) == ((time(8, 30), time(17)),)
    assert "Toch gesloten" in lead.get(PAGE).content.decode()

    lead.post(f"{DAYS}{SpecialDay.objects.get().pk}/removal/")
    assert rules.current().hours.on(liberation) == ()


@pytest.mark.parametrize("wrong", [
    {"date": "2026-11-19"}, {"date": "2036-01-01"}, {"date": "morgen"}, {"name": ""}, {"kind": "feest"}, {"times": ""},
    {"times": "8-10, 9-11"}, {"times": "x"},
])
def test_a_day_that_cannot_be_is_refused(lead, wrong):
    response = lead.post(DAYS, DAY | wrong)

    assert response.status_code == 422 and not SpecialDay.objects.exists()
    assert "Kerstavond" in response.content.decode() or "name" in wrong


def test_a_day_that_is_over_stays(lead, clock):
    lead.post(DAYS, DAY)
    clock.is_at("2026-12-25T10:00")
    lead.post(f"{DAYS}{SpecialDay.objects.get().pk}/removal/")

    assert SpecialDay.objects.exists()


def test_a_channel_of_a_team_may_have_hours_of_its_own(cast):
    from gehoor.targets import changing

    evening = (((time(18), time(21)),),) * 7
    changing.set_week(evening, by=cast.admin, channel="phone", team=cast.teams.other)
    changing.set_day(date(2026, 12, 24), "Kerstavond", "closed", by=cast.admin)
    known = calendar.current()

    assert known.hours("phone", cast.teams.other.pk).week == evening
    assert known.hours("phone").week == known.hours().week != evening
    assert known.hours("phone", cast.teams.other.pk).on(date(2026, 12, 24)) == ()


def test_others_may_not(cast, as_employee):
    client = as_employee(cast.owner)

    assert client.get(PAGE).status_code == client.post(DAYS, DAY).status_code == 403
