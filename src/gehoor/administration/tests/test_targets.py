"""How soon we want to answer: from a day to come, and never changed once it holds."""

from datetime import date

import pytest

from gehoor.conversations.models import Conversation
from gehoor.targets import calendar
from gehoor.targets.models import Target

pytestmark = pytest.mark.django_db
PAGE = "/administration/targets/email/"
NEW = {"measure": "answer", "amount": 4, "unit": "hours", "since": "2026-11-24", "source": "Raadsbesluit 2026"}


@pytest.fixture(autouse=True)
def today(clock):
    clock.is_at("2026-11-20T16:00")


@pytest.fixture
def admin(cast, as_employee):
    return as_employee(cast.admin)


def test_it_works(admin, told, clock):
    assert "SAMR, 2018" in admin.get("/administration/targets/").content.decode()
    assert admin.post(PAGE, NEW).status_code == 302
    assert "Raadsbesluit 2026" in admin.get(PAGE).content.decode()

    before = told()
    clock.is_at("2026-11-24T09:00")
    after = told(address="piet@voorbeeld.example")
    due = dict(Conversation.objects.values_list("pk", "respond_by"))
    assert due == {before.pk: clock.on("2026-11-23T17:00"), after.pk: clock.on("2026-11-24T13:00")}


def test_what_is_still_to_come_can_be_withdrawn(admin, clock):
    admin.post(PAGE, NEW)
    admin.post(f"/administration/targets/{Target.objects.get().pk}/withdrawal/")
    assert not Target.objects.exists()

    admin.post(PAGE, NEW)
    clock.is_at("2026-11-24T00:00")
    admin.post(f"/administration/targets/{Target.objects.get().pk}/withdrawal/")
    assert calendar.current().norm("email", date(2026, 11, 24)).amount == 4


@pytest.mark.parametrize("wrong", [
    {"since": "2026-11-20"}, {"since": "2020-01-01"}, {"since": "2036-01-01"}, {"since": ""}, {"amount": -1},
    {"amount": 401}, {"amount": 0}, {"amount": "x"}, {"unit": "seconds"}, {"unit": "jaren"}, {"measure": "pick_up"},
    {"measure": ""}, {"unit": "days", "amount": 61},
])
def test_what_cannot_be_is_refused_and_kept_on_screen(admin, wrong):
    response = admin.post(PAGE, NEW | wrong)

    assert response.status_code == 422 and not Target.objects.exists()
    assert "Raadsbesluit 2026" in response.content.decode()


def test_what_is_not_timed_on_conversations_is_kept_too(admin):
    assert admin.post("/administration/targets/phone/", NEW | {"measure": "pick_up", "amount": 20, "unit": "seconds"}).status_code == 302
    assert admin.post("/administration/targets/phone/", NEW | {"measure": "pick_up", "amount": 2, "unit": "days"}).status_code == 422

    assert "binnen 20 seconden" in admin.get("/administration/targets/").content.decode()


def test_others_may_not(cast, as_employee):
    client = as_employee(cast.owner)

    assert client.get(PAGE).status_code == client.post(PAGE, NEW).status_code == 403
    assert as_employee(cast.lead).get("/administration/targets/duif/").status_code == 404
