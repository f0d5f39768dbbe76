"""What screens follow: the lines, and who is there for them."""

from gehoor.core.live import topics
from gehoor.staff.permissions import Capability


def register():
    """Make the topic known; called once when the app is ready."""
    topics.register(topics.Topic("lines", Capability.HANDLE, touched_by=touches_lines))


def touches_lines(kind: str, conversation_id: int | None):
    """Every turn, who is there, and what is handed over: that may be somebody who is on the line."""
    return True if kind.startswith(("turn.", "presence.", "handover.")) else None
