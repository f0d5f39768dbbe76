"""A handover to the next shift that nobody accepts comes back with an alarm, and the next one is accepted by name."""

import re

import psycopg
import pytest
from playwright.sync_api import expect

from gehoor.config.database import connection

from .resident import Resident

pytestmark = pytest.mark.xdist_group("house")


def time_is_up(house):
    """As if the time to accept had passed; the worker does the rest by itself."""
    info = connection.read(house.home)
    with psycopg.connect(host=info.host, user=info.user, password=info.password, dbname=info.dbname) as database:
        database.execute("UPDATE queues_handover SET due_at = now() - interval '1 minute' WHERE state = 'offered'")


@pytest.mark.slow
def test_nobody_accepts_and_it_comes_back(house, desks):
    rita = Resident(house, "Rita Overweg", "rita.overweg@voorbeeld.example")
    rita.post(rita.write("Losliggende stoeptegel", "Voor nummer 8 ligt een tegel los. Mijn man is gevallen."))
    rita.letters(1)
    bram = desks.of("bram")
    bram.goto("/desk/queue/team/")
    bram.locator("#queue-list").get_by_role("link", name=rita.name).click()
    bram.wait_for_url("**/desk/conversations/**")
    to_the_next_shift(bram)
    expect(bram.locator("#standing")).to_contain_text("not accepted yet")
    story = bram.url.split("?")[0]

    bram.goto("/desk/queue/mine/")
    expect(bram.locator("#live-state")).to_have_attribute("data-state", "live")
    time_is_up(house)
    alarm = bram.locator("#queue-list .utrecht-alert--error")
    expect(alarm).to_contain_text("Not accepted in time", timeout=60_000)  # without a reload
    expect(alarm).to_contain_text(rita.name)

    bram.goto(story)
    expect(bram.locator("#standing")).to_contain_text("it is back with Bram")
    accepted_by_name(bram, desks, rita)


def to_the_next_shift(bram):
    """What the timeline tells stands there already."""
    bram.keyboard.press("h")
    bram.wait_for_url("**/handover/")
    expect(bram.locator("[name=summary]")).to_have_value(re.compile("Losliggende stoeptegel.*Mijn man is gevallen", re.DOTALL))
    shift = bram.locator("[name=to] option[value^='shift:']", has_text="Klantcontact")
    bram.locator("[name=to]").select_option(shift.get_attribute("value"))
    bram.locator("[name=asked]").fill("Bel mevrouw vanmiddag terug.")
    bram.locator("[name=asked]").press("Control+Enter")


def accepted_by_name(bram, desks, rita):
    """To Noor this time, and Rita hears who helps her."""
    bram.keyboard.press("h")
    bram.wait_for_url("**/handover/")
    bram.locator("[name=to]").select_option(label="Noor Haddad")
    bram.locator("[name=asked]").fill("Wilt u haar bellen? De volgende dienst nam het niet aan.")
    bram.locator("[name=tell]").check()
    bram.locator("[name=asked]").press("Control+Enter")
    expect(bram.locator("#standing")).to_contain_text("Noor Haddad; not accepted yet")

    noor = desks.of("noor")
    noor.goto("/desk/handovers/")
    noor.locator("#main").get_by_role("link", name=rita.name).click()
    noor.wait_for_url("**/desk/handovers/*/")  # whole: a key pressed before would be lost
    expect(noor.locator("#main")).to_contain_text("De volgende dienst nam het niet aan")
    noor.keyboard.press("y")
    noor.wait_for_url("**/desk/conversations/**")
    expect(noor.locator("#standing")).to_contain_text("handed over 1 time")
    expect(noor.locator("#timeline")).to_contain_text("Noor Haddad took this over from Bram de Wit")
    assert "mijn collega Noor Haddad" in rita.letters(2)[1].get_body(("plain",)).get_content()
    expect(bram.locator("#timeline")).to_contain_text("Noor Haddad took this over", timeout=20_000)


@pytest.mark.slow
def test_many_at_once_and_back(house, desks):
    """Ticked by keyboard, given to a colleague, undone in one step."""
    writers = [Resident(house, f"Dubbel {word}", f"dubbel.{word.lower()}@voorbeeld.example") for word in ("Een", "Twee")]
    for writer in writers:
        writer.post(writer.write("Dubbele melding", "Er ligt afval bij de containers."))
        writer.letters(1)
    bram = desks.of("bram")
    bram.goto("/desk/queue/team/")
    rows = bram.locator("#queue-list .item", has_text="Dubbele melding")
    expect(rows).to_have_count(2, timeout=20_000)
    for row in rows.all():
        row.locator(".item__link").focus()
        bram.keyboard.press("x")
    expect(bram.locator("[data-bulk-count]")).to_have_text("2 ticked")
    bram.locator("#bulk summary").first.click()
    bram.locator("#bulk-employee").select_option(label="Noor Haddad")
    with bram.expect_event("load"):
        bram.locator("#bulk [value=assign]").click()
    expect(bram.locator("#bulk-done")).to_contain_text("2 conversations are with Noor Haddad now", timeout=20_000)
    expect(rows.first).to_contain_text("Noor Haddad")
    bram.keyboard.press("z")
    expect(bram.locator("#bulk-done")).to_contain_text("2 conversations are as they were before", timeout=20_000)
    expect(rows.first).not_to_contain_text("Noor Haddad")
