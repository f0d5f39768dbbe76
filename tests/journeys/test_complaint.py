"""A complaint (G1-G5): written down at the counter and read back, called first, heard, extended with a letter, told."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.test_accessibility import NARROW, WIDE, defects

from .resident import Resident

pytestmark = [pytest.mark.xdist_group("house"), pytest.mark.slow]
LINK = re.compile(r"http\S+/gesprek/\S+")
HAPPENED = "Ik zat er om negen uur. Om elf uur was ik nog niet aan de beurt."


def test_from_counter_to_outcome(house, desks):
    toos = Resident(house, "Toos Verhoef", "toos.verhoef@klacht.example")
    noor = desks.of("noor", reduced_motion="reduce")
    written_down(noor, toos)
    [receipt] = toos.letters(1)
    said = receipt.get_body(("plain",)).get_content()
    assert HAPPENED in said and "Noor" in said
    link = re.sub(r"^https?://[^/]+", "", LINK.search(said)[0])

    called_and_heard(noor)
    extended(noor)
    outcome_told(noor)

    letters = [letter.get_body(("plain",)).get_content() for letter in toos.letters(4)]
    assert any("Gemeentehuis" in text for text in letters) and any("Wij wachten op het rooster" in text for text in letters)
    assert any("Nationale ombudsman" in text and "Er was één loket open." in text for text in letters)
    page = desks.of()
    page.goto(link)
    expect(page.locator("main")).to_contain_text("Er was één loket open.")
    expect(page.locator("main")).to_contain_text("Nationale ombudsman")


def written_down(page, person):
    page.goto("/desk/complaints/")
    page.get_by_role("button", name="Write a complaint down together").click()
    page.get_by_label("Counter").check()
    page.locator("[name=name]").fill(person.name)
    page.locator("[name=email]").fill(person.address)
    page.locator("[name=about]").fill("Twee uur wachten aan de balie")
    page.locator("[name=text]").fill(HAPPENED)
    expect(page.locator("#kept")).to_contain_text("Saved at")
    page.reload()
    expect(page.locator("[name=text]")).to_have_value(HAPPENED)
    looked_at(page)
    page.get_by_role("button", name="Read it back").click()
    expect(page.locator(".read-back")).to_contain_text(HAPPENED)
    looked_at(page)
    page.keyboard.press("y")
    expect(page.locator("#next")).to_contain_text("Call first")


def looked_at(page):
    assert defects(page, ["light"], [WIDE]) + defects(page, ["dark"], [NARROW]) == []
    page.set_viewport_size(WIDE)


def called_and_heard(page):
    looked_at(page)
    page.get_by_label("Spoken with; we handle the complaint").check()
    page.get_by_role("button", name="Save the call").click()
    expect(page.locator("#next")).to_contain_text("Plan the hearing")
    tomorrow = timezone.localtime() + timedelta(days=1)
    page.locator("[name=planned_at]").fill(tomorrow.strftime("%Y-%m-%dT10:00"))
    page.locator("[name=place]").fill("Gemeentehuis")
    page.get_by_role("button", name="Plan the hearing").click()
    expect(page.locator("#next")).to_contain_text("Prepare the hearing")
    page.locator("summary", has_text="was heard already").click()  # sooner than planned
    page.locator("[name=held_at]").fill(timezone.localtime().strftime("%Y-%m-%dT%H:%M"))
    page.locator("[name=present]").fill("Mevrouw Verhoef en Noor")
    page.locator("[name=report]").fill("Zij vertelde dat niemand iets zei.")
    page.get_by_role("button", name="Save the report").click()
    expect(page.locator("#next")).to_contain_text("Write the outcome")


def extended(page):
    page.locator("summary", has_text="More time").click()
    page.locator("[name=reason]").fill("Wij wachten op het rooster van die dag.")
    page.get_by_role("button", name="Extend, and send the letter").click()
    expect(page.locator("main")).to_contain_text("Extended from")


def outcome_told(page):
    page.locator("#next").get_by_role("link", name="Write the outcome").click()
    for name, text in (("went_wrong", "U wachtte twee uur."), ("why", "Er was één loket open."), ("changes", "Bij drukte gaat er een loket bij open.")):
        page.locator(f"[name={name}]").fill(text)
    page.get_by_label("Yes, this should not have happened").check()
    page.locator("[name=judgement_0]").select_option("founded")
    looked_at(page)
    page.get_by_role("button", name="To the letter").click()
    expect(page.locator("[name=letter]")).to_be_visible()
    looked_at(page)
    page.get_by_role("button", name="Send, and conclude the complaint").click()
    expect(page.locator("main")).to_contain_text("Within the term")
    looked_at(page)
