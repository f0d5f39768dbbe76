"""Writing down what changed, and telling the screens that look at it."""

import json

from django.db import connection, transaction

from .models import Event

LIVE_CHANNEL = "gehoor_live"


def record(kind, *, conversation_id=None, person_id=None, actor=None, **data) -> Event:
    """Write one `Event` in the running transaction and wake the live screens after its commit.

    `kind` reads as subject.verb ("contact.received"); `data` holds JSON values, never text of a message.
    """
    event = Event.objects.create(
        kind=kind, conversation_id=conversation_id, person_id=person_id, actor=actor, data=data
    )
    transaction.on_commit(lambda: _wake(event), robust=True)
    return event


def _wake(event: Event):
    """Tell listeners ids only: NOTIFY holds a lock that serialises commits, so it gets a transaction of its own."""
    payload = json.dumps({"event": event.pk, "kind": event.kind, "conversation": event.conversation_id})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [LIVE_CHANNEL, payload])
