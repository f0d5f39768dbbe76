"""An answer in the making survives killed servers, a reload, a log-out and a colleague; and can be taken back once sent."""

import os
import signal

import pytest
from playwright.sync_api import expect

from gehoor.config.tests.test_start_the_house import House
from tests.plugins.browser import Desks, log_in, passwords
from tests.plugins.site import wait_until

from .resident import Resident
from .test_killed_processes import children_of

BOX, STATE = "[name=reply-text]", "#reply-form [data-draft-state]"
WEB_PROCESSES = 2  # the first that the supervisor forks
FIRST, MORE = "Beste meneer Prins, de lantaarn", " wordt vrijdag gemaakt."
SOON = 40_000  # ms: killed processes come back, and two cores do much else


@pytest.fixture
def house(tmp_path):
    """A house of its own, where an answer can be taken back for some seconds."""
    house = House(tmp_path)
    house.env["GEHOOR_UNDO_SECONDS"] = "8"
    house.sessions, house.password = {}, lambda name: passwords(house)[name]
    house.start()
    yield house
    house.process.kill()
    house.process.wait()


@pytest.fixture
def desks(house, browser):
    """As always, but while the servers are dead the browser may complain."""
    desks = Desks(house, browser)
    yield desks
    desks.close()


@pytest.mark.slow
def test_draft_through_a_crash(house, desks, tmp_path):
    resident = Resident(house, "Piet Prins", "piet.prins@voorbeeld.example")
    resident.post(resident.write("Lantaarn kapot", "De lantaarn bij nummer 8 brandt niet."))
    resident.letters(1)
    bram = desks.of("bram")
    bram.goto("/desk/queue/team/")
    bram.locator("#queue-list").get_by_role("link", name=resident.name).click()
    bram.wait_for_url("**/desk/conversations/**")
    story = bram.url

    type_while_servers_die(house, bram, tmp_path)
    bram.reload()
    stands_there(bram)
    log_out_and_in(house, bram)
    stands_there(bram)
    noor = desks.of("noor")
    noor.goto(story)
    noor.keyboard.press("e")
    noor.locator("#subject").fill("Lantaarn bij nummer 8 kapot")
    noor.locator("#subject").press("Enter")
    expect(noor.locator("h1")).to_contain_text("Lantaarn bij nummer 8 kapot")
    with bram.expect_event("load"):  # a key pressed before the next page is there would be lost
        bram.locator(BOX).press("Control+Enter")
    take_back(bram, resident)
    bram.locator(BOX).press("Control+Enter")
    expect(bram.locator("[data-leaves-in]")).to_be_visible(timeout=SOON)
    letter = resident.letters(2)[-1]
    assert FIRST + MORE in letter.get_body(("plain",)).get_content()
    assert [file.get_filename() for file in letter.iter_attachments()] == ["kaart.pdf"]
    assert len(resident.letters()) == 2
    expect(bram.locator("[data-key=z]")).to_have_count(0)
    bram.goto("/desk/drafts/")
    expect(bram.locator("main")).to_contain_text("No drafts")


def type_while_servers_die(house, page, tmp_path):
    page.locator(BOX).fill(FIRST)
    expect(page.locator(STATE)).to_contain_text("Saved at")
    (tmp_path / "kaart.pdf").write_bytes(b"%PDF-1.7")
    page.locator("[name=reply-files]").set_input_files(tmp_path / "kaart.pdf")
    expect(page.locator(".draft-file")).to_contain_text("kaart.pdf")
    for process in sorted(children_of(house.process))[:WEB_PROCESSES]:
        os.kill(process, signal.SIGKILL)
    page.locator(BOX).press("End")
    page.keyboard.type(MORE)
    wait_until(lambda: is_answering(house), SOON / 1000)
    expect(page.locator(STATE)).to_contain_text("Saved at", timeout=SOON)


def is_answering(house):
    try:
        return house.page() == 200
    except OSError:
        return False


def stands_there(page):
    expect(page.locator(BOX)).to_have_value(FIRST + MORE)
    expect(page.locator(".draft-file")).to_contain_text("kaart.pdf")


def log_out_and_in(house, page):
    page.goto("/account/logout/")
    page.locator("main form button").click()
    page.wait_for_url("**/account/login/**")
    log_in(page, "bram", house.password("bram"))
    page.keyboard.press("g")
    page.keyboard.press("k")
    page.wait_for_url("**/desk/drafts/")
    page.locator("main").get_by_role("link", name="Piet Prins").click()


def take_back(page, resident):
    expect(page.locator("[data-leaves-in]")).to_contain_text("Leaves in")
    page.keyboard.press("z")
    expect(page.locator("#toasts")).to_contain_text("Not sent")
    stands_there(page)
    expect(page.locator("#timeline")).to_contain_text("took an answer back")
    assert len(resident.letters()) == 1
