"""The tables are made once a run, by the migrations, in a database that every worker copies to have its own."""

import fcntl
import os
from pathlib import Path

import pytest

MADE = "gehoor_tables"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """Take the place of pytest-django's, which has every worker run the migrations.

    Its database stays where our own server is thrown away whole: dropping it takes a second, and fails while a line closes.
    """
    from django.db import connection

    with django_db_blocker.unblock():
        if is_foreign := "GEHOOR_TEST_DATABASE_URL" in os.environ:
            _make(connection.creation)
        else:
            _copy(connection)
    yield
    if is_foreign:
        with django_db_blocker.unblock():
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def _make(creation) -> None:
    from gehoor.config import first_tables

    with first_tables.drawing_up_little():
        creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)


def _copy(connection) -> None:
    creation, test = connection.creation, connection.settings_dict["TEST"]
    own, test["NAME"] = creation._get_test_db_name(), MADE
    with open(Path(os.environ["GEHOOR_HOME"]) / "tables.lock", "w") as lock, creation._nodb_cursor() as cursor:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the others wait for whoever comes first
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [MADE])
        if not cursor.fetchone():
            _make(creation)
            connection.close()
            connection.close_pool()
        cursor.execute(f'DROP DATABASE IF EXISTS "{own}"')
        cursor.execute(f'CREATE DATABASE "{own}" TEMPLATE "{MADE}"')
        cursor.execute(f'ALTER DATABASE "{own}" SET lock_timeout = \'60s\'')  # no thread of a test waits for ever
    test["NAME"] = own
    connection.settings_dict["NAME"] = own
