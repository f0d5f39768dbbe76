"""What the computer does with a question, by keyboard: it answers, suggests, asks back; and it is spoken to where that can be."""

import re

import pytest
from playwright.sync_api import expect

from tests.test_accessibility import NARROW, THEMES, WIDE, defects

from .test_answers import VOICE
from .test_computer_to_human import KNOWN
from .test_contact_widget import name_site, other_site

pytestmark = [pytest.mark.xdist_group("house"), pytest.mark.slow]
SOON = 40_000  # ms: two cores, and other tests beside this one
MIDDLE = {"width": 768, "height": 1024}
# By words alone, as a house of the tests goes: likely among three; and two that fit about as well.
LIKELY, TWO_READINGS = "wat kost een paspoort", "ik ben mijn paspoort kwijt, wat nu"
# A browser that hears: `hear(words)` is what somebody says, `fail()` a microphone that is not allowed.
EARS = """window.SpeechRecognition = class extends EventTarget {
    start() { window.hear = (words) => {
        this.dispatchEvent(Object.assign(new Event("result"), { results: [[{ transcript: words }]] }));
        this.dispatchEvent(new Event("end")); };
        window.fail = () => { this.dispatchEvent(new Event("error")); this.dispatchEvent(new Event("end")); }; }
    stop() {}
};"""


def ask(page, question):
    """By keyboard: the box, the words, and on to the button."""
    box = page.locator("[name=question]:not(#mens *)")
    box.fill(question)
    box.focus()
    button = page.get_by_role("button", name="Vraag het de computer")
    while not button.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def last(page, number):
    """The exchange that is the last one now, with the focus on it."""
    found = page.locator(f"#vraag-{number}")
    expect(found).to_be_focused(timeout=SOON)
    return found


def test_answers_suggests_and_asks_back(house, desks):
    page = desks.of(locale="nl-NL", reduced_motion="reduce")
    page.goto("/vraag/")
    expect(page.locator("main p").first).to_contain_text("U praat met een computer.")
    wrong = defects(page, ["contrast"], [MIDDLE])
    ask(page, KNOWN)
    expect(last(page, 1)).to_contain_text(re.compile("Bron: Gemeente Merelveld, bijgewerkt op .* 20"))

    ask(page, LIKELY)
    unsure = last(page, 2)
    expect(unsure).to_contain_text("Ik weet het niet zeker.")
    assert 1 <= unsure.locator(".offer").count() <= 3
    expect(page.locator("#announcer")).to_have_text("Er is een antwoord.")
    unsure.locator(".offer", has_text=KNOWN).press("Enter")
    expect(unsure.locator(".card")).to_contain_text("Bron:", timeout=SOON)
    unsure.get_by_role("button", name="Ja").press("Enter")
    expect(unsure).to_contain_text("Dank u wel", timeout=SOON)

    ask(page, TWO_READINGS)
    expect(last(page, 3)).to_contain_text("Bedoelt u ‘")
    wrong += defects(page, THEMES, [MIDDLE]) + defects(page, [], [NARROW, WIDE])
    page.reload()
    expect(page.locator(".exchange")).to_have_count(3)
    assert wrong == []


def test_spoken_and_read_aloud_where_the_browser_can(house, desks):
    page = desks.of(locale="nl-NL", reduced_motion="reduce")
    page.add_init_script("delete window.SpeechRecognition; delete window.webkitSpeechRecognition;")
    page.goto("/vraag/")
    expect(page.get_by_role("button", name="Spreek uw vraag in")).to_be_hidden()

    page.add_init_script(EARS + VOICE)
    page.goto("/vraag/")
    page.get_by_role("button", name="Spreek uw vraag in").press("Enter")
    expect(page.locator(".dictate [role=status]")).to_contain_text("We luisteren")
    page.evaluate("fail()")
    expect(page.locator(".dictate [role=status]")).to_contain_text("microfoon")
    page.get_by_role("button", name="Spreek uw vraag in").press("Enter")
    page.evaluate("words => hear(words)", KNOWN)
    expect(page.locator("#id_question")).to_have_value(KNOWN)
    expect(page.locator("#id_question")).to_be_focused()  # sent by nobody but the person
    page.get_by_role("button", name="Vraag het de computer").click()

    aloud = page.locator(".card").get_by_role("button", name="Lees voor")
    aloud.press("Enter")
    expect(page.get_by_role("button", name="Stop met voorlezen")).to_have_attribute("aria-pressed", "true")
    assert "paspoort" in page.evaluate("said[0][0]")
    page.get_by_role("button", name="Stop met voorlezen").press("Enter")
    expect(aloud).to_have_attribute("aria-pressed", "false")


def test_from_the_widget_on_a_strict_site(house, desks):
    with other_site(desks.url, f"script-src {desks.url}; frame-src {desks.url}") as site:
        name_site(desks.of("beheer"), site)
        page = desks.of()
        page.goto(site)
        page.get_by_role("button", name="Contact", exact=True).press("Enter")
        box = page.frame_locator("iframe").get_by_role("textbox", name="Uw vraag aan de computer")
        box.fill(KNOWN)
        with page.context.expect_page() as opened:
            box.press("Enter")
        talk = opened.value
        talk.wait_for_url(re.compile(r"/vraag/[a-z2-7]{26}/"))
        expect(talk.locator(".card")).to_contain_text("€", timeout=SOON)
        assert talk.evaluate("opener") is None
