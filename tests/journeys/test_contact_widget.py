"""The widget on a page of another site with a strict policy (B1): by keyboard only, without a cookie."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.plugins.site import wait_until
from tests.test_accessibility import AXE, NARROW, RULES, RUN, WIDE

pytestmark = pytest.mark.xdist_group("house")
SOON = 20_000  # milliseconds; two cores, and other tests beside this one


@pytest.mark.slow
def test_by_keyboard_in_the_panel(house, desks):
    with other_site(desks.url, f"script-src {desks.url}; frame-src {desks.url}") as site:
        name_site(desks.of("beheer"), site)
        page = desks.of()
        page.goto(site)
        button = page.get_by_role("button", name="Contact", exact=True)
        expect(button).to_have_attribute("aria-expanded", "false", timeout=SOON)
        assert page.context.cookies() == [] and len(page.frames) == 1  # nothing is asked before it is used
        assert min(button.bounding_box()[side] for side in ("width", "height")) >= 44

        page.keyboard.press("Tab")  # the link of the site
        page.keyboard.press("Tab")
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog", name="Contact met Gemeente Merelveld")).to_be_visible()
        expect(page.get_by_role("button", name="Sluiten")).to_be_focused()
        frame = page.frame_locator("iframe")
        expect(frame.get_by_role("heading", name="Hoe kunnen we u helpen?")).to_be_visible(timeout=SOON)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")  # past "to the content"
        wait_until(lambda: page.frames[1].evaluate("document.hasFocus()"))
        assert not violations(page) and not violations(page.frames[1])

        page.keyboard.press("Escape")  # inside the frame
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(button).to_be_focused()
        assert page.context.cookies() == [] and page.evaluate("localStorage.length") == 0


@pytest.mark.slow
def test_plain_links_where_the_site_lets_no_frame_in(house, desks):
    """On a phone it fills the screen; the links lead to us in a tab of their own."""
    with other_site(desks.url, f"script-src {desks.url}", lang="en") as site:
        page = desks.of(viewport=NARROW)
        page.goto(site)
        page.get_by_role("button", name="Contact", exact=True).click()
        call = page.get_by_role("link", name="Call us")
        expect(call).to_be_visible(timeout=SOON)
        assert call.get_attribute("href") == "tel:140999"
        assert page.get_by_role("link", name="All ways to reach us").get_attribute("target") == "_blank"
        assert page.get_by_role("dialog").bounding_box()["width"] == NARROW["width"]
        for size in (NARROW, WIDE):
            page.set_viewport_size(size)
            assert not violations(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        assert all("frame-src" in told for told in desks.complaints)  # the site's own policy, told by the browser
        desks.complaints.clear()


@pytest.mark.slow
def test_what_lies_open_tells_how_it_is_now(house, desks):
    """Not only in the rows: that all is closed, and the number for what cannot wait, come and go on an open page too."""
    page = desks.of()
    page.goto("/contact/")
    urgent = page.locator(".urgent")
    urgent.evaluate("one => one.remove()")  # as if the page was opened at another hour
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(urgent).to_be_visible(timeout=SOON)


def violations(place):
    place.evaluate(AXE)
    return [rule["id"] for rule in place.evaluate(RUN, RULES)["violations"]]


def name_site(page, site):
    page.goto("/administration/contact/")
    page.get_by_label("Your websites").fill(site)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".toast")).to_contain_text("Saved.", timeout=SOON)


class other_site:
    """A page elsewhere whose policy lets nothing in but what is named: `localhost` is another site than 127.0.0.1."""

    def __init__(self, ours, policy, lang="nl"):
        page = (
            f'<!doctype html><html lang="{lang}"><head><title>Afval</title></head><body><main><h1>Afval</h1><p><a href="/">Afvalwijzer</a></p></main>'
            f'<script src="{ours}/contact/widget.js" defer referrerpolicy="no-referrer"></script></body></html>'
        )

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200 if self.path == "/" else 204)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", f"default-src 'none'; {policy}; require-trusted-types-for 'script'")
                self.end_headers()
                self.wfile.write(page.encode() if self.path == "/" else b"")

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://localhost:{self.server.server_port}"

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()
