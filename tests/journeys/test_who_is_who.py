"""People: two are merged and taken apart, somebody will give no name, and a daughter calls for her mother."""

import re

import pytest
from playwright.sync_api import expect

from tests.test_accessibility import NARROW, WIDE, defects

from .resident import Resident

pytestmark = pytest.mark.xdist_group("house")


@pytest.mark.slow
def test_merged_and_taken_apart(desks, house):
    """She writes from two addresses; a colleague sees it is one person, and another that it is not."""
    home, work = Resident(house, "Marloes Kuipers", "marloes@thuis.example"), Resident(house, "M. Kuipers", "mk@werk.example")
    first = home.write("Kapvergunning", "Mag de berk om?")
    home.post(first)
    work.post(work.write("Laadpaal", "Komt er een laadpaal in de straat?"))
    work.letters(1)
    home.letters(1)
    bram = desks.of("bram")
    page_of(bram, "marloes@thuis.example")
    person = bram.url
    bram.keyboard.press("m")
    bram.locator("#who").fill("mk@werk.example")
    bram.locator("#who").press("Enter")
    expect(bram.locator(".candidate")).to_contain_text("same e-mail address")
    bram.get_by_role("button", name="M. Kuipers").click()
    bram.locator("[name=reason]").fill("Noemde hetzelfde huisnummer")
    bram.locator("[name=reason]").press("Control+Enter")
    main = bram.locator("main")
    for words in ("Kapvergunning", "Laadpaal", "2 questions are open at the same time", "mk@werk.example"):
        expect(main).to_contain_text(words, timeout=20_000)

    work.post(work.write("Nog iets", "En een fietsenrek?"))
    work.letters(2)
    noor = desks.of("noor", reduced_motion="reduce")
    noor.goto(person)
    expect(noor.locator("main")).to_contain_text("Nog iets")
    noor.get_by_role("link", name=re.compile("They are two people")).click()
    expect(noor.locator("main")).to_contain_text("Goes back to M. Kuipers")
    assert defects(noor, ["light"], [NARROW]) + defects(noor, ["dark"], [WIDE]) == []
    noor.locator("[name=reason]").fill("Het zijn zussen")
    noor.locator("[name=reason]").press("Control+Enter")
    expect(noor.locator("h1")).to_have_text("M. Kuipers", timeout=20_000)
    for words in ("Laadpaal", "Nog iets"):
        expect(noor.locator("main")).to_contain_text(words)
    expect(noor.locator("main")).not_to_contain_text("Kapvergunning")


def page_of(page, text):
    """Find somebody on the people page, and open theirs."""
    page.goto("/desk/people/")
    page.locator("#who").fill(text)
    page.locator("#who").press("Enter")
    page.locator("main .items [data-move-to]").first.click()
    page.wait_for_url(re.compile(r"/desk/people/\d+/$"))


def test_without_a_name(desks):
    """Who wants to give no name is helped like anyone, and may give it later."""
    bram = desks.of("bram")
    bram.goto("/channels/counter/")
    bram.locator("[name=choice][value=anonymous]").check()
    bram.locator("[name=text]").fill("Bij het station wordt gedeald. Wil geen naam geven.")
    bram.locator("[name=text]").press("Control+Enter")
    bram.wait_for_url("**/desk/conversations/**")
    expect(bram.locator(".head__person")).to_contain_text("Anonymous (wants to give no name)")
    bram.locator("#side .person__name a").click()
    bram.wait_for_url("**/desk/people/*/")
    bram.keyboard.press("i")
    bram.locator("[name=name]").fill("Dirk van Loon")
    bram.locator("[name=name]").press("Enter")
    expect(bram.locator("h1")).to_have_text("Dirk van Loon", timeout=20_000)


@pytest.mark.slow
def test_on_behalf(desks):
    """Lisa calls for her mother, who gave her permission: both are named, and an answer can go to Lisa."""
    noor = desks.of("noor")
    noor.goto("/channels/phone/")
    noor.locator("#who").press_sequentially("gerda smit")
    candidate = noor.locator("#candidates").get_by_role("group", name="Gerda Smit")
    candidate.get_by_role("radio", name=re.compile("Traplift")).check()
    candidate.get_by_role("combobox", name="Who speaks?").select_option(index=1)
    noor.locator("[name=text]").fill("Vraagt wanneer de monteur komt.")
    noor.locator("[name=text]").press("Control+Enter")
    noor.wait_for_url("**/desk/conversations/**")
    expect(noor.locator("#timeline")).to_contain_text("Lisa Smit (dochter) on behalf of Gerda Smit", timeout=20_000)
    expect(noor.locator("#reply-to")).to_contain_text("lisa.smit@mail.example · Lisa Smit (dochter)")
