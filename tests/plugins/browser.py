"""A running Gehoor with its demo week, and employees who use it through a real browser."""

import json

import pytest
from playwright.sync_api import expect

from tests.plugins.site import wait_until

PATIENCE = 60  # seconds: two cores, and other tests beside this one
expect.set_options(timeout=20_000)  # milliseconds, for the same reason


class Desks:
    """Opens pages for employees of one house; every complaint of the browser is kept to be looked at."""

    def __init__(self, house, browser):
        self.house, self.browser = house, browser
        self.url = f"http://127.0.0.1:{house.port}"
        self.complaints: list[str] = []
        self.contexts: list = []

    def of(self, name=None, **options):
        """A page of employee `name`, logged in; of a visitor without a name. `options` are of the browser context."""
        context = self.browser.new_context(**{"locale": "en-GB", "base_url": self.url, **options})
        self.contexts.append(context)
        context.set_default_timeout(PATIENCE * 1000)
        if name:
            context.add_cookies(self._session(name))
        page = context.new_page()
        page.asked_for = set()
        page.on("request", lambda request: request.is_navigation_request() and page.asked_for.add(request.url))
        page.on("console", lambda message: message.type == "error" and self._said(page, message))
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return page

    def close(self):
        """Close every page that was opened."""
        while self.contexts:
            self.contexts.pop().close()

    def _said(self, page, message):
        """The status of a page itself (404, 422) is a matter of the test; all else the console shows is a defect."""
        if not (message.text.startswith("Failed to load") and message.location.get("url") in page.asked_for):
            self.complaints.append(f"{page.url}: {message.text}")

    def _session(self, name):
        """Cookies of a log-in, made once per employee through the log-in page."""
        if name not in self.house.sessions:
            context = self.browser.new_context(locale="en-GB", base_url=self.url)
            page = context.new_page()
            log_in(page, name, self.house.password(name))
            self.house.sessions[name] = [one for one in context.cookies() if one["name"] == "sessionid"]
            context.close()
        return self.house.sessions[name]


def log_in(page, name, password):
    """Log in as people do."""
    page.goto("/account/login/")
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/account/login/" not in url)


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """`gehoor start` with the demo week, as a newcomer runs it: web, worker, intake and PostgreSQL.

    After the last journey Ctrl-C ends it: in order, with nothing left running and no error told on the way.
    """
    from gehoor.config.tests.processes import running_in
    from gehoor.config.tests.test_start_the_house import House

    house = House(tmp_path_factory.mktemp("house"))
    house.sessions = {}
    house.password = lambda name: passwords(house)[name]
    try:
        house.start()
        yield house
    finally:
        code = house.stop()
        assert "Traceback" not in house.said(), house.said()
    assert code == 0 and "Gehoor has stopped. Everything is stored." in house.said(), house.said()
    assert not running_in(house.home)


def passwords(house) -> dict[str, str]:
    """By user name, as `gehoor start` keeps them for whoever tries it."""
    rows = json.loads((house.home / "demo-logins.json").read_text())
    return {user: password for _role, _name, user, password in rows}


@pytest.fixture
def desks(house, browser):
    """`desks.of("bram")` is a page of Bram. The test fails where the browser complained: scripts, styles, CSP."""
    desks = Desks(house, browser)
    yield desks
    desks.close()
    assert desks.complaints == []


__all__ = ["Desks", "desks", "house", "log_in", "wait_until"]
