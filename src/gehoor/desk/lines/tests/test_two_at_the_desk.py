"""Two employees in real browsers: who waits is offered to one, passed on to the other, and helped without anybody searching."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from gehoor.lines import availability, joining, routing
from gehoor.lines.models import Turn
from gehoor.queues import handing_over
from tests.test_accessibility import NARROW, WIDE, defects

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_desk(site, browser):
    """`at_desk(cast.owner)` is a page of theirs, whose screen is alive."""
    contexts = []

    def sit(employee):
        client = Client()
        client.force_login(employee)
        context = browser.new_context(locale="en-GB", reduced_motion="reduce")
        contexts.append(context)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])
        page = context.new_page()
        page.refusals = []
        page.on("console", lambda message: message.type == "error" and page.refusals.append(message.text))
        page.goto(f"{site.url}/desk/queue/team/")
        expect(page.locator("#live-state")).to_have_attribute("data-state", "live", timeout=20_000)
        return page

    yield sit
    for context in contexts:
        context.close()


@pytest.mark.slow
def test_offered_passed_on_and_helped(cast, told, at_desk):
    conversation = told(subject="Wat kost een paspoort?")
    bram = at_desk(cast.owner)
    bram.keyboard.press("B")
    expect(bram.locator("#line-menu > summary")).to_contain_text("Available", timeout=20_000)
    turn = joining.join(conversation, channel="chat", team=cast.teams.open)

    expect(bram.locator(".offer")).to_contain_text("Wat kost een paspoort?", timeout=20_000)
    expect(bram.locator("#announcer")).to_have_text("Somebody waits for you. Press Shift T to help, or Shift D to let it pass.")
    assert bram.evaluate("document.activeElement === document.body"), "nothing takes the focus"
    bram.locator("#line-menu > summary").click()
    bram.locator("#line-menu [name=state][value=away]").first.click(trial=True)  # an offer lies below the menu
    bram.locator("#line-menu > summary").click()
    noor = at_desk(cast.mate)
    availability.set_state(cast.mate, "chat", "available")
    bram.keyboard.press("D")

    expect(noor.locator(".offer")).to_contain_text("Fatima El Idrissi", timeout=20_000)
    expect(bram.locator(".offer")).to_have_count(0)
    noor.keyboard.press("T")
    expect(noor.locator("h1")).to_contain_text("Wat kost een paspoort?", timeout=20_000)
    assert Turn.objects.get(pk=turn.pk).taken_by == cast.mate
    assert bram.refusals == noor.refusals == []
    routing.finish(turn, "helped")


@pytest.mark.slow
def test_axe_finds_nothing(cast, told, at_desk, site):
    lead = at_desk(cast.lead)
    for number, more in enumerate(({}, {"language": "ar", "subject": "Belastingen"}, {"prefers": cast.mate})):
        joining.join(told(subject=f"Vraag {number}", address=f"{number}@voorbeeld.example"), channel="chat", **more)
    lead.keyboard.press("B")
    expect(lead.locator(".offer")).to_have_count(1, timeout=20_000)
    lead.goto(f"{site.url}/desk/live/")
    lead.locator("#line-menu > summary").click()

    assert defects(lead, sizes=(WIDE, {"width": 768, "height": 900}, NARROW)) == []


@pytest.mark.slow
def test_handed_over_while_somebody_waits(cast, told, at_desk):
    """Neither who is offered it nor who gets it back has to look for it."""
    turn = routing.take(joining.join(told(subject="Wat kost een paspoort?"), channel="chat"), cast.owner)
    bram, noor = at_desk(cast.owner), at_desk(cast.mate)
    handing_over.offer(turn.conversation, by=cast.owner, kind="colleague", employee=cast.mate, summary="x", asked="Help haar.")

    expect(noor.locator(".offer")).to_contain_text("Wat kost een paspoort?", timeout=20_000)
    expect(noor.locator("#announcer")).to_have_text("Fatima El Idrissi: Bram de Wit hands this over to you")
    assert defects(noor, ["light", "dark"], [WIDE, NARROW]) == []
    noor.locator(".offer").get_by_role("link", name="Read the handover").click()
    noor.locator("summary", has_text="Decline").click()
    noor.fill("[name=reason]", "Ik ken paspoorten niet.")
    noor.get_by_role("button", name="Back to Bram de Wit").click()

    expect(bram.locator(".offer")).to_contain_text("Noor Haddad declined this; it is back with Bram de Wit", timeout=20_000)
    expect(noor.locator(".offer")).to_have_count(0)
    bram.locator(".offer").get_by_role("button", name="I take care of it").click()
    expect(bram.locator("h1")).to_contain_text("Wat kost een paspoort?", timeout=20_000)
    expect(bram.locator(".offer")).to_have_count(0)
    assert bram.refusals == noor.refusals == []
