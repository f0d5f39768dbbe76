"""Asking to be called: what is agreed, for whom it is taken, and two who want the last place."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from gehoor.callbacks import asking, lining, numbers, slots
from gehoor.callbacks.models import CallBack, CallBackRules
from gehoor.conversations.models import Conversation
from gehoor.lines import availability, routing
from gehoor.lines.models import Skill
from gehoor.people import recognise
from gehoor.people.models import DigitalAddress, Person
from gehoor.postroom.models import Delivery
from gehoor.promises.models import Promise

pytestmark = pytest.mark.django_db
TEN = "2026-11-24T14:00"


def test_it_works(asked, morning, cast):
    call_back = asked(TEN, about="Wanneer komt de bladkorf?", email="sanne@voorbeeld.example")
    promise = call_back.promise

    assert (promise.kind, promise.number, promise.from_at) == ("call_back", "+31612345678", morning.on(TEN))
    assert promise.due_at == morning.on("2026-11-24T14:30") and promise.team == cast.teams.open
    assert promise.conversation.subject == "Wanneer komt de bladkorf?" and promise.conversation.promised["kind"] == "call_back"
    [delivery] = Delivery.objects.all()
    assert delivery.address == "sanne@voorbeeld.example" and "tussen 14 uur en 14.30 uur" in delivery.message.text
    assert "5678" in delivery.message.text and "61234" not in delivery.message.text and "/bel-mij/" not in delivery.message.text


def test_asked_twice_is_asked_once(asked):
    assert asked(TEN, nonce="same") == asked(TEN, nonce="same")
    assert Promise.objects.count() == Conversation.objects.count() == 1


def test_who_goes_back_and_mends_the_number_is_called_there(asked):
    """A browser's "back" may show the page as it was, with its mark."""
    for number, at in (("+31612345678", TEN), ("+31687654321", TEN), ("+31687654321", None)):
        call_back = asked(at, number=number, nonce="same")

    assert (call_back.promise.number, call_back.way) == ("+31687654321", CallBack.Way.TURN)
    assert Promise.objects.open().get() == call_back.promise and Conversation.objects.count() == 1


def test_nobody_is_taken_for_somebody_we_know(asked, told):
    fatima = told()
    DigitalAddress.objects.create(person=fatima.person, kind="phone", value="+31612345678")

    made = asked(TEN, name="Fatima El Idrissi", email="fatima@voorbeeld.example").promise.conversation

    assert made != fatima and made.person != fatima.person and made.split_from == fatima, "a hint for the employee"
    assert "Vraag wie het is" in made.messages.earliest("pk").notice
    assert recognise.candidates("email", "fatima@voorbeeld.example") == [fatima.person], "her next mail stays hers"
    assert not Person.objects.get(pk=made.person_id).addresses.filter(kind="email").exists()


@pytest.mark.parametrize("typed", ["14 030", "0900 1234", "12", "06 1234", "mijn nummer", "06-1234-5678-9012-3456"])
def test_numbers_that_reach_nobody_are_refused(typed):
    with pytest.raises(numbers.NotToBeCalled):
        numbers.callable_number(typed)


def test_numbers_are_kept_in_one_way():
    assert {numbers.callable_number(one) for one in ("06 12 34 56 78", "0031612345678", "+31 (0)6 12345678")} == {"+31612345678"}


def test_half_hours_lie_within_opening_hours(morning, cast):
    found = slots.free()
    shown = [f"{one:%a %H:%M}" for one in found]

    assert shown[0] == "Tue 10:30" and "Tue 16:30" in shown and "Tue 17:00" not in shown and "Sat 10:00" not in shown
    assert len({one.date() for one in found}) == 5
    CallBackRules.objects.create(pk=1, per_half_hour=0)
    assert slots.free() == []


def test_a_night_line_offers_no_hour_twice_or_never(morning, cast):
    from datetime import date

    for day, expected in ((date(2026, 3, 29), 46), (date(2026, 10, 25), 50), (date(2026, 11, 24), 48)):
        found = list(slots._half_hours(day))
        assert len(found) == len(set(found)) == expected


