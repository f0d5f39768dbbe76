"""What screens of employees follow: a conversation, and the work list that all conversations are in."""

from gehoor.core.live import topics
from gehoor.staff.permissions import Capability


def register():
    """Make the topics known; called once when the app is ready."""
    topics.register(topics.Topic(
        "conversation", Capability.HANDLE, touched_by=lambda kind, conversation_id: conversation_id, may_follow=visible,
    ))
    topics.register(topics.Topic("queue", Capability.HANDLE, touched_by=touches_queue))


def visible(employee, numbers) -> set[int]:
    """Those of these conversations that the employee may read."""
    from .models import Conversation

    return set(Conversation.objects.visible_to(employee).filter(pk__in=numbers).values_list("pk", flat=True))


def touches_queue(kind: str, conversation_id: int | None):
    """Every change of a conversation may change its place; originals that cannot be read stand in the list too."""
    return True if conversation_id or kind.startswith("arrival.") else None
