"""Appointments: a resident books without an account and without JavaScript, moves and cancels by the link; the walk-in hour."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.test_accessibility import NARROW, WIDE, defects

from .resident import Resident

pytestmark = [pytest.mark.xdist_group("house"), pytest.mark.slow]


def test_without_an_account_and_without_javascript(house, desks):
    sanne = Resident(house, "Sanne de Boer", "sanne@dorpsstraat.example")
    page = desks.of(java_script_enabled=False, locale="nl-NL", viewport=NARROW)
    page.goto("/afspraak/")
    page.get_by_role("link", name="Paspoort").click()
    page.get_by_role("link", name="Stadhuis").click()
    page.locator("[name=moment]").nth(2).click()
    page.locator("[value=check]").click()
    expect(page.locator("main")).to_contain_text("Vul uw naam in.")
    page.fill("[name=name]", sanne.name)
    page.fill("[name=email]", sanne.address)
    page.fill("[name=remark]", "Ik kom met de rolstoel.")
    page.locator("[value=check]").click()
    expect(page.locator("main")).to_contain_text("Ik kom met de rolstoel.")
    page.locator("[value=book]").click()
    expect(page.locator("main")).to_contain_text("Uw afspraak staat vast.")

    [mail] = sanne.letters(1)
    [calendar] = [part for part in mail.iter_attachments() if part.get_content_type() == "text/calendar"]
    assert "METHOD:REQUEST" in calendar.get_content()
    path = re.search(r"https?://[^/\s]+(/afspraak/van/\S+)", mail.get_body(("plain",)).get_content())[1]

    noor = desks.of("noor")
    noor.goto(f"/desk/appointments/?day={timezone.localdate() + timedelta(days=1)}")
    noor.goto("/desk/queue/team/")
    noor.get_by_role("link", name="Sanne de Boer").first.click()
    expect(noor.locator("#timeline")).to_contain_text("Ik kom met de rolstoel.")
    expect(noor.locator("#standing")).to_contain_text("Paspoort")

    page.goto(path)
    page.get_by_role("link", name="Kies een ander moment").click()
    page.locator("[name=moment]").nth(5).click()
    expect(page.locator("main")).to_contain_text("Uw afspraak is veranderd.")
    sanne.letters(2)
    expect(noor.locator("#timeline")).to_contain_text("moved the appointment")  # by itself
    page.locator("summary").filter(has_text="afzeggen").click()
    page.get_by_role("button", name="Mijn afspraak afzeggen").click()
    expect(page.locator("h1")).to_contain_text("afgezegd")
    expect(noor.locator("#timeline")).to_contain_text("cancelled the appointment")


def test_every_step_is_accessible(house, desks):
    page = desks.of(reduced_motion="reduce")
    page.goto("/afspraak/")
    page.get_by_role("link", name="Paspoort").click()
    found = defects(page, ["light"], [WIDE]) + defects(page, ["dark"], [NARROW])
    page.set_viewport_size(WIDE)
    page.get_by_role("link", name="Stadhuis").click()
    found += defects(page, ["light"], [WIDE]) + defects(page, ["dark"], [NARROW])
    page.locator("[name=moment]").nth(8).click()
    found += defects(page, ["light"], [WIDE]) + defects(page, ["contrast"], [NARROW])
    page.fill("[name=name]", "Piet")
    page.fill("[name=phone]", "06 12 34 56 79")
    page.locator("[value=check]").click()
    found += defects(page, ["light"], [NARROW])
    page.locator("[value=book]").click()
    found += defects(page, ["light"], [WIDE]) + defects(page, ["dark"], [NARROW])
    page.get_by_role("link", name="Choose another moment").click()
    found += defects(page, ["light"], [NARROW])

    assert not found, "\n".join(found)


def test_the_walk_in_hour(house, desks):
    noor = desks.of("noor")
    noor.goto("/desk/appointments/walk-in/")
    hall = desks.of(reduced_motion="reduce", viewport={"width": 1920, "height": 1080})
    hall.goto(noor.get_by_role("link", name="Screen of the waiting room").get_attribute("href"))
    with noor.expect_event("load"):  # a key pressed before the next page is there would be lost
        noor.get_by_role("button", name="Give a number").click()
    with noor.expect_event("load"):
        noor.keyboard.press("Shift+N")
    first = noor.locator(".now__number").text_content()
    expect(hall.locator(".hall__number")).to_have_text(first)  # without a log-in, by itself
    assert defects(hall, ["light"], [WIDE, NARROW]) + defects(noor, ["light"], [WIDE]) == []

    with noor.expect_event("load"):
        noor.keyboard.press("x")
    expect(hall.locator(".hall__number")).to_have_count(0)
    noor.keyboard.press("Shift+N")
    expect(hall.locator(".hall__number")).not_to_have_text(first)
