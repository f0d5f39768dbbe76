"""Keeping originals: committed before anyone is told that we have them."""

import json

from django.db import connection, transaction
from psycopg import Cursor

from . import wake
from .models import Arrival

KEEP = """
    INSERT INTO postroom_arrival (channel, source, digest, original, size, envelope, arrived_at, deliveries, state,
                                  attempts, begun, try_at, problem)
    VALUES (%s, %s, %s, %s, %s, %s::jsonb, now(), 1, 'waiting', 0, 0, now(), '')
    ON CONFLICT (channel, digest) DO UPDATE SET deliveries = postroom_arrival.deliveries + 1
    RETURNING id, deliveries
"""


def keep(channel: str, original: bytes, *, source: str, envelope: dict | None = None, is_read_here=False) -> int:
    """Store one original durably and wake who reads it; returns the id of its `Arrival`.

    With `is_read_here` nobody is woken: the caller reads it at once, and the periodic job finds it where that fails.

    When this returns, the original is on disk; equal bytes are kept once. Must not run inside a transaction, since the
    source is told "received" right after. Raises `django.db.Error` where the database is away: then the source keeps it.
    """
    with transaction.atomic(durable=True):
        pk, is_new = _write(channel, original, source, envelope)
    if is_new and not is_read_here:
        wake.readers(channel, pk)
    return pk


def pass_on(channel: str, original: bytes, *, source: str, envelope: dict | None = None) -> int:
    """Store an original that was found within another one, in the transaction that reads that other one."""
    pk, is_new = _write(channel, original, source, envelope)
    if is_new:
        transaction.on_commit(lambda: wake.readers(channel, pk), robust=True)
    return pk


def _write(channel, original, source, envelope) -> tuple[int, bool]:
    digest = Arrival.digest_of(original)
    # A cursor of psycopg itself binds bytes as they are; Django's would make text of them, four times as large.
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        cursor.execute(KEEP, [channel, source[:80], digest, original, len(original), json.dumps(envelope or {})])
        pk, deliveries = cursor.fetchone()
    return pk, deliveries == 1
