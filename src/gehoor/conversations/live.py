"""What screens follow: a conversation, the work list that all conversations are in, and each word of a live contact."""

from functools import partial

from django.db.models.expressions import RawSQL

from gehoor.core import prepared
from gehoor.core.live import topics
from gehoor.staff.permissions import Capability

WORD = "utterance."  # one of many, in a contact that goes on: only screens that follow it word by word hear of it
TALK = (WORD, "chat.", "turn.", "link.revoked", "conversation.assigned", "conversation.closed", "conversation.reopened")


def register():
    """Make the topics known; called once when the app is ready."""
    topics.register(topics.Topic(
        "conversation", Capability.HANDLE, touched_by=touches_conversation, may_follow=visible,
    ))
    topics.register(topics.Topic("talk", Capability.HANDLE, touched_by=touches_talk, may_follow=visible))
    topics.register(topics.Topic("queue", Capability.HANDLE, touched_by=touches_queue))


def visible(employee, numbers) -> set[int]:
    """Those of these conversations that the employee may read; asked of every screen twice a minute."""
    listed = ",".join(str(number) for number in sorted(numbers))
    key = ("followed", employee.rights)
    return set(prepared.rows(key, partial(_visible, employee), employee=employee.pk, numbers=listed)) if listed else set()


def _visible(one, employee, numbers):
    from .models import Conversation

    listed = RawSQL("SELECT unnest(string_to_array(%s, ',')::bigint[])", (numbers,))
    return Conversation.objects.visible_to(one.like(employee)).filter(pk__in=listed).values_list("pk", flat=True)


def touches_conversation(kind: str, conversation_id: int | None):
    return None if kind.startswith(WORD) else conversation_id


def touches_talk(kind: str, conversation_id: int | None):
    """Each word that is said, and what else both sides of a live contact must see at once."""
    return conversation_id if kind.startswith(TALK) else None


def touches_queue(kind: str, conversation_id: int | None):
    """Every change of a conversation may change its place; originals that cannot be read stand in the list too."""
    return None if kind.startswith(WORD) else True if conversation_id or kind.startswith("arrival.") else None
