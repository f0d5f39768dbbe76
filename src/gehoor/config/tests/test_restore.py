"""`gehoor backup` here and `gehoor restore` there, compared row by row."""

import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from datetime import timedelta
from http.cookiejar import CookieJar
from urllib.parse import quote, urlencode

import psycopg
import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone
from psycopg import sql

from gehoor.channels.email.models import Mailbox
from gehoor.config import environment
from gehoor.config.database import connection as embedded
from gehoor.config.tests.processes import wait_until
from gehoor.config.tests.test_start_the_house import House
from gehoor.postroom import send

SETTLED = {  # restoring itself changes these
    "django_session", "core_event", "procrastinate_events", "django_migrations", "auth_permission", "django_content_type",
}


def gehoor(home, *words, **variables):
    env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY")}
    env |= {"GEHOOR_HOME": str(home), **variables}
    return subprocess.run(
        [sys.executable, "-m", "gehoor.config.command", *map(str, words)], env=env, capture_output=True, text=True,
        check=False, timeout=120,
    )


def address(database) -> str:
    known = environment.database_parameters(environment.read())
    where = urlencode({"host": known["host"], "port": known.get("port", 5432)})
    return f"postgres://{known['user']}:{quote(known['password'])}@/{database}?{where}"


def rows(database) -> dict[str, list]:
    """Every row of every table, as text and in order."""
    with psycopg.connect(database) as reading:
        query = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        return {
            name: [row[0] for row in reading.execute(
                sql.SQL("SELECT row::text FROM {} AS row ORDER BY 1").format(sql.Identifier(name))
            )]
            for (name,) in reading.execute(query).fetchall()
        }


def differing(one, other) -> dict:
    return {name: (one[name], other.get(name)) for name in one.keys() - SETTLED if one[name] != other.get(name)}


