"""Writing down who read what."""

from gehoor.core import prepared

from .models import ReadLog


def note(employee, what: str, *, conversation_id=None, person_id=None):
    """Log one read of a story; called by every view that shows part of one."""
    prepared.insert(ReadLog(employee=employee, what=what, conversation_id=conversation_id, person_id=person_id))


def note_all(employee, what: str, conversations):
    """Log a look at several conversations at once, such as what a search found; each of them once."""
    unique = {conversation.pk: conversation.person_id for conversation in conversations}
    prepared.insert_all([
        ReadLog(employee=employee, what=what, conversation_id=pk, person_id=person) for pk, person in unique.items()
    ])


def note_person(employee, person, conversations):
    """Log a look at the page of a person, and at each conversation that is told of there."""
    told = [(conversation.pk, person.pk) for conversation in conversations]
    prepared.insert_all([
        ReadLog(employee=employee, what="person", conversation_id=conversation, person_id=pk)
        for conversation, pk in [(None, person.pk), *told]
    ])
