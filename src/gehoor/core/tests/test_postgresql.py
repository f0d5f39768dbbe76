"""The database as each request finds it."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from gehoor.people import ownership

pytestmark = pytest.mark.django_db(transaction=True)


def test_connections_that_the_server_ended_meanwhile_fail_no_request():
    fill_the_pool()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    other.close()
    for _request in range(10):  # more than the pool holds
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        connection.close()


def fill_the_pool():
    """So that it keeps as many connections as it may."""
    connection.close()
    several = [connection.copy() for _time in range(6)]
    for one in several:
        one.ensure_connection()
    for one in several:
        one.close()


def test_what_is_held_until_the_end_is_asked_once_in_a_transaction():
    with CaptureQueriesContext(connection) as asked:
        for _time in range(2):
            with transaction.atomic():
                ownership.hold()
                ownership.hold()
    assert _locks(asked) == 2


def test_a_savepoint_that_is_gone_back_to_takes_its_lock_along():
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        with transaction.atomic():
            ownership.hold()
            transaction.set_rollback(True)
        ownership.hold()
        assert _is_held()
    assert _locks(asked) == 2


def _locks(asked) -> int:
    return sum("advisory_xact_lock" in query["sql"] for query in asked)


def _is_held() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        return cursor.fetchone()[0] > 0
