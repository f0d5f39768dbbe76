"""After a test that commits, tables are emptied by DELETE.

Django's `flush` truncates them and makes content types and permissions anew: a third of a second for each such test, and
it waits for every line that is still open. Those two stay here as the migrations left them. A line that a failed test
left in the middle of something is cut off, and said.
"""

import functools

PATIENCE = 20  # seconds
KEPT = {"django_content_type", "auth_permission"}
JOBS = {"procrastinate_events", "procrastinate_periodic_defers", "procrastinate_jobs"}  # Django does not count these as its own


def pytest_configure():
    from django.test import TransactionTestCase

    TransactionTestCase._fixture_teardown = _emptied


def _emptied(_test_case):
    from django.db import OperationalError

    try:
        _empty()
    except OperationalError:
        held_by = _cut_off_others()
        _empty()
        raise AssertionError(f"this test left lines to the database open that held its rows: {held_by}") from None


def _empty() -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:  # foreign keys are looked at when it commits
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
        cursor.execute(_deletions())


def _cut_off_others() -> list:
    """End what others were in the middle of; their last queries."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT left(query, 200), pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
        )
        return [query for query, _ended in cursor.fetchall()]


@functools.cache
def _deletions() -> str:
    from django.db import connection

    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    deletions = "".join(f'DELETE FROM "{table}"; ' for table in sorted(JOBS | set(tables) - KEPT))
    return f"DO $$ BEGIN {deletions}END $$"
