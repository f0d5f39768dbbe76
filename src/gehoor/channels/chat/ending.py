"""How a chat goes on elsewhere, or ends. Nothing is lost: its conversation stays in the work list until it is answered."""

from django.db import transaction
from django.utils import timezone

from gehoor.conversations import threading
from gehoor.conversations.models import WaitingFor
from gehoor.core import events
from gehoor.people import recognise
from gehoor.people.models import AddressKind, DigitalAddress

from . import called, turns
from .models import Chat


@transaction.atomic
def end(chat: Chat, *, by=None) -> bool:
    """Hang up: `by` is the employee, or None for the person. False where it ended already."""
    conversation = threading.current(chat.conversation_id)  # of two who hang up at once one is the last
    ended_by = Chat.EndedBy.US if by else Chat.EndedBy.PERSON
    if not Chat.objects.running().filter(pk=chat.pk).update(ended_at=timezone.now(), ended_by=ended_by):
        return False
    _nobody_waits(chat, conversation, "ended", by)
    events.record("chat.ended", conversation_id=conversation.pk, actor=by, chat=chat.pk)
    return True


def with_its_conversation(conversation, by):
    """Whoever finishes a conversation hangs up too."""
    for chat in Chat.objects.running().filter(conversation=conversation):
        end(chat, by=by)


@transaction.atomic
def go_on(chat: Chat, way: str, *, mail="", phone="", by=None):
    """It goes on by mail, or they are called back (`Chat.GoesOn`); what was typed is kept with the chat. `by` None: they chose."""
    conversation = threading.current(chat.conversation_id)
    if conversation.waiting_for != WaitingFor.US:
        conversation.wait_for(WaitingFor.US, by=by)
    kept = {name: value for name, value in (("mail", mail), ("phone", phone)) if value}
    Chat.objects.filter(pk=chat.pk).update(ended_at=None, ended_by="", goes_on=way, **kept)
    if way == Chat.GoesOn.CALL:
        turns.to_call_back(conversation, phone or chat.phone, chat)
        if _others(chat, conversation).exists():
            turns.get_in_line(conversation)
    else:
        _nobody_waits(chat, conversation, "mail", by)
        if by is None:
            called.no_more(chat)
    for kind, value in ((AddressKind.EMAIL, mail), (AddressKind.PHONE, phone)):
        if value:
            _offer(chat.link.person, kind, value)
    events.record("chat.goes_on", conversation_id=conversation.pk, person_id=chat.link.person_id, actor=by, chat=chat.pk, way=way)


def _nobody_waits(chat, conversation, why, by):
    """Where nobody else chats in the same conversation: else the place is theirs."""
    if not _others(chat, conversation).exists():
        turns.over(conversation.pk, why, by)


def _others(chat, conversation):
    return Chat.objects.running().filter(conversation=conversation, goes_on=Chat.GoesOn.HERE).exclude(pk=chat.pk)


def _offer(person, kind, value):
    """Theirs where nobody has it; of another's address only the chat knows, and the pane says whose it is."""
    recognise.lock(kind, value)
    if not recognise.candidates(kind, value):
        DigitalAddress.objects.create(person=person, kind=kind, value=value)
