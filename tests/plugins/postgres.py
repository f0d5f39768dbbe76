"""One throw-away PostgreSQL for the whole test run, there before pytest-django reads the settings.

The xdist workers inherit the environment and so find the one that the controller started. Set GEHOOR_TEST_DATABASE_URL
to run against another server.
"""

import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from gehoor.config.database import EmbeddedPostgres

RUNNING = pytest.StashKey[tuple[EmbeddedPostgres, Path]]()
IS_WORKER = "PYTEST_XDIST_WORKER"


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    # A wrapper, since pytest-django reads the settings in this very hook, as its first implementation.
    if IS_WORKER not in os.environ:
        _start(early_config)
    return (yield)


def pytest_unconfigure(config):
    if (running := config.stash.get(RUNNING, None)) is not None:
        postgres, folder = running
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _start(config) -> None:
    folder = Path(tempfile.mkdtemp(prefix="gehoor-test-"))
    postgres = EmbeddedPostgres(folder, durable=False)
    config.stash[RUNNING] = (postgres, folder)
    os.environ["GEHOOR_HOME"] = str(folder)
    os.environ["SECRET_KEY"] = "only-for-tests"
    os.environ["GEHOOR_UNDO_SECONDS"] = "0"  # what is sent leaves at once, save in tests of taking back
    os.environ["GEHOOR_EMBEDDINGS"] = "none"  # a test that wants the model asks for it
    for variable in ("GEHOOR_PORT", "GEHOOR_SMTP_PORT", "GEHOOR_BIND", "GEHOOR_PUBLIC_URL"):
        os.environ.pop(variable, None)
    if url := os.environ.get("GEHOOR_TEST_DATABASE_URL"):
        os.environ["DATABASE_URL"] = url
        return
    info = postgres.start()
    # The folder goes in as a parameter: the host part of an address cannot hold a slash.
    where = urlencode({"host": info.host, "port": info.port})
    os.environ["DATABASE_URL"] = f"postgres://{info.user}:{quote(info.password)}@/{info.dbname}?{where}"
