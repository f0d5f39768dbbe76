"""The intake process: outlives its database, ends when it is told to."""

import os
import signal
import smtplib
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
import pytest

from gehoor.channels.email.smtp_receiver import free_port
from gehoor.config.database import EmbeddedPostgres

from .mailing import eml, post, until

RUN = "import django; django.setup(); from gehoor.postroom import intake; intake.run()"
MIGRATE = "import django; django.setup(); from django.core.management import call_command; call_command('migrate', verbosity=0)"


@pytest.fixture
def postgres():
    with tempfile.TemporaryDirectory(prefix="gehoor-intake-", dir="/tmp") as folder:
        server = EmbeddedPostgres(Path(folder), durable=False)
        server.info = server.start()
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture
def intake(postgres):
    info, port = postgres.info, free_port()
    where = urlencode({"host": info.host, "port": info.port})
    url = f"postgres://{info.user}:{quote(info.password)}@/{info.dbname}?{where}"
    environment = os.environ | {
        "DATABASE_URL": url, "GEHOOR_SMTP_PORT": str(port), "DJANGO_SETTINGS_MODULE": "gehoor.config.settings",
    }
    subprocess.run([sys.executable, "-c", MIGRATE], env=environment, check=True)
    process = subprocess.Popen([sys.executable, "-c", RUN], env=environment)
    process.port, process.url = port, url
    yield process
    process.kill()
    process.wait()


def takes(port) -> int:
    """250, the code of a refusal, or 0 where nobody listens."""
    try:
        post(port, eml())
    except smtplib.SMTPDataError as refusal:
        return refusal.smtp_code
    except OSError:
        return 0
    return 250


def count(url) -> int:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT count(*) FROM postroom_arrival").fetchone()[0]


@pytest.mark.slow
def test_it_works(postgres, intake):
    until(lambda: takes(intake.port) == 250)
    postgres.stop()
    assert takes(intake.port) == 451
    postgres.start()
    until(lambda: takes(intake.port) == 250)

    assert count(intake.url) == 2
    intake.send_signal(signal.SIGTERM)
    assert intake.wait(10) == 0
