"""Keeping originals: committed before anyone is told that we have them."""

import json

from django.db import connection, transaction
from psycopg import Cursor

from . import wake
from .models import Arrival

KEEP = """
    INSERT INTO postroom_arrival (channel, source, digest, original, size, envelope, arrived_at, deliveries, state,
                                  attempts, try_at, problem)
    VALUES (%s, %s, %s, %s, %s, %s::jsonb, now(), 1, 'waiting', 0, now(), '')
    ON CONFLICT (channel, digest) DO UPDATE SET deliveries = postroom_arrival.deliveries + 1
    RETURNING id, deliveries
"""


def keep(channel: str, original: bytes, *, source: str, envelope: dict | None = None) -> int:
    """Store one original durably and wake who reads it; returns the id of its `Arrival`.

    When this returns, the original is on disk; equal bytes are kept once. Must not run inside a transaction, since the
    source is told "received" right after. Raises `django.db.Error` where the database is away: then the source keeps it.
    """
    # A cursor of psycopg itself binds bytes as they are; Django's would make text of them, four times as large.
    with transaction.atomic(durable=True), connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        digest = Arrival.digest_of(original)
        cursor.execute(KEEP, [channel, source, digest, original, len(original), json.dumps(envelope or {})])
        pk, deliveries = cursor.fetchone()
    if deliveries == 1:
        wake.readers(pk)
    return pk
