"""After a test that commits, tables are emptied by DELETE.

Django's `flush` truncates them and makes content types and permissions anew: a third of a second for each such test, and
it waits for every line that is still open. Those two stay here as the migrations left them.
"""

import functools

KEPT = {"django_content_type", "auth_permission"}


def pytest_configure():
    from django.test import TransactionTestCase

    TransactionTestCase._fixture_teardown = _emptied


def _emptied(_test_case):
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:  # foreign keys are looked at when it commits
        cursor.execute(_deletions())


@functools.cache
def _deletions() -> str:
    from django.db import connection

    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    deletions = "".join(f'DELETE FROM "{table}"; ' for table in sorted(set(tables) - KEPT))
    return f"DO $$ BEGIN {deletions}END $$"
