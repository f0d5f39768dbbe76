"""At their turn, in a browser: the employee sees the number above the story and says by key what came of it."""

import pytest
from playwright.sync_api import expect

from gehoor.callbacks import lining
from gehoor.lines import routing
from gehoor.promises.models import Promise
from tests.test_accessibility import NARROW, WIDE, defects

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(site, page, cast, client):
    """Bram at his desk."""
    client.force_login(cast.owner)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])
    return page


def test_at_their_turn_with_the_story_open(desk, site, asked, cast):
    call_back = asked(about="Wanneer komt de bladkorf?")
    reference = call_back.promise.conversation.reference
    routing.take(lining.turn_of(call_back), cast.owner)
    desk.goto(f"{site.url}/desk/conversations/{reference}/")
    expect(desk.locator("#standing .call__number")).to_have_attribute("href", "tel:+31612345678")
    expect(desk.locator("#timeline")).to_contain_text("Wanneer komt de bladkorf?")
    desk.emulate_media(reduced_motion="reduce")
    found = defects(desk, ["light", "dark"], [WIDE, NARROW])
    assert not found, "\n".join(found)
    desk.set_viewport_size(WIDE)

    desk.keyboard.press("Shift+G")
    expect(desk.locator("#standing .call")).to_contain_text("10:25")
    assert lining.turn_of(call_back) is None, "somebody else comes first now"

    desk.keyboard.press("Shift+S")
    desk.wait_for_url("**/channels/phone/**")
    assert Promise.objects.get().state == "kept"
    expect(desk.locator("[name=choice]:checked")).to_have_value(f"conversation:{reference}")


def test_calling_instead_of_typing(desk, site, cast):
    from gehoor.channels.chat import starting

    reference = starting.start(starting.Asked("Wanneer komt de bladkorf?", "startpagina-1", "Sanne")).conversation.reference
    desk.goto(f"{site.url}/desk/conversations/{reference}/call/")
    desk.emulate_media(reduced_motion="reduce")
    found = defects(desk, ["light", "dark"], [WIDE, NARROW])
    assert not found, "\n".join(found)


@pytest.mark.browser_context_args(locale="en-GB")
def test_the_person_sees_their_place_change(site, page, asked, cast):
    from gehoor.callbacks import change_link

    first, second = asked(), asked(number="+31687654321")
    page.goto(site.url + change_link.path_of(second))
    expect(page.locator("main")).to_contain_text("number 2 in the line")
    routing.take(lining.turn_of(first), cast.owner)
    expect(page.locator("main")).to_contain_text("number 1 in the line", timeout=20_000)
