"""An article that ends at midnight, in the browsers that had it open: the next morning no channel tells it any more."""

import re
import tomllib

import pytest
from playwright.sync_api import expect

from gehoor.core import organisation
from gehoor.demo.knowledge import FILES
from gehoor.knowledge import writing

from .test_contact_widget import other_site

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SOON = 40_000  # ms: two cores, and other tests beside this one
TODAY, TOMORROW = "2026-11-18 16:00", "2026-11-19 09:30"
QUESTION, ANSWER = "Wanneer worden de bladkorven geplaatst?", "In oktober zetten wij de bladkorven neer."


@pytest.fixture
def basket(cast, clock):
    clock.is_at(TODAY)
    papers = tomllib.loads(next(file for file in FILES if file.stem == "papers").read_text())["article"]
    for row in papers:  # beside nothing else the assistant cannot be sure of one
        writing.publish(writing.begin(by=None, question=row["question"], short_answer=row["short_answer"]), by=None)
    version = writing.begin(by=None, question=QUESTION, short_answer=ANSWER, valid_until=clock.on(TODAY).date())
    writing.publish(version, by=None)
    return version


@pytest.fixture
def bram(site, browser, client, cast):
    """A page of an employee."""
    client.force_login(cast.owner)
    context = browser.new_context(base_url=site.url)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])
    yield context.new_page()
    context.close()


def asked(page, strange):
    """A talk begun in the contact button of another site; its page."""
    page.goto(strange)
    page.get_by_role("button", name="Contact", exact=True).click()
    box = page.frame_locator("iframe").get_by_role("textbox", name="Uw vraag aan de computer")
    box.fill(QUESTION)
    with page.context.expect_page() as opened:
        box.press("Enter")
    opened.value.wait_for_url(re.compile(r"/vraag/[a-z2-7]{26}/"))
    return opened.value


def search(page):
    page.goto("/antwoorden/")
    page.locator("#q").press_sequentially("bladkorven")
    expect(page.locator("#found h2")).to_be_visible(timeout=SOON)
    return page.locator("#found")


def test_it_is_gone_everywhere_at_once(site, browser, bram, basket, told, clock):
    place, desk = f"/antwoorden/{basket.article.slug}/", f"/desk/conversations/{told(subject='Bladkorven', text=QUESTION).reference}/"
    context = browser.new_context(base_url=site.url, locale="nl-NL")
    page, widget = context.new_page(), context.new_page()
    with other_site(site.url, f"script-src {site.url}; frame-src {site.url}") as strange:
        house = organisation.current()
        house.widget_sites = strange
        house.save()
        talk = asked(widget, strange)
        expect(talk.locator("main")).to_contain_text(ANSWER, timeout=SOON)
        expect(search(page)).to_contain_text(QUESTION)
        page.goto(place)
        expect(page.locator("main")).to_contain_text(ANSWER)
        bram.goto(desk)
        expect(bram.locator(".known", has_text=QUESTION)).to_have_count(1, timeout=SOON)

        clock.is_at(TOMORROW)
        assert page.reload().status == 410
        expect(page.get_by_role("heading", level=1)).to_have_text("Dit antwoord geldt niet meer")
        talk.reload()
        expect(talk.locator("main")).to_contain_text("Dit geldt niet meer.")
        expect(talk.locator("main")).not_to_contain_text(ANSWER)
        expect(search(page)).not_to_contain_text(QUESTION)
        later = asked(widget, strange)
        expect(later.locator(".exchange")).to_have_count(1, timeout=SOON)
        expect(later.locator("main")).not_to_contain_text(ANSWER)
        expect(later.locator(".card, .offer").filter(has_text=QUESTION)).to_have_count(0)
        bram.reload()
        expect(bram.get_by_role("button", name=re.compile("nothing fits|Niets past"))).to_be_visible(timeout=SOON)
        expect(bram.locator(".known", has_text=QUESTION)).to_have_count(0)
    context.close()
