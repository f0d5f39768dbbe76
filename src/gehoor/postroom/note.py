"""Contacts that an employee writes down: a call, a visit, or a note among ourselves."""

from django.db import transaction
from django.utils import timezone

from gehoor.conversations.models import Contact, Direction, Message
from gehoor.core import events


@transaction.atomic
def add_internal(conversation, text, *, by) -> Contact:
    """Write a note that only colleagues read."""
    contact = Contact.objects.create(
        conversation=conversation, channel="note", direction=Direction.INTERNAL, employee=by, at=timezone.now()
    )
    Message.objects.create(contact=contact, conversation=conversation, text=text)
    events.record("note.added", conversation_id=conversation.pk, actor=by, contact=contact.pk)
    return contact
