"""Whoever left the chat is answered by mail where an address was left; else the answer waits on the page."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gehoor.channels.chat import ending, missed, starting, talking
from gehoor.channels.chat.models import AWAY, Chat
from gehoor.conversations import threading
from gehoor.conversations.models import Conversation, WaitingFor
from gehoor.lines.models import Turn
from gehoor.people import merging, unmerging
from gehoor.postroom import wording
from gehoor.postroom.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def chat(cast):
    return starting.start(starting.Asked("Wanneer komt de bladkorf?", "startpagina-1", "Fatima", "fatima@thuis.example"))


def answered(chat, by, text="Morgen komt hij."):
    found = Chat.objects.select_related("link__person").get(pk=chat.pk)
    talking.answer(Conversation.objects.get(pk=found.conversation_id), by=by, text=text, chat=found)


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


def test_one_click_in_the_mail_opens_the_chat(chat, cast, client):
    answered(chat, cast.owner)
    left(chat)
    missed.send_missed()
    mail = wording.text_of(Delivery.objects.exclude(address="").get())
    [address] = re.findall(r"https?://[^/\s]+(/\S+)", mail)

    page = client.get(address)
    assert page.resolver_match.view_name == "chat_public:chat" and "Morgen komt hij." in page.content.decode()


def test_what_another_person_was_told_in_the_same_conversation_is_not_theirs(chat, cast):
    """Two were taken for one, their questions joined, and then they were two after all."""
    other = starting.start(starting.Asked("Vraag van Bea", "startpagina-2", "Bea", "bea@thuis.example"))
    merge = merging.merge(chat.link.person, other.link.person, by=cast.owner, reason="dezelfde")
    threading.join(*(Conversation.objects.get(pk=one.conversation_id) for one in (chat, other)), by=cast.owner)
    unmerging.unmerge(merge, by=cast.owner, reason="toch niet")
    answered(other, cast.owner)
    left(chat), left(other)
    missed.send_missed()

    assert [mail.address for mail in Delivery.objects.exclude(address="")] == ["bea@thuis.example"]


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
    assert "/chat/" not in wording.text_of(mail)


def test_the_person_goes_on_by_phone_and_we_are_to_move(chat, cast):
    answered(chat, cast.owner)
    ending.go_on(chat, "call", phone="+31612345678")

    assert Conversation.objects.get().waiting_for == WaitingFor.US
    assert chat.link.person.addresses.filter(value="+31612345678").exists()


def test_who_answers_first_has_it(chat, cast):
    answered(chat, cast.owner)

    assert Conversation.objects.get().assignee == cast.owner


def test_an_employee_goes_on_by_mail(chat, cast, client):
    client.force_login(cast.owner)
    address = reverse("chat:by_mail", args=[chat.conversation.reference])
    assert "e-mailadres" in client.post(address, {"mail": "geen adres"}, follow=True).content.decode()
    client.post(address, {"mail": "Elders@thuis.example"})
    client.logout()

    assert "elders@thuis.example" in client.get(f"/chat/{starting.key_of(chat)}/nieuw/?na=0").json()["state"]
    assert not Turn.objects.current().filter(conversation=chat.conversation).exists()
    answered(Chat.objects.get(), cast.owner)
    left(chat, ago=timedelta(minutes=2))
    assert missed.send_missed() == 1
    assert Delivery.objects.exclude(address="").get().address == "elders@thuis.example"
