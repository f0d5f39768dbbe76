"""Opening hours of a channel, a team, or a channel of a team; the rest goes by those of the organisation."""

from datetime import time

import pytest

from gehoor.targets import calendar, opening
from gehoor.targets.models import OpeningTime, SpecialDay

pytestmark = pytest.mark.django_db
PAGE, DAYS = "/administration/opening/", "/administration/opening/days/"
WEEK = {f"day{number}": "9-20" for number in range(5)} | {"day5": "", "day6": ""}
DAY = {"date": "2026-12-24", "name": "Kerstavond", "kind": "hours", "times": "8.30 tot 12:00"}


@pytest.fixture(autouse=True)
def today(clock):
    clock.is_at("2026-11-20T18:00")


@pytest.fixture
def lead(cast, as_employee):
    return as_employee(cast.lead)


def test_it_works(lead, cast):
    scope = f"?channel=phone&team={cast.teams.open.pk}"
    assert "gaat mee met de tijden van de organisatie" in lead.get(PAGE + scope).content.decode()
    assert lead.post(PAGE + scope, WEEK).url == PAGE + scope

    hours = calendar.current()
    assert hours.hours("phone", cast.teams.open.pk).week[0] == ((time(9), time(20)),)
    assert hours.hours("phone", cast.teams.other.pk).week == hours.hours().week == hours.hours("chat", cast.teams.open.pk).week
    assert opening.of("phone", cast.teams.open.pk).is_open and not opening.of("phone").is_open
    page = lead.get(PAGE).content.decode()
    assert "Telefoon, team Klantcontact" in page and scope.replace("&", "&amp;") in page

    lead.post(f"{PAGE}as-organisation/{scope}")
    assert not OpeningTime.objects.filter(channel="phone").exists()


def test_the_hours_of_the_organisation_are_never_dropped(lead):
    lead.post(PAGE, WEEK)
    lead.post(f"{PAGE}as-organisation/")
    assert calendar.current().hours().week[0] == ((time(9), time(20)),)


def test_a_closure_of_ones_own(lead):
    lead.post(DAYS, DAY)
    lead.post(f"{DAYS}?channel=chat", DAY | {"name": "Studiedag", "kind": "closed"})
    page = lead.get(f"{PAGE}?channel=chat").content.decode()
    assert "Studiedag" in page and "08:30-12:00" not in page
    counter = lead.get(f"{PAGE}?channel=counter").content.decode()
    assert "Kerstavond" in counter and "zoals de organisatie" in counter

    own = SpecialDay.objects.get(channel="chat")
    assert lead.post(f"{DAYS}{own.pk}/removal/?channel=chat").url == f"{PAGE}?channel=chat"
    assert SpecialDay.objects.get().name == "Kerstavond"


def test_a_channel_of_a_team_shows_what_holds_for_the_channel(lead, cast):
    lead.post(f"{PAGE}?channel=phone", WEEK)
    lead.post(f"{DAYS}?channel=phone", DAY)
    page = lead.get(f"{PAGE}?channel=phone&team={cast.teams.open.pk}").content.decode()
    assert "gaat mee met de tijden van “Telefoon”" in page and "Kerstavond" in page and "zoals “Telefoon”" in page

    lead.post(f"{DAYS}?team={cast.teams.other.pk}", DAY | {"name": "Teamdag"})
    page = lead.get(f"{PAGE}?channel=chat&team={cast.teams.other.pk}").content.decode()
    assert f"zoals “Team {cast.teams.other}”" in page and "gaat mee met de tijden van de organisatie" in page


@pytest.mark.parametrize("scope", ["?channel=email", "?channel=x", "?team=0", "?team=x", "?team=99999999999999999999", "?channel=%00"])
def test_what_is_not_there(lead, scope):
    assert lead.get(PAGE + scope).status_code in (400, 404)
    assert lead.post(PAGE + scope, WEEK).status_code in (400, 404)
    assert lead.post(DAYS + scope, DAY).status_code in (400, 404)


def test_what_is_wrong_stays_on_the_page_of_that_channel(lead):
    wrong = lead.post(f"{DAYS}?channel=phone", DAY | {"times": "hele dag"})
    assert wrong.status_code == 422 and f"{DAYS}?channel=phone" in wrong.content.decode()


def test_few_queries(lead, django_assert_max_num_queries):
    lead.post(f"{PAGE}?channel=phone", WEEK)
    with django_assert_max_num_queries(12):
        lead.get(f"{PAGE}?channel=phone")
