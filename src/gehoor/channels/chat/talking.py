"""What is said in a chat, by both sides. Committed before anybody is told that it was sent; sent twice is said once."""

import re

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.conversations import threading, visibility
from gehoor.conversations.models import Contact, Conversation
from gehoor.core import events, prepared
from gehoor.people import ownership
from gehoor.postroom import send
from gehoor.postroom.inbound import Inbound
from gehoor.postroom.receive import receive
from gehoor.queues import routing

from . import turns
from .models import Chat

KIND = "chat"
ONCE = re.compile(r"[A-Za-z0-9_-]{8,64}")  # what a page makes to tell one sending from another


class NoChat(ValueError):
    """Nobody is on the line in this conversation, or more than one is and none was chosen. The message is fit to show."""


@transaction.atomic
def say(chat: Chat, text: str, files=(), *, once: str):
    """The person says something; nothing happens where `once` came before.

    The conversation is held until it is written, so that messages have their ids, moments and places in one order; and an
    employee may have ended the chat just before that.
    """
    ownership.hold()
    conversation = threading.current(chat.conversation_id)
    person = ownership.current(chat.link.person)
    runs = prepared.one(("chat that runs",), Chat.objects.running().filter, pk=chat.pk) is not None
    contact, is_new = receive(Inbound(
        channel=KIND, external_id=f"{chat.pk}:{once}", at=timezone.now(), person_id=person.pk,
        held=conversation, subject="", text=text, files=files, acknowledge=False, goes_on=runs and conversation.is_open,
    ))
    if is_new and not runs:
        Chat.objects.filter(pk=chat.pk).update(ended_at=None, ended_by="", goes_on="", seen_at=timezone.now())
        turns.get_in_line(conversation, contact)
        events.record("chat.resumed", conversation_id=conversation.pk, person_id=person.pk, chat=chat.pk)


def with_whom(conversation: Conversation, pk: int = 0, *, is_chosen=False) -> Chat:
    """The chat that goes on in it: that of this `pk`, else the newest. Raises `NoChat`.

    Where more than one person chats there, such as after conversations were joined, one has to be chosen: nobody reads
    what is meant for another.
    """
    found = prepared.rows(("running chats",), _running, conversation=conversation.pk)
    chat = next((one for one in found if pk in (0, one.pk)), None)
    if chat is None:
        raise NoChat(_("The chat has ended. Answer by e-mail or call; your text is kept."))
    if not is_chosen and len({one.link.person_id for one in found}) > 1:
        raise NoChat(_("More than one person chats here. Load this page again and choose to whom you write; your text is kept."))
    return chat


def _running(conversation):
    return Chat.objects.running().select_related("link__person").filter(conversation=conversation).order_by("-pk")


def answer(conversation: Conversation, *, by, text, files=(), once=None, chat: Chat | None = None, cites=()):
    """An employee answers in the chat of this held conversation; returns the `Delivery`.

    `cites` are ids of versions. Raises `NoChat` and `citing.Outdated`.
    """
    chat = chat or with_whom(conversation)
    external_id = f"{chat.pk}:{by.pk}:{once}" if once else None
    if external_id and (known := Contact.seen_before(KIND, external_id)):
        return known.messages.get().delivery
    if turns.taken(conversation, by):
        conversation.refresh_from_db(fields=["assignee", "transfers"])
    if conversation.assignee_id is None and visibility.who_can_have(conversation).filter(pk=by.pk).exists():
        routing.assign(conversation, by, by=by)  # the person then sees who helps them
    return send.send(
        conversation, by=by, kind=KIND, address="", person=chat.link.person, text=text, files=files,
        external_id=external_id, cites=cites,
    )


def carry_along(emptied, into, by):
    """The conversation was joined into another one: its chats go on there, and their pages hear of it."""
    for chat in Chat.objects.filter(conversation=emptied):
        Chat.objects.filter(pk=chat.pk).update(conversation=into)
        events.record("chat.moved", conversation_id=emptied.pk, actor=by, chat=chat.pk)
