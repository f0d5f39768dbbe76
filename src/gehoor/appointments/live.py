"""What screens follow of the walk-in hour: that something changed in a line, never who is in it."""

from gehoor.core.live import topics
from gehoor.staff.permissions import Capability

TOPIC = "walk_in"


def register():
    """Make the topic known; screens in the hall and phones follow it without an account."""
    topics.register(topics.Topic(TOPIC, Capability.HANDLE, touched_by=_touches, is_open=True))


def _touches(kind: str, _conversation_id):
    return True if kind.startswith("ticket.") else None
