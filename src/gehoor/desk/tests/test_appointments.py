"""Appointments on the desk: booked in a conversation, the day, the counter of the walk-in hour."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gehoor.appointments import booking, offering, slots, walk_in
from gehoor.appointments.models import Appointment, Opening, Place, StaffHours, Subject, Ticket, Way
from gehoor.channels.email.models import Mailbox
from gehoor.conversations.models import Conversation

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject(cast):
    Mailbox.objects.create(address="gemeente@merelveld.example")
    place = Place.objects.create(name="Stadhuis", address="Markt 1", directions="Bus 4 stopt voor de deur.")
    for day in range(7):
        Opening.objects.create(place=place, weekday=day, begins="00:00", ends="23:45")
    found = Subject.objects.create(name="Paspoort", minutes=15, ways=["place"], team=cast.teams.open, rules="Gratis afzeggen.")
    found.places.add(place)
    return found


def wanted(subject):
    return slots.Wanted(subject, slots.Where(Way.PLACE, subject.places.get()), subject.minutes)


@pytest.fixture
def booked(subject, told, cast):
    slot = offering.first([wanted(subject)], 1)[0]
    return booking.book_now(told(), subject, slot.where, slot.begins, by=cast.owner)


def url(conversation, rest=""):
    return f"/desk/conversations/{conversation.reference}/{rest}"


def test_it_works(cast, told, subject, as_employee):
    conversation, employee = told(), as_employee(cast.owner)
    page = employee.get(url(conversation, "appointment/")).content.decode()  # the one subject of the team is chosen
    slot = re.search(r'name="slot" value="([^"]+)" data-key="1"', page)[1]
    assert employee.post(url(conversation, "appointment/new/"), {"subject": subject.pk, "slot": slot}).status_code == 302
    made = Appointment.objects.get()

    there = employee.get(url(conversation)).content.decode()
    assert f"/desk/appointments/{made.pk}/" in there and "maakte een afspraak" in there
    assert "Hoe u er komt: Bus 4 stopt voor de deur." in there, "of the place that was chosen, as in a booking on the website"
    day = timezone.localtime(made.begins).date()
    assert "Fatima" in employee.get(f"/desk/appointments/?day={day}").content.decode()


def test_for_somebody_without_a_conversation(cast, subject, told, as_employee):
    known, employee = told(), as_employee(cast.owner)
    page = "/desk/appointments/new/"
    found = employee.post(page, {"action": "find", "who": "Fatima"}).content.decode()
    assert f'value="person:{known.person_id}" checked' in found and f"conversation:{known.reference}" in found
    assert employee.post(page, {"choice": "", "who": "Fatima"}).status_code == 422
    assert employee.post(page, {"choice": "new"}).status_code == 422
    assert employee.post(page, {"choice": f"conversation:{known.reference}"}).url == url(known, "appointment/")

    there = employee.post(page, {"choice": "new", "name": "Sanne de Boer", "phone": "0612345678"}).url
    slot = re.search(r'name="slot" value="([^"]+)" data-key="1"', employee.get(there).content.decode())[1]
    employee.post(there.replace("appointment/", "appointment/new/"), {"subject": subject.pk, "slot": slot})
    made = Appointment.objects.get().conversation
    assert (str(made.person), made.assignee, made.waiting_for) == ("Sanne de Boer", cast.owner, "person")


def test_just_taken_offers_others(cast, told, subject, booked, as_employee):
    slot = f"{wanted(subject).where.key}|{booked.begins.isoformat()}"
    answer = as_employee(cast.owner).post(url(told(external_id="b"), "appointment/new/"), {"subject": subject.pk, "slot": slot})

    assert answer.status_code == 409 and answer.content.decode().count('name="slot"') == 6


@pytest.mark.parametrize("slot", ["", "x|y", "place-1|2026-13-01", "home|2026-11-24T09:00:00+00:00"])
def test_no_moment_is_a_sentence(cast, told, subject, as_employee, slot):
    answer = as_employee(cast.owner).post(url(told(), "appointment/new/"), {"subject": subject.pk, "slot": slot})

    assert answer.status_code == 422


def test_what_is_not_visible_shows_as_taken_only(cast, told, subject, as_employee):
    slot = offering.first([wanted(subject)], 1)[0]
    booking.book_now(told(team=cast.teams.closed), subject, slot.where, slot.begins, by=None)
    page = as_employee(cast.owner).get(f"/desk/appointments/?day={slot.day}").content.decode()

    assert "Fatima" not in page and "bezet" in page
    assert as_employee(cast.owner).get(f"/desk/appointments/{Appointment.objects.get().pk}/").status_code == 404


def test_moving_and_cancelling_need_a_reason(cast, booked, subject, as_employee):
    employee, page = as_employee(cast.owner), f"/desk/appointments/{booked.pk}/"
    other = offering.first([wanted(subject)], 3)[2]
    slot = f"{other.where.key}|{other.begins.isoformat()}"
    assert employee.post(f"{page}moment/", {"slot": slot}).status_code == 422
    assert employee.post(f"{page}moment/", {"slot": slot, "reason": "Collega ziek"}).status_code == 302
    booked.refresh_from_db()
    assert booked.begins == other.begins

    assert employee.post(f"{page}cancellation/", {}).status_code == 422
    employee.post(f"{page}cancellation/", {"reason": "Brand"})
    booked.refresh_from_db()
    assert booked.state == "cancelled"


def test_here_helped_and_undone(cast, booked, as_employee):
    for state in ("arrived", "done", "booked", "missed"):
        as_employee(cast.owner).post(f"/desk/appointments/{booked.pk}/attendance/", {"state": state})
        booked.refresh_from_db()
        assert booked.state == state


def test_a_second_question_along_in_the_same_visit(cast, booked, subject, told, as_employee):
    other = told(external_id="b", subject="Rijbewijs", message_id="<b@x.example>")
    page = as_employee(cast.owner).get(url(other, "appointment/")).content.decode()
    assert "komt al" in page
    money = Subject.objects.create(name="Geldzorgen", minutes=45, ways=["place"], needs_colleague=True, team=cast.teams.open)
    money.places.add(subject.places.get())  # dealt with there, but by somebody else than who does passports
    page = as_employee(cast.owner).get(url(other, f"appointment/?subject={money.pk}")).content.decode()
    assert "komt al" in page and 'name="appointment"' not in page
    along = {"subject": money.pk, "appointment": booked.pk}
    assert as_employee(cast.owner).post(url(other, "appointment/visit/"), along).status_code == 422
    as_employee(cast.owner).post(url(other, "appointment/visit/"), {"subject": subject.pk, "appointment": booked.pk})
    booked.refresh_from_db()

    assert booked.minutes == 30 and booked.matters.count() == 2


def test_the_counter(cast, subject, as_employee, told):
    place, employee = subject.places.get(), as_employee(cast.owner)
    Opening.objects.filter(place=place).update(kind="walk_in")
    for _number in range(2):
        employee.post("/desk/appointments/walk-in/number/")
    employee.get(f"/desk/appointments/walk-in/?place={place.pk}&counter=3")
    employee.post("/desk/appointments/walk-in/next/")
    page = employee.get("/desk/appointments/walk-in/").content.decode()
    assert 'class="now__number">A1' in page and "A2" in page

    ticket, conversation = Ticket.objects.get(number=1), told()
    assert ticket.counter == "3"
    employee.post(f"/desk/appointments/walk-in/{ticket.pk}/conversation/", {"reference": conversation.reference})
    employee.post(f"/desk/appointments/walk-in/{ticket.pk}/", {"deed": "done"})
    ticket.refresh_from_db()
    assert (ticket.state, ticket.conversation) == ("done", conversation)


def test_few_queries(cast, booked, subject, told, as_employee, django_assert_max_num_queries):
    Subject.objects.update(ways=["place", "home", "video"], video_link="https://video.merelveld.example/a")
    for way in ("home", "video"):
        StaffHours.objects.create(employee=cast.owner, way=way, weekday=0, begins="09:00", ends="10:00")
    other = told(external_id="b", message_id="<b@x.example>")  # the visit that is coming stands beside it
    employee, day = as_employee(cast.owner), timezone.localtime(booked.begins).date()
    Ticket.objects.create(place=booked.place, number=1, in_line_since=timezone.now() - timedelta(minutes=1))
    walk_in.call_next(booked.place, by=cast.owner, counter="1")
    pages = [url(other, f"appointment/?subject={subject.pk}"), url(other, f"appointment/?subject={subject.pk}&where=home"),
             f"/desk/appointments/?day={day}", "/desk/appointments/walk-in/", f"/desk/appointments/{booked.pk}/"]
    for page in pages:
        employee.get(page)
        with django_assert_max_num_queries(12):
            assert employee.get(page).status_code == 200


def test_who_calls_for_an_appointment_has_a_moment_at_once(cast, as_employee):
    """The conversation that is begun for it waits for us until it is booked, and that is timed."""
    as_employee(cast.owner).post(reverse("desk:begin_appointment"), {"choice": "new", "name": "Wim Terpstra", "phone": "0612345678", "subject": "Paspoort"})

    made = Conversation.objects.get(subject="Paspoort")
    assert made.respond_by and made.waits.count() == 1
