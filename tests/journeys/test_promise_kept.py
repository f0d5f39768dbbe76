"""A promise kept (requirement F1): made with two keys, confirmed by mail, read on the person's link, moved, and kept."""

import re

import pytest
from playwright.sync_api import expect

from .resident import Resident
from .test_one_link import find

pytestmark = pytest.mark.xdist_group("house")


def test_a_promise_kept(house, desks):
    wim = Resident(house, "Wim Terpstra", "wim@sluisweg.example")
    wim.post(wim.write("Sluis dicht", "Waarom is de sluis aan de Sluisweg dicht?"))
    wim.letters(1)
    noor = desks.of("noor")
    find(noor, "Sluis dicht")
    noor.locator("#timeline .utterance").first.wait_for()

    noor.keyboard.press("p")
    expect(noor.locator("dialog#promise [name=due]:checked")).to_be_focused()
    noor.keyboard.press("Enter")
    expect(noor.locator("#toasts")).to_contain_text("Wim Terpstra gets a message.")
    confirmed = wim.letters(2)[-1].get_body(("plain",)).get_content()
    sentence = re.search(r"U krijgt .* antwoord van ons\.", confirmed)[0]
    when = re.search(r"U krijgt (.*) antwoord", sentence)[1]

    page = desks.of(locale="nl-NL")
    page.goto(re.sub(r"^https?://[^/]+", "", re.search(r"http\S+/gesprek/\S+", confirmed)[0]))
    expect(page.locator(".stands")).to_contain_text(sentence)

    noor.locator("[data-writes=reply]").click()
    noor.locator("#reply-form textarea").fill("Beste Wim,\n\nWe sturen u dinsdag een brief.")
    expect(noor.locator(".noticed")).to_contain_text("You promise something here: Letter")

    noor.locator("#promises a", has_text="Answer").click()
    noor.locator("summary[data-key=m]").click()
    noor.locator("[name=moment-due]").nth(-2).check()
    noor.locator("[name=moment-reason]").fill("de sluiswachter is ziek")
    noor.get_by_role("button", name="Agree on this moment").click()
    moved = wim.letters(3)[-1].get_body(("plain",)).get_content()
    assert "de sluiswachter is ziek" in moved and sentence not in moved
    page.reload()
    expect(page.locator(".stands")).not_to_contain_text(when)

    noor.locator("#promises").get_by_role("button", name="Kept").click()
    expect(noor.locator("#timeline")).to_contain_text("Noor Haddad kept the promise")
    page.reload()
    expect(page.locator(".stands")).not_to_contain_text("U krijgt")
