"""A promise kept (requirement F1): made with two keys, confirmed by mail, read on the person's link, moved, and kept."""

import re

import pytest
from playwright.sync_api import expect

from tests.test_accessibility import NARROW, WIDE, defects

from .resident import Resident
from .test_one_link import find

pytestmark = pytest.mark.xdist_group("house")


@pytest.mark.slow
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
    noor.locator("[name=reply-text]").fill("Beste Wim,\n\nWe sturen u dinsdag een brief.")
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


@pytest.mark.slow
def test_a_department_without_accounts_answers_by_its_link(house, desks):
    resident = Resident(house, "Hanna Bos", "hanna@kastanjelaan.example")
    resident.post(resident.write("Kastanje", "De kastanje voor ons huis hangt scheef."))
    resident.letters(1)
    trees = Resident(house, "Groenbeheer buiten", "groenbeheer@merelveld.example")
    noor = desks.of("noor")
    find(noor, "Kastanje")
    noor.locator("#timeline .utterance").first.wait_for()
    noor.keyboard.press("p")
    promise = noor.locator("dialog#promise")
    promise.get_by_label("Task", exact=True).check()
    promise.locator("[name=department]").select_option(label="Groenbeheer buiten")
    promise.locator("[name=what]").fill("de kastanje nakijken")
    promise.locator("[name=note]").fill("Hij helt naar nummer 12.")
    promise.get_by_role("button", name="Promise it").click()
    expect(noor.locator("#promises")).to_contain_text("Task")

    [asked] = trees.letters(1)
    page = desks.of(reduced_motion="reduce")
    page.goto(re.sub(r"^https?://[^/]+", "", re.search(r"http\S+", asked.get_body(("plain",)).get_content())[0]))
    expect(page.locator("main")).to_contain_text("Hij helt naar nummer 12.")
    expect(page.locator("main")).not_to_contain_text("Hanna")
    assert defects(page, ["light"], [WIDE]) + defects(page, ["dark", "contrast"], [NARROW]) == []
    page.get_by_label("It is done", exact=False).check()
    page.locator("textarea").first.fill("Hij staat vast; we kijken in mei weer.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main")).to_contain_text("We have your answer.")
    expect(noor.locator("#timeline")).to_contain_text("Hij staat vast")
