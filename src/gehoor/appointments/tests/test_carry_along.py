"""Two conversations prove to be one question: what is booked about the one is booked about the other."""

import pytest

from gehoor.appointments import booking, combining, slots, walk_in
from gehoor.appointments.models import Opening, Way
from gehoor.conversations import threading
from gehoor.conversations.models import Conversation
from gehoor.core.models import Event
from gehoor.desk.appointments import panel

from .conftest import local

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(clock):
    return clock(2037, 11, 24, 8)  # a Tuesday, after what the database takes for now


def booked(hall, conversation, also=()):
    return booking.book_now(conversation, hall.subject, slots.Where(Way.PLACE, hall.place), local(2037, 11, 24, 9), by=None, also=also)


def next_of(conversation):
    return panel.next_of(Conversation.objects.annotate(**panel.facts()).get(pk=conversation.pk))


def test_it_follows(hall, told, cast):
    first, second = told(), told(external_id="b")
    visit = booked(hall, second)
    threading.join(second, first, by=cast.owner)
    visit.refresh_from_db()

    assert visit.conversation == first and next_of(first) == visit and next_of(second) is None
    booking.cancel(visit, by=cast.owner)
    assert Event.objects.filter(kind="appointment.cancelled", conversation_id=first.pk).exists()


def test_a_visit_about_both_stays_about_both(hall, told, cast):
    first, second = told(), told(external_id="b")
    visit = booked(hall, first, also=[(second, hall.subject)])
    threading.join(second, first, by=cast.owner)

    assert visit.matters.count() == 2 and visit.minutes == 40
    assert list(combining.coming_of(first.person_id, Conversation.objects.visible_to(cast.owner))) == [visit]


def test_a_number_of_the_walk_in_hour_follows(hall, told, cast):
    Opening.objects.update(kind="walk_in", begins="00:00", ends="23:00")
    first, second = told(), told(external_id="b")
    ticket = walk_in.take(hall.place)
    walk_in.about(ticket, second, by=cast.owner)
    threading.join(second, first, by=cast.owner)

    ticket.refresh_from_db()
    assert ticket.conversation == first
