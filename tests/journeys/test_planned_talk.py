"""A planned talk (requirement D7): planned, invited, points by the link, prepared, held, recorded, a copy, the next one stands."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.test_accessibility import NARROW, WIDE, defects

from .resident import Resident

pytestmark = [pytest.mark.xdist_group("house"), pytest.mark.slow]
GOAL, AGREED = "Weer elke week naar de bibliotheek", "Ik ga elke woensdag naar de bibliotheek."


def test_planned_talk(house, desks):
    tine = Resident(house, "Tine Postma", "tine@kerkpad.example")
    noor = desks.of("noor", reduced_motion="reduce")
    plan(noor, tine)

    noor.locator(".items [data-move-to]").first.click()
    noor.get_by_role("button", name="Send the invitation now").click()
    [invitation] = tine.letters(1)
    said = invitation.get_body(("plain",)).get_content()
    assert "Hoe gaat het met u?" in said
    page = desks.of(reduced_motion="reduce")
    page.goto(re.sub(r"^https?://[^/]+", "", re.search(r"http\S+/gesprek/\S+", said)[0]))
    page.get_by_role("link", name="Read more, and tell us beforehand").click()
    page.locator("[name=goal]").fill(GOAL)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("We have it")
    assert defects(page, ["light"], [WIDE]) + defects(page, ["dark"], [NARROW]) == []

    noor.reload()
    noor.get_by_role("link", name="Prepare").click()
    expect(noor.locator("[name=their_goal]")).to_have_value(GOAL)
    noor.get_by_role("button", name="It is prepared").click()
    noor.get_by_role("link", name="Begin the talk").click()
    hold(noor)
    expect(noor.locator("main")).to_contain_text(AGREED)

    assert AGREED in tine.letters(2)[1].get_body(("plain",)).get_content()
    page.reload()
    expect(page.locator("main")).to_contain_text(AGREED)
    noor.get_by_role("link", name="The plan", exact=True).click()
    expect(noor.locator(".items .item")).to_have_count(2)


def plan(noor, person):
    """Write the person down, and plan a care plan talk every six months from next week."""
    noor.goto("/desk/people/")
    noor.locator("details:has([name=name]) > summary").click()
    noor.locator("[name=name]").fill(person.name)
    noor.locator("[name=address]").fill(person.address)
    noor.locator("[name=name]").press("Enter")
    noor.get_by_role("link", name="Plan talks").click()
    noor.locator("[name=kind]").select_option(label="Zorgplanbespreking")
    noor.locator("[name=begins_on]").fill((timezone.localdate() + timedelta(days=60)).isoformat())
    noor.get_by_role("button", name="Plan", exact=False).last.click()
    noor.wait_for_url("**/planned/plans/*/")


def hold(noor):
    """Tick and write; the page is loaded anew halfway, and nothing is lost by it."""
    for point in ("p1", "p2", "p7"):
        noor.locator(f"[name=said-{point}][value=discussed]").check()
    with noor.expect_response(lambda answer: "/talk/draft/" in answer.url and AGREED in (answer.request.post_data or "").replace("+", " ")):
        noor.locator("[name=text]").fill(AGREED)
        noor.locator("[name=text]").blur()
    expect(noor.locator("[data-draft-state]")).to_contain_text("Saved at")
    noor.reload()
    expect(noor.locator("[name=text]")).to_have_value(AGREED)
    expect(noor.locator("[name=said-p7][value=discussed]")).to_be_checked()
    assert defects(noor, ["light"], [WIDE]) + defects(noor, [], [NARROW]) == []
    noor.set_viewport_size(WIDE)
    noor.locator("[name=text]").press("Control+Enter")
    noor.wait_for_url(lambda url: "/talk/" not in url)
