"""Setting up places, subjects and hours."""

import pytest

from gehoor.appointments.models import Closing, Opening, Place, StaffHours, Subject

pytestmark = pytest.mark.django_db
URL = "/administration/appointments/"
SUBJECT = {"name": "Paspoort", "minutes": 15, "ways": ["place"], "notice_hours": 2, "days_ahead": 42, "travel_minutes": 0, "is_active": "on"}


def test_it_works(cast, as_employee):
    lead = as_employee(cast.lead)
    lead.post(f"{URL}places/new/", {"name": "Stadhuis", "address": "Markt 1", "letter": "A", "is_active": "on"})
    place = Place.objects.get()
    lead.post(f"{URL}places/{place.pk}/hours/", {"weekdays": [1, 3], "begins": "09:00", "ends": "12:00", "kind": "booked", "capacity": 2})
    lead.post(f"{URL}subjects/new/", {**SUBJECT, "places": [place.pk]})
    lead.post(f"{URL}colleagues/", {"employee": cast.mate.pk, "way": "home", "weekdays": [0], "begins": "09:00", "ends": "10:00"})
    lead.post(f"{URL}closings/", {"first_day": "2037-01-05", "last_day": "2037-01-06", "reason": "Heidag"})

    assert "Stadhuis" in lead.get(URL).content.decode()
    assert [model.objects.count() for model in (Place, Opening, Subject, StaffHours, Closing)] == [1, 2, 1, 1, 1]
    assert "5 januari 2037 tot en met 6 januari 2037" in lead.get(f"{URL}closings/").content.decode()
    lead.post(f"{URL}hours/{Opening.objects.first().pk}/removal/")
    assert Opening.objects.get().weekday == 3


@pytest.mark.parametrize(("page", "typed"), [
    ("subjects/new/", {**SUBJECT}),  # at a place, but which?
    ("subjects/new/", {**SUBJECT, "ways": ["video"]}),  # without a link
    ("colleagues/", {"way": "place", "weekdays": [0], "begins": "09:00", "ends": "10:00"}),
    ("colleagues/", {"way": "home", "begins": "09:00", "ends": "10:00"}),  # on which days?
    ("closings/", {"first_day": "2037-01-06", "last_day": "2037-01-05", "reason": "Heidag"}),
])
def test_what_cannot_be_is_said(cast, as_employee, page, typed):
    if page == "colleagues/":
        typed = {**typed, "employee": cast.mate.pk}

    assert as_employee(cast.admin).post(URL + page, typed).status_code == 422


def test_hours_that_end_before_they_begin(cast, as_employee):
    place = Place.objects.create(name="Stadhuis", address="Markt 1")
    answer = as_employee(cast.lead).post(
        f"{URL}places/{place.pk}/hours/", {"weekdays": [1], "begins": "12:00", "ends": "09:00", "kind": "booked", "capacity": 1}
    )

    assert answer.status_code == 422 and "Stadhuis" in answer.content.decode()
