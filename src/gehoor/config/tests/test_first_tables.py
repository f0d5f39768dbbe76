"""An empty database gets the very tables that Django's own `migrate` makes."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from gehoor.config import first_tables

OWN_WAY = "gehoor_tables_of_django"
# One line for all there is to say of a thing, without what differs between databases by nature: its number.
SCHEMA = """
    SELECT format('%s %s %s %s %s %s', c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
        pg_get_expr(d.adbin, d.adrelid))
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0
    UNION ALL SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT format('%s %s', proname, prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT format('%s.%s', app, name) FROM django_migrations
    UNION ALL SELECT format('%s.%s', app_label, model) FROM django_content_type
    ORDER BY 1
"""


def schema(line) -> list[str]:
    line.execute(SCHEMA)
    return [row[0] for row in line.fetchall()]


@pytest.mark.slow
def test_same_as_of_django(db):
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{OWN_WAY}"')
    where = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{OWN_WAY}").geturl()
    migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, env=os.environ | {"DATABASE_URL": where, "DJANGO_SETTINGS_MODULE": "gehoor.config.settings"}, check=True)
    by_django = connection.copy()
    by_django.settings_dict["NAME"] = OWN_WAY
    try:
        with by_django.cursor() as theirs, connection.cursor() as ours:
            expected = schema(theirs)
            assert len(expected) > 500
            assert schema(ours) == expected
    finally:
        by_django.close()


def test_django_has_its_own_way_again():
    before = {name: getattr(ProjectState, name) for name in first_tables.QUICKER}
    with pytest.raises(KeyError), first_tables.drawing_up_little():
        assert ProjectState.add_model is not before["add_model"]
        raise KeyError
    assert {name: getattr(ProjectState, name) for name in first_tables.QUICKER} == before


def test_who_stops_before_a_step_is_noted_can_start_again(db, monkeypatch):
    def stop(*_args):
        raise KeyboardInterrupt

    step = migrations.Migration("0001_thing", "things")
    of = models.ForeignKey("contenttypes.ContentType", models.CASCADE)  # what Django makes last, and notes afterwards
    step.operations = [migrations.CreateModel("Thing", [("id", models.AutoField(primary_key=True)), ("of", of)])]
    monkeypatch.setattr(MigrationExecutor, "record_migration", stop)
    executor = MigrationExecutor(connection)
    with pytest.raises(KeyboardInterrupt), first_tables.noting_each_step_with_it():
        executor.apply_migration(executor.loader.project_state(), step)

    assert "things_thing" not in connection.introspection.table_names()
