"""Calling back (requirement B4): a half hour chosen without JavaScript, three calls in vain, and another moment by the link;
at their turn, with the story open."""

import re

import pytest
from playwright.sync_api import expect

from tests.test_accessibility import NARROW, WIDE, defects

from .resident import Resident
from .test_one_link import find

pytestmark = pytest.mark.xdist_group("house")
LATE = 20_000  # milliseconds


@pytest.mark.slow
def test_a_moment_three_calls_in_vain_and_another_moment(house, desks):
    sanne = Resident(house, "Sanne Vos", "sanne@rietlaan.example")
    page = desks.of(java_script_enabled=False, locale="nl-NL", viewport=NARROW)
    page.goto("/bel-mij/")
    page.locator(".day").last.locator(".times__one").first.click()
    page.fill("[name=number]", "14 030")
    page.fill("[name=about]", "Rietlaan: wanneer komt de veegwagen?")
    page.fill("[name=email]", sanne.address)
    page.fill("[name=name]", sanne.name)
    page.get_by_role("button", name="Bel mij").click()
    expect(page.locator("main")).to_contain_text("van een gemeente")
    page.fill("[name=number]", "06 98 76 54 32")
    page.get_by_role("button", name="Bel mij").click()
    expect(page.locator("main")).to_contain_text("06 98765432")
    [confirmed] = sanne.letters(1)
    link = _link_in(confirmed)

    noor = desks.of("noor")
    find(noor, "veegwagen")
    for times in (1, 2):
        noor.locator("#promises").get_by_role("button", name="Did not get through").click()
        word = "time" if times == 1 else "times"
        expect(noor.locator("#promises")).to_contain_text(f"called {times} {word} in vain", timeout=LATE)
    noor.locator("#promises").get_by_role("button", name="Did not get through").click()
    expect(noor.locator("#toasts")).to_contain_text("with a link to choose when we call", timeout=LATE)
    expect(noor.locator("#standing")).to_contain_text("Waiting for the person")

    missed = sanne.letters(2)[-1]
    assert "3 keer gebeld" in missed.get_body(("plain",)).get_content() and _link_in(missed) == link
    page.goto(link)
    expect(page.locator("h1")).to_have_text("We konden u niet bereiken")
    page.get_by_role("link", name="Een ander moment of een ander nummer").click()
    page.fill("[name=number]", "06 12 12 12 12")
    page.locator(".times__one").last.click()
    expect(page.locator("main")).to_contain_text("06 12121212")
    expect(noor.locator("#promises")).to_contain_text("06 12121212", timeout=LATE)


@pytest.mark.slow
def test_its_pages_are_for_everyone(house, desks):
    page = desks.of(locale="nl-NL", viewport=WIDE)
    page.goto("/bel-mij/")
    page.locator(".times__one").nth(3).click()
    found = defects(page)
    page.fill("[name=number]", "0900 1234")
    page.get_by_role("button", name="Bel mij").click()
    found += defects(page)
    page.fill("[name=number]", "06 98 76 54 31")
    page.get_by_role("button", name="Bel mij").click()
    page.get_by_role("link", name="Een ander moment of een ander nummer").wait_for()
    found += defects(page)
    page.get_by_role("link", name="Een ander moment of een ander nummer").click()
    page.get_by_label("Een ander nummer").wait_for()
    found += defects(page)
    assert not found, "\n".join(found)


def _link_in(mail) -> str:
    return re.search(r"https?://[^/\s]+(/bel-mij/van/\S+)", mail.get_body(("plain",)).get_content())[1]
