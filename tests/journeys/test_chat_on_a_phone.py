"""A chat on a small screen: the newest and the box to write in stay in sight, and nothing moves away under the fingers."""

import re

import pytest
from playwright.sync_api import expect

from .test_chat import ASKED, SOON, begin, say

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("house")]
SMALL = {"width": 360, "height": 640}
WHOLE = """one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"""
PASTE = """box => {
  const clipboard = new DataTransfer();
  clipboard.items.add(new File(["\\x89PNG"], "scherm.png", { type: "image/png" }));
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""


def test_to_and_fro(house, desks):
    sanne, bram = desks.of(viewport=SMALL, reduced_motion="reduce"), desks.of("bram")
    bram.goto(f"/desk/conversations/{begin(sanne, ASKED)}/")
    box, answers = sanne.locator("#id_text"), sanne.locator("#lines .talk__line--ours")
    for number in range(4):
        box.click()
        sanne.keyboard.type(f"Vraag {number}, met wat meer woorden.")
        sanne.keyboard.press("Enter")
        expect(bram.locator("#timeline")).to_contain_text(f"Vraag {number}", timeout=SOON)
        say(bram, f"Antwoord {number}. Een ogenblik alstublieft, dat zoek ik voor u op in het systeem.")
        expect(answers).to_have_count(number + 1, timeout=SOON)
        assert answers.last.evaluate(WHOLE) and box.evaluate(WHOLE), number

    sanne.evaluate("Object.defineProperty(document, 'hidden', { get: () => window.isAway ?? true })")
    for number in (1, 2):
        say(bram, f"Nog iets, {number}.")
        expect(sanne).to_have_title(re.compile(rf"^\({number}\) "), timeout=SOON)
    sanne.evaluate("window.isAway = false; document.dispatchEvent(new Event('visibilitychange'))")
    expect(sanne).to_have_title(re.compile(r"^[^(]"))

    again = sanne.context.new_page()
    again.goto(sanne.url)
    expect(again.locator("#lines .talk__line--ours").last).to_be_in_viewport(ratio=1)
    again.close()

    sanne.get_by_text("Go on by e-mail, or be called back").click()
    phone = sanne.locator("[name=phone]")
    phone.press_sequentially("06 12")
    say(bram, "Bent u er nog?")
    expect(answers).to_have_count(7, timeout=SOON)
    assert phone.evaluate(WHOLE), "it is still under their fingers"
    phone.fill("")
    sanne.get_by_role("button", name="Call me back").click()
    expect(sanne.locator(".field--invalid")).to_be_in_viewport()
    sanne.locator("[name=phone]").fill("06 12345678")
    sanne.get_by_role("button", name="Call me back").click()
    expect(sanne.locator("#state")).to_contain_text("We call you back at 06 12345678")
    expect(sanne.locator("#state")).to_be_in_viewport(ratio=1)
    end(sanne)
    desks.complaints[:] = [one for one in desks.complaints if "422" not in one]  # told with the page's "#more", so taken for another


def end(page):
    """So that nobody has this chat in the tests that come after."""
    page.get_by_role("button", name="End the chat").click()
    expect(page.locator("#state")).to_contain_text("You ended this chat", timeout=SOON)


def test_a_picture_is_pasted(house, desks):
    sanne, bram = desks.of(viewport=SMALL, reduced_motion="reduce"), desks.of("bram")
    bram.goto(f"/desk/conversations/{begin(sanne, ASKED)}/")
    sanne.locator("#id_text").evaluate(PASTE)
    expect(sanne.locator("[name=files]")).to_be_visible()
    assert sanne.evaluate("document.documentElement.scrollWidth") == SMALL["width"]
    sanne.get_by_role("button", name="Send").click()
    expect(bram.locator("#timeline")).to_contain_text("scherm.png", timeout=SOON)
    end(sanne)


def test_letters_of_twice_the_size_fit(house, desks):
    page = desks.of(viewport=SMALL)
    for address in ("/contact/", "/chat/", "/bel-mij/"):
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") == SMALL["width"], address
