"""An answer told with keys alone, in a real browser: it comes by itself, is put in, sent, and read back as it was told."""

import pytest
from playwright.sync_api import expect

from gehoor.channels.chat import starting
from gehoor.conversations.models import Citation
from gehoor.knowledge import writing
from tests.test_accessibility import defects

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
OLD, NEW = "In oktober zetten wij de bladkorven neer.", "Dit jaar zetten wij ze in november neer."


@pytest.fixture
def basket(db):
    version = writing.begin(by=None, question="Wanneer komt er een bladkorf?", short_answer=OLD, answer="Kijk op de **kaart**.")
    writing.publish(version, by=None)
    return version


@pytest.fixture
def at_desk(site, page, client, cast):
    """Bram's browser: `at_desk(path)` opens a page."""
    client.force_login(cast.owner)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])

    def opened(path):
        page.goto(f"{site.url}{path}")
        return page

    return opened


def changed(basket):
    writing.publish(writing.change(basket.article, by=None, short_answer=NEW), by=None)


def test_it_works(at_desk, told, basket):
    conversation = told()
    page = at_desk(f"/desk/conversations/{conversation.reference}/")
    expect(page.locator(".known")).to_have_count(1)

    page.keyboard.press("q")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".known__body")).to_contain_text(OLD)
    assert not defects(page, ["light", "dark"])
    page.set_viewport_size({"width": 1440, "height": 900})
    page.keyboard.press("I")
    expect(page.locator("[name=reply-text]")).to_have_value(OLD)
    expect(page.locator("[name=reply-text]")).to_be_focused()
    expect(page.locator("#reply-form .cites__list li")).to_have_count(1)
    page.keyboard.type(" Groet, Bram")
    expect(page.locator("#reply-form [data-draft-state]")).to_contain_text(":")
    page.reload()
    expect(page.locator("#reply-form .cites__list li")).to_have_count(1)
    page.locator("[name=reply-text]").press("Control+Enter")

    expect(page.locator("#timeline .cited")).to_contain_text("versie 1")
    assert Citation.objects.get().version == basket
    changed(basket)
    page.reload()
    page.locator("#timeline .cited a").click()
    expect(page.locator("main")).to_contain_text(OLD)
    expect(page.locator("main ins").last).to_contain_text("november")
    assert not defects(page, ["light", "dark"])


def test_what_changed_before_it_was_sent(at_desk, told, basket):
    conversation = told()
    page = at_desk(f"/desk/conversations/{conversation.reference}/")
    expect(page.locator(".known")).to_have_count(1)
    page.keyboard.press("I")
    expect(page.locator("[name=reply-text]")).to_have_value(OLD)
    changed(basket)

    page.locator("[name=reply-text]").press("Control+Enter")
    expect(page.locator("#write .notice")).to_contain_text("versie 1 is vervangen door versie 2")
    assert not defects(page, ["light"])
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator("[name=reply-text]")).to_have_value(OLD)
    page.locator("[name=reply-text]").fill("")
    page.get_by_role("button", name="Nieuw antwoord invoegen").click()
    expect(page.locator("[name=reply-text]")).to_have_value(NEW)
    page.locator("[name=reply-text]").press("Control+Enter")

    expect(page.locator("#timeline .cited")).to_contain_text("versie 2")


def test_in_a_chat_and_taken_out(at_desk, basket, cast):
    chat = starting.start(starting.Asked("Wanneer komt de bladkorf?", "startpagina-1", "Fatima"))
    page = at_desk(f"/desk/conversations/{chat.conversation.reference}/")
    expect(page.locator(".known")).to_have_count(1)
    box, chips = page.locator("#chat-text"), page.locator("#chat-form .cites__list li")

    page.keyboard.press("Escape")
    page.keyboard.press("I")
    expect(box).to_have_value(OLD)
    chips.get_by_role("button").click()
    expect(chips).to_have_count(0)
    box.fill("")
    page.keyboard.press("Escape")
    page.keyboard.press("I")
    expect(chips).to_have_count(1)
    box.press("Enter")

    expect(page.locator("#timeline .cited")).to_contain_text("versie 1")
    expect(chips).to_have_count(0)
    assert Citation.objects.get().contact.channel == "chat"
