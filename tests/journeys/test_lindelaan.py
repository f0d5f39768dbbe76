"""Lindelaan (requirement A2): three contacts, one conversation, and each employee sees all three.

There is no chat channel yet: the third contact, a week after the first, is a mail that answers our confirmation. What
she read on the website stands in her first mail, as she wrote it.
"""

from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.plugins.site import wait_until

from .resident import Resident

pytestmark = pytest.mark.xdist_group("house")
READ = "Op uw website lees ik dat er in de Lindelaan geen bladkorf komt."
PHONED = "Mevrouw vraagt of er toch een korf kan komen; de stoep is glad. Nagevraagd bij groenbeheer."
STANDS = "Groenbeheer zet de korf dinsdag neer bij nummer 22."
ASKS = "Hoe staat het met de bladkorf?"


def test_lindelaan(house, desks):
    samira = Resident(house, "Samira Bouzid", "samira@lindelaan.example")
    first = samira.write("Bladkorf Lindelaan 22", READ)
    del first["Date"]
    first["Date"] = format_datetime(timezone.now() - timedelta(days=7))
    samira.post(first)
    [confirmation] = samira.letters(1)

    noor = desks.of("noor")
    note_call(noor)
    story = noor.url.split("?")[0]
    say_how_it_stands(noor)

    noted = timezone.now()
    wait_until(lambda: timezone.now() > noted + timedelta(seconds=1))  # mail tells whole seconds
    samira.post(samira.answer(confirmation, ASKS))
    expect(noor.locator("#timeline")).to_contain_text(ASKS, timeout=20_000)
    for name in ("bram", "noor", "saskia"):
        sees_all_three(desks.of(name), story)


def note_call(page):
    """She phones; found by name as it is typed, and her question is the one choice to continue."""
    page.goto("/channels/phone/")
    page.locator("#who").fill("Bouzid")  # at once: what comes for a part of a name would be replaced under the choice
    page.get_by_role("radio", name="Bladkorf Lindelaan 22").check()
    page.locator("[name=text]").fill(PHONED)
    page.locator("[name=text]").press("Control+Enter")
    page.wait_for_url("**/desk/conversations/**")


def say_how_it_stands(page):
    """One sentence that whoever picks up reads first."""
    page.keyboard.press("e")
    page.locator("[name=sentence]").fill(STANDS)
    page.locator("[name=sentence]").press("Enter")
    expect(page.locator(".standing")).to_contain_text(STANDS)


def sees_all_three(page, story):
    """And the same answer to "how does it stand" (A9)."""
    page.goto(story)
    told = page.locator("#timeline").inner_text()
    places = [told.index(words) for words in (READ, PHONED, ASKS)]
    assert places == sorted(places)
    expect(page.locator(".standing")).to_contain_text(STANDS)
    expect(page.locator("#side")).to_contain_text("No other open questions.")
