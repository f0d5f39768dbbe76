"""What is said to the database once where Django says it each time."""

import select
from functools import partial

from django.db.backends.postgresql import base
from psycopg import OperationalError
from psycopg_pool import ConnectionPool


class DatabaseWrapper(base.DatabaseWrapper):
    """`until_end`: what is so until the running transaction ends, such as a lock that it took."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.until_end: set[str] = set()

    def _set_autocommit(self, autocommit):
        self.until_end.clear()  # called where the outermost transaction begins, and where it ended
        super()._set_autocommit(autocommit)

    def lasts_until_end(self) -> bool:
        """Whether what is done now stands until the transaction ends: going back to a savepoint may undo it before."""
        return self.in_atomic_block and not any(self.savepoint_ids)

    @property
    def pool(self):
        """Django's, whose connections are looked at before each request without asking the server anything."""
        pool = super().pool
        if pool is not None and pool._check is ConnectionPool.check_connection:
            pool._check = partial(_check, pool)  # taken at its making only, and Django makes it
        return pool


def _check(pool, connection):
    """Raise `psycopg.OperationalError` where the server ended this connection meanwhile.

    One to a server on this machine cannot end without a word, and then there is something to read; by a network it can.
    """
    if connection.info.host.startswith("/") and not _has_something_to_read(connection):
        return
    try:
        ConnectionPool.check_connection(connection)
    except OperationalError:
        pool.check()  # where one is gone the others are: found one by one, with ever longer pauses, they would take seconds
        raise


def _has_something_to_read(connection) -> bool:
    line = select.poll()
    line.register(connection.fileno(), select.POLLIN)
    return bool(line.poll(0))
