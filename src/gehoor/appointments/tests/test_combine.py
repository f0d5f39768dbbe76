"""One visit for several questions of one person (requirement A10)."""

import pytest

from gehoor.appointments import booking, combining, slots
from gehoor.appointments.models import Subject, Way
from gehoor.conversations.models import Conversation

from .conftest import local

pytestmark = pytest.mark.django_db


@pytest.fixture
def licence(hall, clock):
    clock(2026, 11, 22, 12)
    subject = Subject.objects.create(name="Rijbewijs", minutes=15, ways=[Way.PLACE], bring="pasfoto\nrijbewijs", team=hall.subject.team)
    subject.places.add(hall.place)
    return subject


def booked(hall, conversation, hour=9, minute=0):
    return booking.book_now(conversation, hall.subject, slots.Where(Way.PLACE, hall.place), local(2026, 11, 24, hour, minute), by=None)


def test_a_second_question_makes_the_visit_longer(hall, licence, told, cast):
    visit, other = booked(hall, told()), told(subject="Rijbewijs", external_id="b")
    visible = Conversation.objects.visible_to(cast.owner)
    assert list(combining.coming_of(other.person_id, visible)) == [visit]

    combined = combining.add(visit, other, licence, by=cast.owner)

    assert combined.minutes == 35 and combined.sequence == 1
    assert combined.things == ["oud paspoort", "pasfoto", "rijbewijs"]
    assert {matter.conversation for matter in combined.matters.all()} == {visit.conversation, other}


def test_no_room_for_longer_leaves_it_as_it_was(hall, licence, told, cast):
    visit = booked(hall, told())
    booked(hall, told(address="ander@voorbeeld.example"), 9, 30)

    with pytest.raises(booking.Taken):
        combining.add(visit, told(external_id="c"), licence, by=cast.owner)
    visit.refresh_from_db()
    assert visit.minutes == 20 and visit.matters.count() == 1


def test_what_is_not_visible_is_not_proposed(hall, licence, told, cast):
    booked(hall, told(team=cast.teams.closed))

    assert not combining.coming_of(told(external_id="d").person_id, Conversation.objects.visible_to(cast.owner))
