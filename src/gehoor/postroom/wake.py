"""Waking the worker: once for any number of new originals, and once for each that is slow to read."""

import logging

from django.db import connection, transaction
from procrastinate.exceptions import AlreadyEnqueued

from . import channel as registry
from . import jobs

log = logging.getLogger(__name__)
PARALLEL = 2  # at most this many wake-ups wait at a time, so two workers can share a pile
IS_WAITING = "SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo'"


def readers(channel: str, pk: int):
    """Make sure that a reading job waits that will see the original `pk` of this channel, which is committed.

    A waiting job has not looked yet, so one is enough. Where this fails the row is still there, and the periodic job
    `read_leftovers` finds it.
    """
    if channel in registry.slow_kinds():
        slow_reader(pk)
        return
    lock = f"read-arrivals-{pk % PARALLEL}"
    try:
        with connection.cursor() as cursor:
            cursor.execute(IS_WAITING, [lock])
            if cursor.fetchone():
                return
        with transaction.atomic():
            jobs.read_arrivals.configure(queueing_lock=lock).defer()
    except AlreadyEnqueued:
        pass
    except Exception:
        log.exception("could not wake the worker; the periodic job will read it")


def slow_reader(pk: int):
    """Make sure that a job waits for the original `pk` alone; never two at a time, on whatever hosts."""
    lock = f"read-slowly-{pk}"
    try:
        with transaction.atomic():
            jobs.read_slowly.configure(lock=lock, queueing_lock=lock).defer(arrival_id=pk)
    except AlreadyEnqueued:
        pass
    except Exception:
        log.exception("could not wake the worker; the periodic job will read it")
