"""Writing down who read what."""

from .models import ReadLog


def note(employee, what: str, *, conversation_id=None, person_id=None):
    """Log one read of a story; called by every view that shows part of one."""
    ReadLog.objects.create(employee=employee, what=what, conversation_id=conversation_id, person_id=person_id)
