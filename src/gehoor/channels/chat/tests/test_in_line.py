"""A chat waits in the line: its place is told, kept, taken by who answers, and given up at the end."""

import pytest

from gehoor.callbacks.models import CallBack
from gehoor.channels.chat import ending, here, starting, talking
from gehoor.conversations import closing
from gehoor.conversations.models import Conversation
from gehoor.lines.models import Turn

pytestmark = pytest.mark.django_db


def begin(number):
    return starting.start(starting.Asked(f"Vraag {number}", f"startpagina-{number}"))


def turn_of(chat):
    return Turn.objects.filter(conversation=chat.conversation_id).order_by("-pk").first()


def test_it_works(cast, client):
    begin(1)
    second = begin(2)
    page = client.get(f"/chat/{starting.key_of(second)}/").content.decode()

    assert "1 persoon is voor u" in page
    assert "1 persoon" in here.still_here([second.pk])[second.pk].told["nl"]


def test_who_answers_takes_the_turn(cast, client):
    chat = begin(1)
    talking.answer(Conversation.objects.get(), by=cast.owner, text="Ja?")

    assert (turn_of(chat).state, turn_of(chat).taken_by) == (Turn.State.TAKEN, cast.owner)
    assert "Bram" in client.get(f"/chat/{starting.key_of(chat)}/nieuw/?na=0").json()["state"]


def test_the_end_gives_the_place_up_and_coming_back_gets_one(cast):
    chat = begin(1)
    ending.end(chat)
    assert turn_of(chat).state == Turn.State.LEFT
    chat.refresh_from_db()
    talking.say(chat, "Toch nog iets", once="eenmalig-1")

    assert turn_of(chat).state == Turn.State.WAITING


def test_closing_the_conversation_ends_its_chat(cast, client):
    chat = begin(1)
    conversation = Conversation.objects.get()
    talking.answer(conversation, by=cast.owner, text="Ja?")
    closing.close(Conversation.objects.get(), by=cast.owner, solved=True)

    chat.refresh_from_db()
    assert (chat.is_running, chat.ended_by, turn_of(chat).state) == (False, "us", Turn.State.LEFT)
    assert "beëindigd" in client.get(f"/chat/{starting.key_of(chat)}/").content.decode()


def test_called_back_keeps_the_place(cast, clock):
    clock.is_at("2026-11-23T10:00")
    chat = begin(1)
    joined_at = turn_of(chat).joined_at
    ending.go_on(chat, "call", phone="+31612345678")

    assert turn_of(chat).keeps_place and turn_of(chat).joined_at == joined_at
    assert CallBack.objects.exists()


def test_called_back_after_hours_at_a_moment_when_we_are_there(cast, clock):
    clock.is_at("2026-11-22T10:00")
    chat = begin(1)
    ending.go_on(chat, "call", phone="+31612345678")

    assert turn_of(chat).state == Turn.State.LEFT
    assert CallBack.objects.exists()


def test_going_on_by_mail_leaves_the_line(cast):
    chat = begin(1)
    ending.go_on(chat, "mail", mail="fatima@thuis.example")

    assert turn_of(chat).state == Turn.State.LEFT
