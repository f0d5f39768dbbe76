"""Somebody looks for an answer by keyboard, reads it, says it did not help, and goes on to a human."""

import pytest
from playwright.sync_api import expect

from tests.test_accessibility import NARROW, WIDE, defects

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("house")]
SOON = 20_000  # milliseconds; two cores, and other tests beside this one
HALF = {"width": 320, "height": 640}  # 1280 wide at 400 %, WCAG 1.4.10; 200 % is wider
MIDDLE = {"width": 768, "height": 1024}
# A browser with a voice: it says what it is given, and finishes when told.
VOICE = """window.said = [];
    window.SpeechSynthesisUtterance = function (text) { this.text = text; };
    Object.defineProperty(window, "speechSynthesis", { value: {
        getVoices: () => [{ lang: "nl-NL" }], addEventListener() {}, cancel() {},
        speak(one) { window.said.push([one.text, one.lang]); window.finish = () => one.onend(); },
    } });"""


def test_from_question_to_human(house, desks):
    page = desks.of(locale="nl-NL", reduced_motion="reduce")
    page.goto("/antwoorden/")
    assert not defects(page)
    page.locator("#q").focus()
    page.keyboard.type("de stoep is glad van het blad")
    expect(page.locator("#announcer")).to_contain_text("gevonden", timeout=SOON)
    assert "blad" not in page.url  # what is typed stands in no address
    assert not defects(page)

    hit = page.get_by_role("link", name="Komt er een bladkorf in mijn straat?")
    page.keyboard.press("Tab")  # the button
    page.keyboard.press("Tab")
    expect(hit).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Komt er een bladkorf in mijn straat?", timeout=SOON)
    assert not defects(page)
    assert not defects(page, sizes=[HALF], themes=())

    no = page.get_by_role("button", name="Nee")
    no.focus()
    page.keyboard.press("Enter")
    words = page.get_by_role("textbox", name="Wat zocht u")
    expect(words).to_be_visible(timeout=SOON)
    assert not defects(page)
    words.fill("Wanneer hoor ik of er een korf over is?")
    page.get_by_role("button", name="Versturen").press("Enter")
    expect(page.get_by_role("heading", name="Dank u wel")).to_be_visible(timeout=SOON)
    human = page.get_by_role("region", name="Liever iemand spreken?")
    expect(human.get_by_role("link", name="Bel ons")).to_have_attribute("href", "tel:140999")
    human.get_by_role("link", name="Alle manieren").press("Enter")
    expect(page).to_have_url(f"{desks.url}/contact/", timeout=SOON)


def test_in_vain_and_what_is_over(house, desks):
    page = desks.of(locale="nl-NL", reduced_motion="reduce")
    page.goto("/contact/")
    page.get_by_role("searchbox", name="Uw vraag").fill("xyzzy")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wij vonden hier geen antwoord op")).to_be_visible(timeout=SOON)
    assert not defects(page)
    for path, heading in (("/antwoorden/zwembad/", "geldt niet meer"), ("/antwoorden/bladkorf-extra/", "staat hier niet")):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        assert not defects(page)
    for path in ("/antwoorden/onderwerp/afval/", "/antwoorden/hoe-goed-doet-de-computer-het/"):
        page.goto(path)
        assert not defects(page, sizes=[NARROW, MIDDLE, WIDE])


def test_read_aloud_where_there_is_a_voice(house, desks):
    page = desks.of(locale="nl-NL")
    page.goto("/antwoorden/grofvuil/")
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    expect(page.get_by_role("button", name="Lees voor")).to_be_hidden()  # this browser has none

    page.add_init_script(VOICE)
    page.goto("/antwoorden/grofvuil/")
    page.get_by_role("button", name="Lees voor").click()
    assert page.evaluate("said") == [["Hoe laat ik grofvuil ophalen?", "nl"]]
    page.evaluate("finish()")
    assert page.evaluate("said.length") == 2
    page.get_by_role("button", name="Pauze").click()
    page.get_by_role("button", name="Lees verder").click()
    assert page.evaluate("said[2][0] === said[1][0]")  # the sentence is begun again
    page.get_by_role("button", name="Stop").press("Enter")
    expect(page.get_by_role("button", name="Lees voor")).to_be_focused()


def test_without_javascript(house, desks):
    page = desks.of(locale="nl-NL", java_script_enabled=False)
    page.goto("/antwoorden/")
    page.get_by_role("searchbox").fill("grofvuil")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("link", name="Hoe laat ik grofvuil ophalen?").click()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    page.get_by_role("button", name="Ja").click()
    expect(page.get_by_role("heading", name="Fijn om te weten")).to_be_visible(timeout=SOON)
