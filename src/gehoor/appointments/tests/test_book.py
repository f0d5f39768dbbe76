"""Booking, moving and cancelling, and who hears of it."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from icalendar import Calendar

from gehoor.appointments import booking, change_link, reminding, slots
from gehoor.appointments.models import Appointment, Telling, Way
from gehoor.channels.email.models import Mailbox
from gehoor.channels.email.outbound import build
from gehoor.conversations import status
from gehoor.conversations.models import Conversation
from gehoor.core.models import Event
from gehoor.people.models import Person
from gehoor.postroom.models import Delivery

from .conftest import local

pytestmark = pytest.mark.django_db
NINE = (2026, 11, 24, 9)


@pytest.fixture(autouse=True)
def now(clock):
    return clock(2026, 11, 19, 12)


@pytest.fixture(autouse=True)
def mailbox(db):
    return Mailbox.objects.create(address="gemeente@merelveld.example")


def at(hall):
    return slots.Where(Way.PLACE, hall.place)


@pytest.fixture
def booked(hall, told, cast):
    return booking.book_now(told(), hall.subject, at(hall), local(*NINE), by=cast.owner)


def mail_of(what):
    delivery = Delivery.objects.get(message__in=Telling.objects.filter(what=what).values("message"))
    return build(delivery, Mailbox.objects.get()).message()


def calendar_of(mail):
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    method = parts[0].get_param("method")
    return method, Calendar.from_ical(parts[0].get_payload(decode=True))


def test_it_works(booked):
    mail = mail_of("booked")
    method, calendar = calendar_of(mail)
    [event] = calendar.walk("VEVENT")

    assert method == str(calendar["METHOD"]) == "REQUEST"
    assert event.decoded("DTSTART") == booked.begins and event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=20)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    assert event["ATTENDEE"] == "mailto:fatima@voorbeeld.example" and event["ORGANIZER"] == "mailto:gemeente@merelveld.example"
    text = next(part for part in mail.walk() if part.get_content_type() == "text/plain").get_payload(decode=True).decode()
    assert "dinsdag 24 november 2026" in text and "- pasfoto" in text and "Bel of klik tot het begint." in text
    assert change_link.url_of(booked) in text and change_link.token_of(booked) not in booked.tellings.get().message.text
    assert Event.objects.filter(kind="appointment.booked", conversation_id=booked.conversation_id).exists()


def test_moving_says_so_with_the_same_uid(booked, hall, cast):
    moved = booking.move(booked, at(hall), local(2026, 12, 1, 9, 30), by=cast.owner, reason="De collega is ziek.")
    mail = mail_of("moved")
    _method, calendar = calendar_of(mail)
    [event] = calendar.walk("VEVENT")

    assert (str(event["UID"]), event["SEQUENCE"]) == (f"{booked.uid}@gehoor", 1)
    assert event.decoded("DTSTART") == moved.begins
    assert "De collega is ziek." in mail.as_string()
    assert booking.book_now(booked.conversation, hall.subject, at(hall), local(*NINE), by=None).pk  # the old moment is free


def test_cancelling_frees_the_moment(booked, hall):
    booking.cancel(booked, reason="ik ben verhinderd")
    method, calendar = calendar_of(mail_of("cancelled"))

    assert method == "CANCEL" and calendar.walk("VEVENT")[0]["STATUS"] == "CANCELLED"
    assert slots.at(slots.Wanted(hall.subject, at(hall), 20), local(*NINE))
    with pytest.raises(booking.NotOpen):
        booking.cancel(booked)


def test_who_has_no_address_is_to_be_called(hall, told):
    conversation = told(channel="phone", sender=None, person_id=Person.objects.create(name="Toos").pk)
    appointment = booking.book_now(conversation, hall.subject, at(hall), local(*NINE), by=None)

    assert appointment.to_be_told and not Delivery.objects.exists()


def test_the_database_itself_refuses_two_in_one_room(booked):
    twin = Appointment.objects.get(pk=booked.pk)
    twin.pk, twin.uid = None, Person.objects.create(name="x").pk and __import__("uuid").uuid4()
    with pytest.raises(IntegrityError, match="one_at_a_time_in_a_lane"), transaction.atomic():
        twin.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_two_bookings_for_the_last_room_give_one(hall, told):
    conversations = [told(address=f"{number}@voorbeeld.example") for number in range(6)]
    start, outcome = threading.Barrier(len(conversations), timeout=30), []

    def book(conversation):
        try:
            start.wait()
            outcome.append(booking.book_now(conversation, hall.subject, at(hall), local(*NINE), by=None))
        except booking.Taken as taken:
            outcome.append(taken)
        finally:
            connection.close()

    threads = [threading.Thread(target=book, args=[one]) for one in conversations]
    [thread.start() for thread in threads]
    [thread.join(30) for thread in threads]

    refused = [one for one in outcome if isinstance(one, booking.Taken)]
    assert len(outcome) == 6 and len(refused) == 5 and Appointment.objects.count() == 1
    assert all(slot.begins != local(*NINE) for one in refused for slot in one.nearest)


def test_the_reminder_goes_once_and_not_too_late(booked, clock):
    clock(2026, 11, 20, 16)
    assert reminding.remind_due() == 0
    clock(2026, 11, 23, 10)  # a working day ahead of Tuesday nine is Monday nine; the worker was away for an hour
    assert (reminding.remind_due(), reminding.remind_due()) == (1, 0)
    assert Telling.objects.filter(what="reminder").count() == 1

    Appointment.objects.update(reminded_at=None)
    clock(2026, 11, 24, 9, 1)
    assert reminding.remind_due() == 0


def test_a_reminder_that_fails_halfway_is_sent_later(booked, clock, monkeypatch):
    clock(2026, 11, 23, 10)
    with monkeypatch.context() as broken:
        broken.setattr("gehoor.appointments.telling.values", lambda *_, **_more: 1 / 0)
        assert reminding.remind_due() == 0
    assert reminding.remind_due() == 1


def test_the_link_opens_one_appointment_until_it_is_taken_back(booked, cast):
    token = change_link.token_of(booked)
    assert change_link.find(token) == booked == change_link.find(token.upper())
    assert change_link.find(f"{booked.pk}-{'a' * 26}") is None and change_link.find("x") is None

    booking.revoke_link(booked, by=cast.owner)
    assert change_link.find(token) is None


def test_the_question_tells_of_its_appointment_until_that_is_over(hall, told, clock):
    clock(2026, 11, 22, 12)
    conversation = told()
    visit = booking.book_now(conversation, hall.subject, slots.Where(Way.PLACE, hall.place), local(2026, 11, 24, 9), by=None)

    def stands():
        return status.sentence(Conversation.objects.get(pk=conversation.pk))

    assert stands() == "Deze vraag ligt sinds zondag 22 november bij het team Klantcontact. Uw afspraak bij ons is dinsdag 24 november 2026, 09:00 uur."
    moved = booking.move(visit, slots.Where(Way.PLACE, hall.place), local(2026, 12, 1, 9, 30))
    assert "dinsdag 1 december 2026, 09:30 uur." in stands()
    Conversation.objects.filter(pk=conversation.pk).update(waiting_for="person")
    assert stands() == "Uw afspraak bij ons is dinsdag 1 december 2026, 09:30 uur."
    clock(2026, 12, 1, 11)
    assert stands().startswith("Wij hebben op zondag 22 november geantwoord")
    clock(2026, 11, 22, 13)
    booking.cancel(moved)
    assert stands().startswith("Wij hebben op zondag 22 november geantwoord")
