"""What goes wrong while somebody types: the log-in ends, a colleague is first, a file is too large, the database stops."""

import shutil
import tempfile
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import expect

from gehoor.config.database import EmbeddedPostgres
from gehoor.config.tests.test_start_the_house import House
from tests.plugins.browser import Desks, passwords
from tests.plugins.site import wait_until

from .resident import Resident

pytestmark = pytest.mark.xdist_group("house")
TYPED = "Beste meneer, ik heb het voor u uitgezocht en"
BOX = "[name=reply-text]"


@pytest.fixture
def asked(house, desks):
    """Returns a function: somebody wrote, and this employee is typing an answer; the employee's page."""
    resident = Resident(house, "Wim de Boer", "wim.deboer@voorbeeld.example")
    resident.post(resident.write("Losse stoeptegel", "Voor mijn deur ligt een tegel los."))
    resident.letters(1)

    def typing(name):
        page = desks.of(name)
        page.goto("/desk/queue/team/")
        page.locator("#queue-list").get_by_role("link", name=resident.name).last.click()
        page.wait_for_url("**/desk/conversations/**")
        expect(page.locator("#live-state")).to_have_attribute("data-state", "live")
        page.locator(BOX).fill(TYPED)
        return page

    return typing


def send_and_read(page, told):
    """Send the answer; what comes back is `told`, in plain words."""
    page.locator(BOX).press("Control+Enter")
    expect(page.locator("h1")).to_contain_text(told)


def test_the_log_in_ended(house, asked, desks):
    page = asked("noor")
    where = page.url
    page.context.clear_cookies(name="sessionid")
    send_and_read(page, "You are no longer logged in")
    page.get_by_role("link", name="Log in again").click()
    page.locator("[name=login]").fill("noor")
    page.locator("[name=password]").fill(house.password("noor"))
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(where)
    expect(page.locator(BOX)).to_have_value(TYPED)
    expect(page.locator("#reply-form [data-draft-state]")).to_contain_text("Saved")
    page.locator(BOX).press("Control+Enter")
    expect(page.locator("#timeline")).to_contain_text(TYPED)
    expect(page.locator(BOX)).to_have_value("")
    # On a slow machine the draft is saved just between the end of the log-in and the sending.
    desks.complaints[:] = [one for one in desks.complaints if "the server responded with a status of 401" not in one]


def test_a_colleague_answers_first(asked):
    bram, noor = asked("bram"), asked("noor")
    expect(noor.locator("[data-present]")).to_contain_text("Bram de Wit", timeout=20_000)
    noor.locator(BOX).fill("De stratenmaker komt morgen.")
    expect(bram.locator("[data-present]")).to_contain_text("Noor Haddad is writing an answer", timeout=20_000)
    noor.locator(BOX).press("Control+Enter")
    expect(bram.locator("#timeline")).to_contain_text("De stratenmaker komt morgen.")
    expect(bram.locator(BOX)).to_have_value(TYPED)
    bram.locator(BOX).press("Control+Enter")
    expect(bram.locator(".crossed__theirs")).to_contain_text("De stratenmaker komt morgen.")
    expect(bram.locator(".crossed").locator(BOX)).to_have_value(TYPED)
    bram.get_by_role("button", name="Send it after all").click()
    expect(bram.locator("#timeline")).to_contain_text(TYPED)


def test_a_file_is_far_too_large(asked, tmp_path):
    page = asked("bram")
    where = page.url
    with open(tmp_path / "film.mp4", "wb") as film:
        film.truncate(70 * 1024 * 1024)
    page.locator("[name=reply-files]").set_input_files(tmp_path / "film.mp4")
    expect(page.locator("#reply-form [data-draft-state]")).to_contain_text("more than 25 MB")
    page.goto(where)
    expect(page.locator(BOX)).to_have_value(TYPED)


@pytest.fixture
def postgres():
    """A PostgreSQL of our own, to stop and start."""
    folder = Path(tempfile.mkdtemp(prefix="gehoor-away-"))
    running = EmbeddedPostgres(folder, durable=False)
    yield running
    running.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.slow
def test_the_database_stops(postgres, browser, tmp_path):
    info = postgres.start()
    house = House(tmp_path)
    where = urlencode({"host": info.host, "port": info.port})
    house.env["DATABASE_URL"] = f"postgres://{info.user}:{quote(info.password)}@/{info.dbname}?{where}"
    house.sessions, house.password = {}, lambda name: passwords(house)[name]
    try:
        house.start()
        desks = Desks(house, browser)
        page = desks.of("bram")
        page.goto("/desk/queue/team/")
        page.locator("#queue-list [data-move-to]").first.click()
        page.locator(BOX).fill(TYPED)
        where = page.url
        postgres.stop()
        send_and_read(page, "Gehoor is away for a moment")
        postgres.start()
        wait_until(lambda: page.goto(where).status == 200)
        expect(page.locator(BOX)).to_have_value(TYPED)
        page.locator(BOX).press("Control+Enter")
        expect(page.locator("#timeline")).to_contain_text(TYPED)
        desks.close()
    finally:
        house.process.kill()
        house.process.wait()
