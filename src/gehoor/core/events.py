"""Writing down what changed, and telling the screens that look at it."""

import json
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from . import kept, prepared
from .models import Event

LIVE_CHANNEL = "gehoor_live"
_gathering: ContextVar[list | None] = ContextVar("gathering", default=None)


def record(kind, *, conversation_id=None, person_id=None, actor=None, **data) -> Event:
    """Write one `Event` in the running transaction and wake the live screens after its commit.

    `kind` reads as subject.verb ("contact.received"); `data` holds JSON values, never text of a message.
    """
    event = Event(kind=kind, conversation_id=conversation_id, person_id=person_id, actor=actor, data=data)
    prepared.insert(event)
    transaction.on_commit(lambda: _wake(event), robust=True)
    return event


@contextmanager
def gathered():
    """Wake the screens once for all events within: a pile of mail is no reason for as many transactions."""
    payloads: list[str] = []
    token = _gathering.set(payloads)
    try:
        yield
    finally:
        _gathering.reset(token)
        if payloads:
            _notify(payloads)


def _wake(event: Event):
    kept.changed(event.kind)
    payload = json.dumps({"event": event.pk, "kind": event.kind, "conversation": event.conversation_id})
    gathering = _gathering.get()
    if gathering is None:
        _notify([payload])
    else:
        gathering.append(payload)


def _notify(payloads: list[str]):
    """Tell listeners ids only: NOTIFY holds a lock that serialises commits, so it gets a transaction of its own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) AS payload", [LIVE_CHANNEL, payloads])
