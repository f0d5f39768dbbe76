"""A chat that is not kept any more, in a page that is still open: it says so instead of trying for ever."""

import pytest
from playwright.sync_api import expect

from gehoor.channels.chat import starting
from gehoor.channels.chat.models import Chat

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.browser_context_args(locale="en-GB")
def test_it_works(site, page, cast):
    chat = starting.start(starting.Asked("Wanneer komt de bladkorf?", "startpagina-1"))
    page.goto(f"{site.url}/chat/{starting.key_of(chat)}/")
    expect(page.locator("main")).to_contain_text("Wanneer komt de bladkorf?")

    Chat.objects.all().delete()
    page.evaluate("dispatchEvent(new Event('online'))")  # the line is opened anew, as after a night in a pocket
    expect(page.locator("main")).to_contain_text("We do not know this chat", timeout=30_000)
