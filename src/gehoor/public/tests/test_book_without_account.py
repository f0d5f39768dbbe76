"""Booking on the website: from what about to booked, and what goes wrong on the way."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from gehoor.appointments import booking, change_link, slots
from gehoor.appointments.models import Appointment, Opening, Place, Subject, Way
from gehoor.channels.email.models import Mailbox
from gehoor.conversations import links
from gehoor.conversations.models import Conversation, WaitingFor
from gehoor.people.models import Person
from gehoor.postroom.models import Delivery
from gehoor.public.booking import page_token

pytestmark = pytest.mark.django_db
TYPED = {"name": "Sanne de Boer", "email": "Sanne@Voorbeeld.example", "phone": "", "remark": ""}


@pytest.fixture
def hall(cast):
    """Open every day around the clock, so that it does not matter when the test runs."""
    cache.clear()
    Mailbox.objects.create(address="gemeente@merelveld.example")
    place = Place.objects.create(name="Stadhuis", address="Markt 1", directions="Bus 4.")
    for day in range(7):
        Opening.objects.create(place=place, weekday=day, begins="00:00", ends="23:45")
    subject = Subject.objects.create(name="Paspoort", minutes=15, ways=["place"], bring="pasfoto", rules="Gratis afzeggen.", team=cast.teams.other)
    subject.places.add(place)
    day = timezone.localdate() + timedelta(days=2)  # of tomorrow the first may be too soon, late in the evening
    wanted = slots.Wanted(subject, slots.Where(Way.PLACE, place), 15)
    found = slots.free(wanted, day, day, timezone.now())
    return SimpleNamespace(place=place, subject=subject, url=f"/afspraak/{subject.pk}/place-{place.pk}/", slots=found, wanted=wanted)


@pytest.fixture
def chosen(client, hall):
    """The address of the page where one says who one is, the first moment of the day after tomorrow being held."""
    return client.post(hall.url, {"moment": hall.slots[0].begins.isoformat()}).url


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_it_works(client, hall, chosen):
    assert "Paspoort" in text(client.get("/afspraak/"))
    assert client.get(f"/afspraak/{hall.subject.pk}/").url == hall.url
    assert "sanne@voorbeeld.example" in text(client.post(chosen, {**TYPED, "action": "check"}))
    answer = client.post(chosen, {**TYPED, "action": "book"})
    made = Appointment.objects.get()
    page = text(client.get(answer.url))

    assert made.state == "booked" and made.begins == hall.slots[0].begins
    assert "pasfoto" in page and "Gratis afzeggen." in page and "Sanne" not in page
    conversation = Conversation.objects.get()
    assert (conversation.team, conversation.waiting_for) == (hall.subject.team, WaitingFor.PERSON)
    assert conversation.contacts.get(direction="in").messages.get().facts[0][1] == "Paspoort"
    assert Delivery.objects.get().address == "sanne@voorbeeld.example"


def test_sending_it_twice_books_once(client, chosen):
    first, second = (client.post(chosen, {**TYPED, "action": "book"}) for _ in range(2))

    assert first.url.split("?")[0] == second.url.split("?")[0]
    assert Appointment.objects.count() == Conversation.objects.count() == 1


def test_taken_meanwhile_offers_the_nearest_and_loses_nothing(client, hall, chosen, told):
    Appointment.objects.update(held_until=timezone.now() - timedelta(minutes=1))
    booking.book_now(told(), hall.subject, hall.wanted.where, hall.slots[0].begins, by=None)

    answer = client.post(chosen, {**TYPED, "action": "book"})
    assert answer.status_code == 409 and "Sanne de Boer" in text(answer)
    assert Conversation.objects.filter(person__name="Sanne de Boer").count() == 0
    slot = re.search(r'name="slot" value="([^"]+)"', answer.content.decode())[1]
    again = re.search(r'action="(/afspraak/gegevens/[^"]+)"', answer.content.decode())[1]
    check = client.post(again, {**TYPED, "slot": slot})
    onward = re.search(r'action="(/afspraak/gegevens/[^"]+)"', check.content.decode())[1]
    client.post(onward, {**TYPED, "action": "book"})
    assert Appointment.objects.filter(conversation__person__name="Sanne de Boer", state="booked").exists()


@pytest.mark.parametrize(("changes", "complaint"), [
    ({"name": ""}, "naam"), ({"email": ""}, "e-mailadres"), ({"email": "x"}, "e-mailadres"), ({"phone": "12"}, "telefoonnummer"),
])
def test_what_is_wrong_is_said_and_the_rest_kept(client, chosen, changes, complaint):
    answer = client.post(chosen, {**TYPED, "remark": "Ik kom met de rolstoel", **changes, "action": "check"})

    assert answer.status_code == 422 and complaint in text(answer) and "Ik kom met de rolstoel" in text(answer)


def test_a_phone_number_is_enough_and_then_somebody_calls(client, chosen):
    client.post(chosen, {**TYPED, "email": "", "phone": "06 12 34 56 78", "action": "book"})

    assert Appointment.objects.get().to_be_told


def test_a_remark_is_for_us_to_read(client, chosen):
    client.post(chosen, {**TYPED, "remark": "Kan het ook zonder pasfoto?", "action": "book"})

    assert Conversation.objects.get().waiting_for == WaitingFor.US


def test_a_robot_is_not_booked(client, chosen):
    answer = client.post(chosen, {**TYPED, "your_website": "http://x", "action": "book"})

    assert answer.status_code == 429 and not Appointment.objects.filter(state="booked").exists()


def test_somebody_elses_name_under_an_address_is_told_to_the_employee(client, chosen, told):
    told(address="sanne@voorbeeld.example", name="Piet")
    client.post(chosen, {**TYPED, "action": "book"})

    assert "Piet" in Conversation.objects.get(subject__contains="Paspoort").messages.earliest("pk").notice


def test_many_holds_from_one_place_wait(client, hall):
    answers = [client.post(hall.url, {"moment": slot.begins.isoformat()}).status_code for slot in hall.slots[:22]]

    assert answers == [302] * 20 + [429] * 2


def test_out_of_a_conversation_it_joins_that(client, hall, told):
    conversation = told()
    answer = client.post(f"{hall.url}?gesprek={page_token.for_conversation(conversation)}", {"moment": hall.slots[0].begins.isoformat()})
    assert "Fatima" not in text(client.get(answer.url))
    client.post(answer.url, {"action": "book"})

    assert Appointment.objects.get().conversation == conversation and Person.objects.count() == 1


@pytest.fixture
def link(client, chosen):
    return client.post(chosen, {**TYPED, "action": "book"}).url.split("?")[0]


def test_moving_and_cancelling_by_the_link(client, hall, link):
    other = hall.slots[4].begins
    assert client.post(f"{link}verzetten/", {"moment": other.isoformat()}).status_code == 302
    assert Appointment.objects.get().begins == other
    assert b"BEGIN:VEVENT" in client.get(f"{link}agenda/").content

    client.post(f"{link}afzeggen/", {"reason": "Verhinderd"})
    made = Appointment.objects.get()
    assert (made.state, made.reason) == ("cancelled", "Verhinderd")
    assert client.post(f"{link}afzeggen/").status_code == 409
    assert client.get(f"{link}verzetten/").status_code == 409


def test_a_wrong_or_revoked_link_opens_nothing(client, link, cast):
    assert client.get(link[:-2] + "x/").status_code == 404
    booking.revoke_link(Appointment.objects.get(), by=cast.owner)
    assert client.get(link).status_code == 404


def test_the_link_is_over_a_month_after_the_appointment(client, link):
    long_ago = timezone.now() - timedelta(days=40)
    Appointment.objects.update(begins=long_ago, ends=long_ago + timedelta(minutes=15))

    assert client.get(reverse("booking:appointment", args=[change_link.token_of(Appointment.objects.get())])).status_code == 404


def test_it_stands_on_the_page_of_the_conversation_for_its_person_only(client, link, told):
    made = Appointment.objects.get()
    theirs = links.issue(made.conversation, made.conversation.person)
    other = links.issue(made.conversation, Person.objects.create(name="Piet"))

    page = text(client.get(f"/gesprek/{links.token_of(theirs)}/"))
    assert link in page and "Wat er nu gebeurt:</b> Uw afspraak, hieronder." in page
    assert link not in text(client.get(f"/gesprek/{links.token_of(other)}/"))


def action(response) -> str:
    return re.search(r'action="(/afspraak/gegevens/[^"]+)"', response.content.decode())[1]


@pytest.fixture
def licence(hall, cast):
    subject = Subject.objects.create(name="Rijbewijs", minutes=20, ways=["place"], bring="pasfoto\nrijbewijs", team=cast.teams.open)
    subject.places.add(hall.place)
    return subject


def test_two_questions_in_one_visit(client, hall, licence, chosen):
    assert "Rijbewijs (+20" in text(client.get(chosen))
    longer = client.post(chosen, {**TYPED, "action": "add", "also": licence.pk})
    assert "Sanne de Boer" in text(longer) and "35 minuten" in text(longer) and Appointment.objects.get().minutes == 35
    check = client.post(action(longer), {**TYPED, "action": "check"})
    assert "rijbewijs" in text(check)
    answer = client.post(action(check), {**TYPED, "action": "book"})
    client.post(action(check), {**TYPED, "action": "book"})  # twice is once

    made = Appointment.objects.get()
    assert (made.state, made.minutes, made.begins) == ("booked", 35, hall.slots[0].begins)
    assert [(one.subject, one.conversation.team) for one in made.matters.all()] == [
        (hall.subject, hall.subject.team), (licence, licence.team),
    ]
    assert "Paspoort, Rijbewijs" in text(client.get(answer.url)) and Delivery.objects.count() == 1


def test_no_room_for_both_keeps_the_moment_and_offers_others(client, hall, licence, chosen, told):
    booking.book_now(told(), hall.subject, hall.wanted.where, hall.slots[1].begins, by=None)
    full = client.post(chosen, {**TYPED, "action": "add", "also": licence.pk})

    assert full.status_code == 409 and "Sanne de Boer" in text(full)
    assert Appointment.objects.get(state="held").minutes == 15
    only = client.post(action(full), {**TYPED, "action": "leave"})
    assert "Rijbewijs (+20" in text(only)
    client.post(action(only), {**TYPED, "action": "book"})
    assert Appointment.objects.get(conversation__person__name="Sanne de Boer").minutes == 15


def test_what_is_not_done_there_cannot_come_along(client, hall, licence, chosen):
    licence.places.clear()
    assert "Rijbewijs" not in text(client.get(chosen))
    client.post(chosen, {**TYPED, "action": "add", "also": licence.pk})

    assert Appointment.objects.get().minutes == 15
