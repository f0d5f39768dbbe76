"""Whoever closed the page long ago holds nobody up, loses nothing, and has the old place on coming back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.channels.chat import ending, here, leaving, missed, starting, talking
from gehoor.channels.chat.models import Chat
from gehoor.conversations.models import Conversation, Hurdle
from gehoor.lines import availability, routing, standing
from gehoor.lines.models import Turn, Watch
from gehoor.lines.tests.conftest import beats
from gehoor.postroom.models import Delivery
from gehoor.queues.models import WorkRules

pytestmark = pytest.mark.django_db
State = Turn.State


@pytest.fixture
def two(cast, clock):
    """Aad waits, and behind him Bea."""
    clock.is_at("2037-11-23T10:00")  # after what the database takes for now
    aad = starting.start(starting.Asked("Vraag van Aad", "startpagina-1", mail="aad@thuis.example"))
    bea = starting.start(starting.Asked("Vraag van Bea", "startpagina-2"))
    Chat.objects.update(seen_at=timezone.now())
    beats()
    return aad, bea


def gone(chat, minutes):
    Chat.objects.filter(pk=chat.pk).update(seen_at=timezone.now() - timedelta(minutes=minutes))


def turn_of(chat):
    return Turn.objects.get(conversation=chat.conversation_id)


def test_it_works(two, cast):
    aad, bea = two
    Turn.objects.filter(conversation=aad.conversation_id).update(waits_since=timezone.now() - timedelta(minutes=13))
    assert standing.of(turn_of(bea)).position == 2
    gone(aad, 9)
    assert leaving.set_aside() == 0, "a phone is laid aside for so long"
    gone(aad, 11)

    assert (leaving.set_aside(), leaving.set_aside()) == (1, 0)
    assert standing.of(turn_of(bea)).position == 1 and standing.now("chat").waiting == 1
    assert Hurdle.objects.get(kind="wait").amount == 120, "they held on until they left"
    availability.set_state(cast.owner, "chat", "available")
    routing.offer_waiting()
    assert (turn_of(aad).state, turn_of(bea).state) == (State.ASIDE, State.OFFERED)
    assert Conversation.objects.get(pk=aad.conversation_id).waiting_for == "us", "the question stays"


def test_an_outage_of_ours_takes_nobody_for_gone(two):
    aad, bea = two
    gone(aad, 20), gone(bea, 20)
    Watch.objects.update(since=timezone.now() - timedelta(seconds=20))
    assert leaving.set_aside() == 0, "their pages come back within the minute"
    Watch.objects.update(since=timezone.now() - timedelta(seconds=70))
    here.still_here([aad.pk])

    assert leaving.set_aside() == 1 and turn_of(bea).state == State.ASIDE


def test_a_page_without_a_stream_is_there_too(two, client):
    """An old proxy, or very many from one network: it asks for news instead, and keeps its place by that."""
    aad, _bea = two
    gone(aad, 11)
    client.get(f"/chat/{starting.key_of(aad)}/nieuw/?na=0")

    assert leaving.set_aside() == 0 and turn_of(aad).state == State.WAITING
    assert Chat.objects.here().filter(pk=aad.pk).exists()


@pytest.mark.parametrize("comes", ["by its page", "by its stream", "by the beat of a stream that never stopped"])
def test_who_comes_back_has_the_old_place(two, client, comes):
    aad, bea = two
    gone(aad, 11)
    leaving.set_aside()
    if comes == "by its page":
        assert "U bent als volgende aan de beurt" in client.get(f"/chat/{starting.key_of(aad)}/").content.decode()
    elif comes == "by its stream":
        here.listening([starting.key_of(aad)])
    else:
        here.still_here([aad.pk, bea.pk])

    assert (standing.of(turn_of(aad)).position, standing.of(turn_of(bea)).position) == (1, 2)


def test_the_answer_goes_by_mail_and_stands_on_the_page(two, cast, client):
    aad, _bea = two
    gone(aad, 11)
    leaving.set_aside()
    talking.answer(Conversation.objects.get(pk=aad.conversation_id), by=cast.owner, text="Morgen komt hij.")

    assert turn_of(aad).state == State.LEFT and not Turn.objects.filter(state=State.TAKEN).exists(), "no room taken by who is away"
    assert missed.send_missed() == 1 and Delivery.objects.exclude(address="").get().address == "aad@thuis.example"
    assert "Morgen komt hij." in client.get(f"/chat/{starting.key_of(aad)}/").content.decode()


def test_ending_and_who_is_called_back_are_not_waited_for_either(two):
    aad, bea = two
    ending.go_on(bea, "call", phone="+31612345678")
    gone(aad, 11), gone(bea, 11)
    assert leaving.set_aside() == 1, "who is called back waits at home"
    aad.refresh_from_db()
    ending.end(aad)

    assert turn_of(aad).state == State.LEFT


def test_how_long_is_the_house_to_say(two, client):
    WorkRules.objects.create(pk=1, chat_minutes=30)
    page = f"/chat/{starting.key_of(two[0])}/"
    assert "Kijk minstens elke 30 minuten" in client.get(page).content.decode(), "who has no script is told while they wait"
    ending.end(two[1])
    assert "Kijk minstens" not in client.get(f"/chat/{starting.key_of(two[1])}/").content.decode()
    gone(two[0], 29)
    assert leaving.set_aside() == 0