def test_full_is_full(asked):
    asked(TEN), asked(TEN)

    with pytest.raises(slots.Taken) as taken:
        asked(TEN)
    assert len(taken.value.nearest) == slots.NEAREST and Conversation.objects.count() == 2


def test_the_database_refuses_one_place_twice(asked):
    first, second = asked(TEN), asked(TEN)

    with pytest.raises(IntegrityError), transaction.atomic():
        CallBack.objects.filter(pk=second.pk).update(lane=first.lane)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_for_the_last_place_give_one(asked):
    asked(TEN)
    done = []

    def ask():
        try:
            done.append(asked(TEN))
        except slots.Taken:
            done.append(None)
        finally:
            connection.close()

    both = [threading.Thread(target=ask) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len([one for one in done if one]) == 1 and done.count(None) == 1


def test_moving_gives_the_place_free_and_keeps_the_promise(asked, morning):
    call_back = asked(TEN)
    moved = asking.move(call_back, morning.on("2026-11-25T09:00"), "+31687654321")

    assert moved.promise_id == call_back.promise_id and moved.promise.number == "+31687654321"
    assert moved.promise.due_at == morning.on("2026-11-25T09:30")
    asked(TEN), asked(TEN)


def test_what_was_late_stays_late_when_it_is_moved(asked, morning):
    call_back = asked(TEN)
    morning.is_at("2026-11-24T15:00")

    moved = asking.move(call_back, morning.on("2026-11-25T09:00"))

    assert Promise.objects.get(pk=call_back.promise_id).state == "broken"
    assert moved.promise.is_open and moved.promise_id != call_back.promise_id


def test_no_call_needed(asked):
    call_back = asked(TEN)
    asking.withdraw(call_back)

    assert Promise.objects.get().state == "withdrawn" and Promise.objects.get().conversation.promised is None
    with pytest.raises(asking.NotOpen):
        asking.withdraw(call_back)


def test_what_is_ended_on_the_desk_gives_its_place_free(asked, cast):
    from gehoor.promises import promising

    first, _second = asked(TEN), asked(TEN)
    promising.withdraw(first.promise_id, by=cast.owner)

    assert asked(TEN).lane == first.lane


def test_who_waits_by_chat_is_called_at_the_same_turn(told, cast, morning):
    from gehoor.lines import joining
    from gehoor.lines.models import Turn

    turn = joining.join(told(), channel="chat")
    later = asking.in_conversation(told(subject="Paspoort"), "+31687654321")
    Turn.objects.filter(pk=turn.pk).update(joined_at=morning.on("2026-11-20T09:40"))
    call_back = asking.instead_of(turn, "+31612345678")

    assert Turn.objects.in_line().filter(channel="phone").first().pk == turn.pk
    assert call_back.promise.conversation == turn.conversation and later.promise.conversation != turn.conversation
    assert not turn.conversation.person.addresses.filter(kind="phone").exists(), "who has a chat does not add to what we know"


def test_the_subject_they_chose_asks_for_who_knows_it(cast, asked, client):
    Skill.objects.create(employee=cast.mate, kind="subject", value="Afval")
    assert '<option value="Afval">' in client.get("/bel-mij/gegevens/?wanneer=beurt").content.decode()
    for employee in (cast.owner, cast.mate):
        availability.set_state(employee, "phone", "available")
    call_back = asked(topic="Afval")
    routing.offer_waiting()

    turn = lining.turn_of(call_back)
    assert (turn.subject, turn.offered_to) == ("Afval", cast.mate)


def test_a_subject_that_nobody_there_knows_makes_nobody_wait(cast, morning, client):
    Skill.objects.create(employee=cast.mate, kind="subject", value="Afval")
    availability.set_state(cast.owner, "phone", "available")
    page = client.post("/bel-mij/gegevens/", {"wanneer": "beurt", "number": "06 12345678", "topic": "Afval"}, follow=True).text
    routing.offer_waiting()

    turn = lining.turn_of(CallBack.objects.get())
    assert (turn.subject, turn.offered_to) == ("Afval", cast.owner)
    assert "ongeveer een minuut" in page and turn.high == 1, "as they were told"