@pytest.fixture
def elsewhere(transactional_db):
    """An empty database on the same server, as address."""
    known = environment.database_parameters(environment.read())
    name = f"elsewhere_{os.getpid()}"
    with psycopg.connect(**{**known, "dbname": "postgres"}, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    yield address(name)
    with psycopg.connect(**{**known, "dbname": "postgres"}, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def backup(transactional_db, cast, told, tmp_path):
    """A backup of this database: a conversation with a file, a mailbox with a password, an answer on its way out."""
    long_ago = timezone.now() - timedelta(days=9)
    Mailbox.objects.create(address="g@merelveld.example", imap_secret="geheim", confirms_from=long_ago)
    conversation = told(text="Bladkorf éénmaal 🍂")
    send.send(conversation, by=cast.owner, kind="email", address="fatima@voorbeeld.example", text="Ja, in oktober.")
    session = SessionStore()
    session.create()
    home = tmp_path / "here"
    (home / "outgoing-mail").mkdir(parents=True)
    (home / "outgoing-mail" / "1.eml").write_text("Subject: Bladkorf")
    here = address(connection.settings_dict["NAME"])
    done = gehoor(home, "backup", tmp_path / "backup.zip", DATABASE_URL=here, SECRET_KEY=settings.SECRET_KEY)
    assert done.returncode == 0, done.stderr
    return tmp_path / "backup.zip"


def test_it_works(backup, elsewhere, tmp_path):
    home = tmp_path / "there"
    done = gehoor(home, "restore", backup, DATABASE_URL=elsewhere)

    assert done.returncode == 0, done.stderr
    assert "1 messages that were on their way out are held back" in done.stdout
    before, after = rows(address(connection.settings_dict["NAME"])), rows(elsewhere)
    assert differing(before, after).keys() == {
        "postroom_delivery", "conversations_conversation", "conversations_wait", "email_mailbox", "procrastinate_jobs"
    }
    assert len(after["core_event"]) == len(before["core_event"]) + 3  # waits for us, held back, restored
    assert not after["django_session"]
    assert ",failed," in after["postroom_delivery"][0]
    assert not any("announce" in job for job in after["procrastinate_jobs"])
    assert (home / "secret-key").read_text() == settings.SECRET_KEY
    assert (home / "outgoing-mail" / "1.eml").read_text() == "Subject: Bladkorf"


@pytest.mark.slow
def test_what_is_here_is_not_overwritten_unasked(backup, elsewhere, tmp_path):
    with psycopg.connect(elsewhere) as database:
        database.execute("CREATE TABLE treasure AS SELECT 1 AS gold")
    refused = gehoor(tmp_path / "there", "restore", backup, DATABASE_URL=elsewhere)
    assert refused.returncode == 1
    assert "is not empty. Nothing was changed." in refused.stderr
    assert rows(elsewhere)["treasure"] == ["(1)"]

    with psycopg.connect(elsewhere):
        refused = gehoor(tmp_path / "there", "restore", backup, "--replace", DATABASE_URL=elsewhere)
    assert "1 connections still use the database" in refused.stderr

    done = gehoor(tmp_path / "there", "restore", backup, "--replace", "--send-outgoing", DATABASE_URL=elsewhere)
    assert done.returncode == 0, done.stderr
    after = rows(elsewhere)
    assert "treasure" not in after
    assert not differing(rows(address(connection.settings_dict["NAME"])), after)  # nothing was held back


@pytest.mark.slow
def test_on_another_machine_people_log_in(tmp_path):
    """Backed up while it runs, restored into another data folder of an older make, and opened in a browser's way."""
    house, other = House(tmp_path), House(tmp_path / "other")
    (tmp_path / "other").mkdir()
    try:
        house.start()
        wait_until(lambda: not _on_its_way(house))  # what is would be held back in the other
        made = gehoor(house.home, "backup", "--to-folder", tmp_path / "kept", "--keep", "2")
        assert made.returncode == 0, made.stderr
        before = rows(_embedded(house))
        house.stop()
        [backup] = (tmp_path / "kept").iterdir()
        done = gehoor(other.home, "restore", backup)
        assert done.returncode == 0, done.stderr
        other.start()
        assert "Making the tables" not in other.said()
        told = dict(line.split()[-2:] for line in other.said().splitlines() if line.startswith("    "))
        assert "Uitloggen" in _log_in(other, "saskia", told["saskia"])
        changed = differing(before, rows(_embedded(other)))
        ours = ("conversations_", "people_", "postroom_", "trust_")
        assert not {name: set(one) ^ set(two) for name, (one, two) in changed.items() if name.startswith(ours)}
    finally:
        for each in (house, other):
            if each.process is not None:
                each.process.kill()
                each.process.wait()


@pytest.mark.slow
def test_a_backup_of_an_older_version_comes_up_to_date(elsewhere, tmp_path):
    old = tmp_path / "old"
    for words in (["migrate", "email", "0001"], ["migrate", "core"], ["backup", tmp_path / "old.zip"]):
        done = gehoor(old, *words)
        assert done.returncode == 0, done.stderr
    done = gehoor(tmp_path / "there", "restore", tmp_path / "old.zip", DATABASE_URL=elsewhere)

    assert done.returncode == 0, done.stderr
    with psycopg.connect(elsewhere) as database:
        database.execute("SELECT confirms_from FROM email_mailbox")


def _on_its_way(house) -> int:
    with psycopg.connect(_embedded(house)) as database:
        return database.execute("SELECT count(*) FROM postroom_delivery WHERE state = 'queued'").fetchone()[0]


def _embedded(house) -> str:
    info = embedded.read(house.home)
    return f"host={info.host} user={info.user} password={info.password} dbname={info.dbname}"


def _log_in(house, name, password) -> str:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    where = f"http://localhost:{house.port}/"
    page = browser.open(where, timeout=30)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())[1]
    form = urllib.parse.urlencode({"login": name, "password": password, "csrfmiddlewaretoken": token})
    asked = urllib.request.Request(page.url, form.encode(), {"Referer": page.url})
    return browser.open(asked, timeout=30).read().decode()
