"""A chat goes on: in a line, with a colleague, after an employee dropped out, by phone, after hours, and over a restart."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from gehoor.config.tests.test_start_the_house import House
from tests.plugins.browser import Desks, passwords

from .test_chat import ASKED, begin, say, texts

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("chat goes on")]
SOON, VANISHED, AGAIN = 40_000, 150_000, 240_000  # ms: two cores; nobody's screen for 40 s; a house that starts


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A house of its own: its hours are changed, and it is started again."""
    house = House(tmp_path_factory.mktemp("house"))
    house.sessions, house.password = {}, lambda name: passwords(house)[name]
    try:
        house.start()
        yield house
    finally:
        house.process.kill()
        house.process.wait()


@pytest.fixture
def desks(house, browser):
    """As always, but while the house is away the browser may complain."""
    desks = Desks(house, browser)
    yield desks
    desks.close()


def open_today(desks, hours):
    """Set the hours of the chat of today, in the administration."""
    page = desks.of("beheer")
    page.goto("/administration/opening/")
    day = page.locator(f"[name=day{timezone.localdate().weekday()}]")
    day.fill(hours)
    day.press("Enter")
    expect(page.locator(".toast").first).to_be_visible(timeout=SOON)
    page.context.close()


def tab_to(page, what):
    """Press Tab until it has the focus."""
    for _step in range(60):
        if what.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reaches {what}")


def test_wait_colleague_vanished_and_called_back(house, desks):
    open_today(desks, "00:00-23:59")
    aad, bea, bram = desks.of(), desks.of(), desks.of("bram")
    first, second = begin(aad, "Eerste vraag"), begin(bea, ASKED, name="Bea")
    state, log = bea.locator("#state[role=status]"), bea.locator("[role=log][aria-live=polite]")
    expect(state).to_contain_text("1 person is before you")
    bram.goto(f"/desk/conversations/{first}/")
    say(bram, "Hallo.")
    expect(state).to_contain_text("You are next", timeout=SOON)
    bram.goto(f"/desk/conversations/{second}/")
    say(bram, "Hallo Bea.")
    expect(state).to_contain_text("Bram helps you", timeout=SOON)

    bram.goto(f"/desk/conversations/{second}/handover/")
    to = bram.locator("[name=to]")
    to.select_option(to.locator("option", has_text="Noor").first.get_attribute("value"))
    bram.locator("[name=asked]").fill("Wil jij dit afmaken?")
    bram.locator("form:has([name=to]) .utrecht-button--primary-action").click()
    expect(bram.locator(".toast").first).to_contain_text("Noor", timeout=SOON)
    noor = desks.of("noor")
    noor.goto("/desk/handovers/")
    noor.locator("main a[href*='/desk/handovers/']", has_text=re.compile("Bea|oude bank")).first.click()
    noor.wait_for_url("**/desk/handovers/*/")  # whole: a key pressed before would be lost
    noor.keyboard.press("y")
    expect(log.locator(".talk__change")).to_contain_text("Noor helps you", timeout=SOON)
    expect(state).to_contain_text("Noor helps you", timeout=SOON)

    noor.context.close()
    expect(log.locator(".talk__change").last).to_contain_text("you keep your place in line", timeout=VANISHED)
    expect(state).to_contain_text("You are next", timeout=SOON)
    assert texts(bea) == [ASKED, "Hallo Bea."]

    tab_to(bea, bea.locator("summary", has_text="be called back"))
    bea.keyboard.press("Enter")
    tab_to(bea, bea.locator("[name=phone]"))
    bea.keyboard.type("06 12345678")
    tab_to(bea, bea.get_by_role("button", name="Call me back"))
    bea.keyboard.press("Enter")
    expect(state).to_contain_text("We call you back at 06 12345678", timeout=SOON)


def test_after_hours_by_keyboard_only(house, desks):
    open_today(desks, "")
    page = desks.of()
    page.goto("/chat/")
    expect(page.locator("main")).to_contain_text("The chat is closed now")
    expect(page.locator("main")).to_contain_text("112")
    tab_to(page, page.locator("[data-leave-question] > summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("[name=question]"))
    page.keyboard.type(ASKED)
    tab_to(page, page.get_by_role("button", name="Start the chat"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/chat/[a-z2-7]{26}/"))
    expect(page.locator("#state")).to_contain_text("The chat is closed now. It opens")

    tab_to(page, page.locator("#id_text"))
    page.keyboard.type("Hij is blauw.")
    page.keyboard.press("Enter")
    expect(page.locator("#lines")).to_contain_text("Hij is blauw.", timeout=SOON)
    tab_to(page, page.get_by_role("button", name="End the chat"))
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_contain_text("You ended this chat", timeout=SOON)


def test_a_restart_in_mid_chat(house, desks):
    """Both pages come back by themselves; what was typed while the house was away arrives once, half a sentence stays."""
    open_today(desks, "00:00-23:59")
    sanne, bram = desks.of(), desks.of("bram")
    bram.goto(f"/desk/conversations/{begin(sanne, ASKED)}/")
    say(bram, "Goedendag.")
    expect(sanne.locator("#lines")).to_contain_text("Goedendag.", timeout=SOON)

    assert house.stop() == 0
    expect(sanne.locator("#line[role=status]")).to_contain_text("The connection is gone", timeout=SOON)
    say(sanne, "Van Sanne onderweg.")
    say(bram, "Van Bram onderweg.")
    expect(sanne.locator("#waiting")).to_contain_text("Not sent yet", timeout=SOON)
    expect(bram.locator("#chat-waiting")).to_contain_text("Not sent yet", timeout=SOON)
    sanne.locator("#id_text").fill("Half een zin")
    house.start()

    expect(sanne.locator("#lines .talk__text")).to_have_count(4, timeout=AGAIN)
    expect(bram.locator("#timeline")).to_contain_text("Van Sanne onderweg.", timeout=AGAIN)
    expect(sanne.locator("#waiting li")).to_have_count(0, timeout=SOON)
    say(bram, "Daar zijn we weer.")
    expect(sanne.locator("#lines")).to_contain_text("Daar zijn we weer.", timeout=SOON)
    assert sanne.locator("#id_text").input_value() == "Half een zin"
    bram.reload()
    expected = sorted([ASKED, "Goedendag.", "Van Sanne onderweg.", "Van Bram onderweg.", "Daar zijn we weer."])
    assert sorted(texts(sanne)) == expected
    assert sorted(one.strip() for one in bram.locator("#timeline .utterance__body").all_inner_texts()) == expected
