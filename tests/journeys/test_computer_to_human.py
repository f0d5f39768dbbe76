"""A question to the computer, on to a human who reads all of it; and an article that ends is gone everywhere at once."""

import re

import pytest
from playwright.sync_api import expect

from tests.test_accessibility import NARROW, THEMES, WIDE, defects

pytestmark = [pytest.mark.xdist_group("house"), pytest.mark.slow]
SOON = 40_000  # ms: two cores, and other tests beside this one
# In a house of the tests the assistant goes by words alone, and is sure only of what is asked as it is written.
KNOWN, UNKNOWN = "Wat kost een paspoort of identiteitskaart?", "Hoe kweek ik tomaten op de maan?"


def ask(page, question):
    page.locator("[name=question]:not(#mens *)").fill(question)
    page.get_by_role("button", name="Ask the computer").click()


def begin(page, question=KNOWN):
    page.goto("/vraag/")
    expect(page.locator("main")).to_contain_text("You talk to a computer.")
    ask(page, question)
    page.wait_for_url(re.compile(r"/vraag/[a-z2-7]{26}/"))


def leave(page, question):
    """What is left for a human, or live where the chat is open; returns the reference of the conversation."""
    if page.get_by_role("button", name="Chat with an employee").count():
        page.get_by_role("button", name="Chat with an employee").click()
    else:
        page.locator("#mens [name=question]").fill(question)
        page.get_by_role("button", name="Send my question").click()
    page.wait_for_url(re.compile("/(chat|gesprek)/"))
    return re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", page.locator("main").inner_text())[0]


def test_the_story_goes_along(house, desks):
    sanne, bram = desks.of(reduced_motion="reduce"), desks.of("bram")
    begin(sanne)
    expect(sanne.locator(".exchange").first).to_contain_text(re.compile("Source: .*updated on"))
    wrong = defects(sanne, THEMES, [WIDE, NARROW])
    sanne.get_by_role("button", name="No").click()
    expect(sanne.locator(".exchange").first).to_contain_text("Thank you for saying so")
    ask(sanne, UNKNOWN)
    expect(sanne.locator("#mens")).to_be_visible(timeout=SOON)
    assert sanne.evaluate("document.activeElement.id") == "mens"
    assert wrong + defects(sanne, THEMES, [WIDE, NARROW]) == []

    place = sanne.url
    reference = leave(sanne, UNKNOWN)
    bram.goto(f"/desk/conversations/{reference}/")
    timeline = bram.locator("#timeline")
    for words in (KNOWN, UNKNOWN, "Computer", "Was this your answer? No.", "From the computer to a human"):
        expect(timeline).to_contain_text(words, timeout=SOON)
    after = sanne.url.partition("#")[0]
    sanne.goto(place)
    assert sanne.url.partition("#")[0] == after


def test_without_scripts(house, desks):
    page = desks.of(java_script_enabled=False)
    begin(page)
    page.get_by_role("button", name="Yes").click()
    expect(page.locator(".exchange").first).to_contain_text("Good to know")
    ask(page, UNKNOWN)
    expect(page.locator("#mens")).to_be_visible()
    leave(page, UNKNOWN)


def test_every_step_leads_to_a_human(house, desks):
    page = desks.of(reduced_motion="reduce")
    page.goto("/vraag/")
    wrong = defects(page, ["light", "dark"], [WIDE, NARROW])
    page.get_by_role("link", name="I want to speak to a human").click()
    page.wait_for_url(re.compile("/(chat|contact)/"))
    begin(page)
    page.get_by_role("button", name="I want to speak to a human").click()
    page.wait_for_url(re.compile(r"/(chat/[a-z2-7]{26}|vraag/[a-z2-7]{26}/mens)/"))
    assert wrong + defects(page, ["light", "dark"], [WIDE, NARROW]) == []
