"""What the page of a request to call back follows: that something changed in a line or a request, never whose."""

from gehoor.core.live import topics
from gehoor.staff.permissions import Capability

TOPIC = "call_backs"


def register():
    """Make the topic known; whoever waits follows it without an account."""
    topics.register(topics.Topic(TOPIC, Capability.HANDLE, touched_by=_touches, is_open=True))


def _touches(kind: str, _conversation_id):
    return True if kind.startswith(("turn.", "call_back.")) else None
