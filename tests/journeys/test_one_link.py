"""One link (requirement A7): a resident opens the link from our mail, writes back, keeps the transcript; it is taken back."""

import re

import pytest
from playwright.sync_api import expect

from tests.test_accessibility import NARROW, WIDE, defects

from .resident import Resident

pytestmark = pytest.mark.xdist_group("house")
ASKED, ADDED = "Wanneer wordt de heg aan de Dorpsstraat gesnoeid?", "Het is de heg bij nummer 4."


def test_one_link(house, desks):
    toos = Resident(house, "Toos Verhoef", "toos@dorpsstraat.example")
    toos.post(toos.write("Heg Dorpsstraat", ASKED))
    [confirmation] = toos.letters(1)
    link = re.search(r"http\S+/gesprek/\S+", confirmation.get_body(("plain",)).get_content())[0]
    page = desks.of(reduced_motion="reduce")
    path = re.sub(r"^https?://[^/]+", "", link)
    page.goto(path)
    expect(page.locator(".said")).to_contain_text(ASKED)
    assert defects(page, ["light"], [WIDE]) + defects(page, ["dark"], [NARROW]) == []

    page.locator("[name=text]").fill(ADDED)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("We have your message")
    noor = desks.of("noor")
    find(noor, "Heg Dorpsstraat")
    expect(noor.locator("#timeline")).to_contain_text(ADDED, timeout=30_000)

    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")

    noor.keyboard.press("s")
    expect(noor.locator("main")).to_contain_text("last opened")
    noor.get_by_role("button", name="Take this link back").click()
    expect(noor.locator("main")).to_contain_text("taken back")
    assert page.goto(path).status == 410


def find(page, text):
    page.goto("/desk/search/")
    page.locator("[name=q]").first.fill(text)
    page.locator("[name=q]").first.press("Enter")
    page.locator("a[href^='/desk/conversations/']").first.click()
    page.wait_for_url("**/desk/conversations/**")
