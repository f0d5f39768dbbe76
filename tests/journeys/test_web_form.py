"""A web form (I2, C9): without scripts, with scripts, and in a page of another site; until an employee reads it."""

import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.plugins.site import wait_until
from tests.test_accessibility import NARROW, WIDE, defects

pytestmark = pytest.mark.xdist_group("house")
FORM = "/formulier/melding-openbare-ruimte/"
PHOTO = {"name": "lantaarn.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n dark"}
SOON = 20_000  # milliseconds; two cores, and other tests beside this one


def as_long_as_people_need(since):
    wait_until(lambda: time.monotonic() > since + 3.5)


def send(page):
    page.get_by_role("button", name="Send", exact=True).last.click()


def test_without_scripts(house, desks):
    """A mistake is told, the focus is on it, the photo is kept; then it stands in the conversation."""
    began, page = time.monotonic(), desks.of(java_script_enabled=False)
    page.goto(FORM)
    expect(page.get_by_text("Only if you answered “Verlichting”")).to_be_visible()
    page.get_by_label("Verlichting").check()
    page.locator("[name=q3]").fill("Kastanjelaan, hoek Lindelaan")
    page.locator("[name=q7]").set_input_files([PHOTO])
    send(page)
    problems = page.get_by_role("alert")
    expect(problems).to_be_focused(timeout=SOON)
    problems.get_by_role("link", name="Is het gevaarlijk?").click()
    expect(page.locator("[name=q4]").first).to_be_focused()
    page.locator("[name=q4]").last.check()
    as_long_as_people_need(began)
    send(page)

    expect(page.locator("h1")).to_have_text("Thank you. We received it.", timeout=SOON)
    reference = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", page.locator("main").inner_text())[0]
    bram = desks.of("bram")
    bram.goto(f"/desk/conversations/{reference}/")
    expect(bram.locator("#timeline")).to_contain_text("Kastanjelaan, hoek Lindelaan", timeout=SOON)
    expect(bram.locator("#timeline")).to_contain_text("lantaarn.png")


@pytest.mark.slow
def test_with_scripts_only_what_is_asked_shows_and_nobody_is_shut_out(house, desks):
    page = desks.of(reduced_motion="reduce")
    page.goto(FORM)
    lamp = page.locator("[name=q2]")
    expect(lamp).to_be_hidden()
    page.get_by_label("Verlichting").check()
    expect(lamp).to_be_visible()
    page.get_by_label("Afval").check()
    expect(lamp).to_be_hidden()
    page.locator("[name=q9]").fill("geen adres")
    page.locator("[name=q7]").set_input_files([PHOTO])
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("answers need your attention", timeout=SOON)
    found = defects(page, ["light", "contrast"], [WIDE]) + defects(page, ["dark"], [NARROW])

    page.get_by_role("button", name="Save and go on later").click()
    expect(page.locator("h1")).to_have_text("What you filled in is kept", timeout=SOON)
    found += defects(page, ["light"], [WIDE]) + defects(page, ["dark"], [NARROW])
    link = page.locator("#link").input_value()
    later = desks.of(reduced_motion="reduce")
    later.goto(link.replace("localhost", "127.0.0.1"))
    expect(later.get_by_label("Afval")).to_be_checked()
    expect(later.locator(".kept")).to_contain_text("lantaarn.png")
    later.locator("[name=q3]").fill("Eikenlaan 3")
    later.locator("[name=q4]").last.check()
    later.locator("[name=q9]").fill("sam@eikenlaan.example")
    send(later)
    expect(later.locator("h1")).to_have_text("Thank you. We received it.", timeout=SOON)
    found += defects(later, ["light"], [WIDE]) + defects(later, ["dark"], [NARROW])
    assert not found, "\n".join(found)


@pytest.mark.slow
def test_in_a_page_of_another_site(house, desks):
    """Only after the editor named that site; without a cookie; as high as the form."""
    with other_site(f"{desks.url}{FORM}ingebed/", f"{desks.url}/static/webform/embed.js") as site:
        page = desks.of()
        page.goto(site)
        wait_until(lambda: "frame-ancestors" in str(desks.complaints))  # the browser refuses
        assert not page.frame_locator("iframe").locator("[name=q3]").count()
        desks.complaints.clear()
        name_site(desks.of("joost"), site)

        began = time.monotonic()
        page.goto(site)
        frame = page.frame_locator("iframe")
        frame.get_by_label("Groen en bomen").check(timeout=SOON)
        wait_until(lambda: page.locator("iframe").bounding_box()["height"] > 700)
        frame.locator("[name=q3]").fill("Park, bij de vijver")
        frame.locator("[name=q4]").last.check()
        as_long_as_people_need(began)
        frame.get_by_role("button", name="Send", exact=True).last.click()
        expect(frame.locator("h1")).to_have_text("Thank you. We received it.", timeout=SOON)
        assert page.context.cookies() == []


def name_site(page, site):
    page.goto("/channels/webform/")
    page.get_by_role("link", name="Melding openbare ruimte").click()
    page.locator("[name=allowed_sites]").fill(site)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Saved.", timeout=SOON)


class other_site:
    """A page elsewhere with the form in a frame: `localhost` is another site than 127.0.0.1."""

    def __init__(self, frame, script):
        page = f'<!doctype html><html lang="nl"><title>Site</title><iframe data-gehoor src="{frame}" title="Formulier"></iframe><script src="{script}" defer></script></html>'

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200 if self.path == "/" else 204)
                self.send_header("Content-Type", "text/html; charset=utf-8")
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
