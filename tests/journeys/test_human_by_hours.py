"""The computer brings a human in: at once while the chat is open, from any question on; else with a promise that is kept by mail."""

import re

import pytest
from playwright.sync_api import expect

from tests.test_accessibility import NARROW, THEMES, WIDE, defects

from .hours import chat_is
from .resident import Resident
from .test_computer_to_human import KNOWN, UNKNOWN, ask, begin

pytestmark = [pytest.mark.xdist_group("house"), pytest.mark.slow]
SOON = 40_000  # ms: two cores, and other tests beside this one
MIDDLE = {"width": 768, "height": 1024}
IN_NEED = "ik wil niet meer leven"


def test_in_need_in_a_later_question(house, desks):
    with chat_is(desks, is_open=True):
        sanne, bram = desks.of(reduced_motion="reduce"), desks.of("bram")
        begin(sanne)
        place, other = sanne.url.partition("#")[0], sanne.context.new_page()
        other.goto(place)
        ask(sanne, IN_NEED)
        sanne.wait_for_url(re.compile(r"/chat/[a-z2-7]{26}/"), timeout=SOON)
        expect(sanne.get_by_role("link", name="113", exact=True)).to_have_attribute("href", "tel:113")
        expect(sanne.locator("[role=log]")).to_contain_text(KNOWN)
        assert defects(sanne, THEMES, [NARROW, MIDDLE, WIDE]) == []

        ask(other, "Wat kost dat?")  # of a talk that went on with a human meanwhile
        other.wait_for_url(sanne.url, timeout=SOON)
        expect(other.locator("[role=log]")).not_to_contain_text("Wat kost dat?")  # the computer is silent, and it was not sent

        reference = sanne.locator("main .figure").first.inner_text()
        bram.goto(f"/desk/conversations/{reference}/")
        for words in (KNOWN, "Source:", IN_NEED, "From the computer to a human: somebody seems to be in distress"):
            expect(bram.locator("#timeline")).to_contain_text(words, timeout=SOON)
        bram.locator("#chat-text").fill("Fijn dat u dit vertelt. Ik ben er.")
        bram.locator("#chat-text").press("Enter")
        expect(sanne.locator("[role=log]")).to_contain_text("Ik ben er.", timeout=SOON)


def test_outside_hours_a_promise_that_is_kept_by_mail(house, desks):
    fatma, page = Resident(house, "Fatma Öztürk", "fatma@maanlaan.example"), desks.of(locale="nl-NL", reduced_motion="reduce")
    with chat_is(desks, is_open=False):
        page.goto("/vraag/")
        page.locator("[name=question]").fill(UNKNOWN)
        page.get_by_role("button", name="Vraag het de computer").click()
        human = page.locator("#mens")
        expect(human).to_contain_text("De chat is nu gesloten.", timeout=SOON)
        assert page.url.endswith("#mens") and human.locator("[href='tel:112']").is_visible()
        assert defects(page, ["light", "contrast"], [MIDDLE, NARROW]) == []
        human.locator("[name=name]").fill(fatma.name)
        human.locator("[name=mail]").fill(fatma.address)
        human.get_by_role("button", name="Stuur mijn vraag").click()
        page.wait_for_url(re.compile("/gesprek/"))
    promised = re.search(r"U krijgt .* antwoord van ons\.", page.locator(".stands").inner_text())[0]
    reference = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", page.locator("main").inner_text())[0]
    assert page.locator("main").get_by_text(UNKNOWN).count() == 2  # its heading, and what was asked: told once
    [confirmed] = fatma.letters(1)
    assert promised in confirmed.get_body(("plain",)).get_content()

    noor = desks.of("noor")
    noor.goto(f"/desk/conversations/{reference}/")
    expect(noor.locator("#timeline")).to_contain_text("From the computer to a human", timeout=SOON)
    noor.locator("[data-writes=reply]").click()
    noor.locator("[name=reply-text]").fill("Tomaten groeien niet op de maan: er is geen lucht.")
    noor.locator("[name=reply-text]").press("Control+Enter")
    letter = fatma.letters(2)[-1]
    assert "er is geen lucht" in letter.get_body(("plain",)).get_content()
    noor.locator("#promises").get_by_role("button", name="Kept").click()
    expect(noor.locator("#timeline")).to_contain_text("Noor Haddad kept the promise", timeout=SOON)
    page.reload()
    expect(page.locator("main")).to_contain_text("er is geen lucht")
    expect(page.locator(".stands")).not_to_contain_text(promised)
