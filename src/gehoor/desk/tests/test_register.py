"""The register of complaints: counts, none so small that it could tell who it was."""

import pytest
from django.utils import timezone

from gehoor.complaints import handling, opening, register
from gehoor.complaints.models import Complaint

pytestmark = pytest.mark.django_db
WHOLE = {"went_wrong": "a", "why": "b", "changes": "c", "admitted": "yes", "parts": []}


@pytest.fixture
def several(cast, told):
    """Six about waiting, concluded; one about privacy."""
    for number in range(7):
        conversation = told(address=f"b{number}@voorbeeld.example")
        complaint = opening.open_one(conversation, about="Te laat", by=cast.owner, handler=cast.owner, topic="Wachten" if number < 6 else "Privacy")
        if number < 6:
            handling.write_outcome(complaint, by=cast.owner, judgement="founded", **WHOLE)
            handling.conclude(complaint, by=cast.owner, letter="Uitkomst")


def quarter_of(complaint):
    received = timezone.localtime(complaint.received_at)
    return register.of_year(received.year)[(received.month - 1) // 3]


def test_it_works(several):
    quarter = quarter_of(Complaint.objects.first())

    assert (quarter.received, quarter.in_time) == (7, 100)
    assert quarter.topics == [("Wachten", None), ("Privacy", None)], "the small one could be reckoned from the total"


def test_it_is_cheap(several, cast, as_employee, django_assert_max_num_queries):
    client = as_employee(cast.lead)
    client.get("/desk/complaints/register/")
    with django_assert_max_num_queries(12):
        assert client.get("/desk/complaints/register/").status_code == 200


def test_nothing_at_all(db):
    assert all(quarter.is_empty and quarter.received == 0 for quarter in register.of_year(2020))


def test_larger_numbers_are_shown(several, cast, told):
    for number in range(4):
        opening.open_one(told(address=f"c{number}@voorbeeld.example"), about="Te laat", by=cast.owner, topic="Privacy")

    assert quarter_of(Complaint.objects.first()).topics == [("Wachten", 6), ("Privacy", 5)]


def test_for_leads_only(several, cast, as_employee):
    assert as_employee(cast.owner).get("/desk/complaints/register/").status_code == 403
    client = as_employee(cast.lead)
    page = client.get("/desk/complaints/register/").content.decode()
    sheet = client.get("/desk/complaints/register/csv/").content.decode()

    assert "minder dan 5" in page and "100%" in page
    assert "minder dan 5" in sheet and "Fatima" not in sheet and "voorbeeld.example" not in sheet


@pytest.mark.parametrize("year", ["1", "9999", "x", "²²²²", ""])
def test_another_year(cast, as_employee, year):
    assert as_employee(cast.lead).get("/desk/complaints/register/", {"year": year}).status_code == 200
