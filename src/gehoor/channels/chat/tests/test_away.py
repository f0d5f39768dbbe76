"""Whoever left the chat is answered by mail where an address was left; else the answer waits on the page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.channels.chat import ending, missed, starting, talking
from gehoor.channels.chat.models import AWAY, Chat
from gehoor.conversations.models import Conversation, WaitingFor
from gehoor.postroom.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def chat(cast):
    return starting.start(starting.Asked("Wanneer komt de bladkorf?", "startpagina-1", "Fatima", "fatima@thuis.example"))


def answered(chat, by, text="Morgen komt hij."):
    talking.answer(Conversation.objects.get(pk=chat.conversation_id), by=by, text=text)


def left(chat, ago=AWAY + timedelta(seconds=5)):
    Chat.objects.filter(pk=chat.pk).update(seen_at=timezone.now() - ago)


def test_it_works(chat, cast):
    answered(chat, cast.owner)
    left(chat)

    assert missed.send_missed() == 1 and missed.send_missed() == 0
    mail = Delivery.objects.exclude(address="").get()
    assert (mail.address, mail.channel) == ("fatima@thuis.example", "email")
    assert "Morgen komt hij." in mail.message.text and "/chat/" not in mail.message.text
    assert Conversation.objects.get().is_open


def test_who_is_here_gets_no_mail(chat, cast):
    answered(chat, cast.owner)

    assert missed.send_missed() == 0


def test_what_was_read_is_not_mailed(chat, cast, client):
    answered(chat, cast.owner)
    client.get(f"/chat/{starting.key_of(chat)}/nieuw/?na=0&gezien")
    left(chat)

    assert missed.send_missed() == 0


def test_without_an_address_it_waits_on_the_page(cast):
    chat = starting.start(starting.Asked("Vraag", "startpagina-2"))
    answered(chat, cast.owner)
    left(chat)

    assert missed.send_missed() == 0


def test_of_a_closed_team_no_word_goes_out(chat, cast):
    Conversation.objects.update(team=cast.teams.closed)
    answered(chat, cast.insider)
    left(chat)
    missed.send_missed()

    mail = Delivery.objects.exclude(address="").get()
    assert "Morgen" not in mail.message.text and "bladkorf" not in mail.message.subject


def test_the_person_goes_on_by_phone_and_we_are_to_move(chat, cast):
    answered(chat, cast.owner)
    ending.go_on(chat, "call", phone="+31612345678")

    assert Conversation.objects.get().waiting_for == WaitingFor.US
    assert chat.link.person.addresses.filter(value="+31612345678").exists()


def test_who_answers_first_has_it(chat, cast):
    answered(chat, cast.owner)

    assert Conversation.objects.get().assignee == cast.owner
