"""The whole site on a loopback port, as `gehoor start` serves it, for tests through the browser or a socket."""

import os
import threading
import time
from types import SimpleNamespace

import pytest
import uvicorn

DEADLINE = 20  # seconds
# Debian's Chromium without windows: of the same engine, opening a page is half the work, and a log-in of its own a third.
CHROMIUM = "/usr/bin/chromium-headless-shell"


def pytest_configure():
    """Serve static files from where they are written; no test has to collect them first. Let browsers run beside."""
    from django.conf import settings

    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    # Hashing is slow on purpose, half a second a log-in; houses that tests start hash as they do in earnest.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    # Playwright keeps an event loop in the tests' own thread, where Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def site(transactional_db, settings):
    """A running site: `site.url`, and `site.hub` that tells live screens. Its own thread and event loop."""
    from gehoor.config import asgi

    server = uvicorn.Server(
        uvicorn.Config(asgi.application, port=0, log_config=None, ws="websockets-sansio", timeout_graceful_shutdown=2)
    )
    thread = threading.Thread(target=server.run, name="site", daemon=True)
    thread.start()
    wait_until(lambda: server.started)
    port = server.servers[0].sockets[0].getsockname()[1]
    settings.PUBLIC_URL = f"http://127.0.0.1:{port}"
    wait_until(lambda: asgi.hub.is_listening.is_set())
    yield SimpleNamespace(url=settings.PUBLIC_URL, port=port, hub=asgi.hub)
    server.should_exit = True
    thread.join(DEADLINE)


def wait_until(fact, deadline=DEADLINE):
    """Wait until `fact()` is true and return it. Raises `AssertionError` after `deadline` seconds."""
    end = time.monotonic() + deadline
    while not (found := fact()):
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.02)
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's browser."""
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-dev-shm-usage"],
    }
