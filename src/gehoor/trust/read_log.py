"""Writing down who read what."""

from django.db import connection
from django.utils import timezone

from gehoor.core import prepared

from .models import ReadLog

_ALL = """
INSERT INTO trust_readlog (at, employee_id, what, conversation_id, person_id)
SELECT %s, %s, %s, looked.conversation, looked.person
FROM unnest(%s::bigint[], %s::bigint[]) WITH ORDINALITY AS looked (conversation, person, place) ORDER BY looked.place
"""


def note(employee, what: str, *, conversation_id=None, person_id=None):
    """Log one read of a story; called by every view that shows part of one."""
    prepared.insert(ReadLog(employee=employee, what=what, conversation_id=conversation_id, person_id=person_id))


def note_all(employee, what: str, conversations):
    """Log a look at several conversations at once, such as what a search found; each of them once."""
    _write(employee, what, {conversation.pk: conversation.person_id for conversation in conversations}.items())


def note_person(employee, person, conversations):
    """Log a look at the page of a person, and at each conversation that is told of there."""
    told = [(conversation.pk, person.pk) for conversation in conversations]
    _write(employee, "person", [(None, person.pk), *told])


def _write(employee, what, pairs):
    """A row for each (conversation, person), in this order; one statement however many there are."""
    conversations, people = [one for one, _other in pairs], [other for _one, other in pairs]
    with connection.cursor() as cursor:
        cursor.execute(_ALL, [timezone.now(), employee.pk, what, conversations, people])
