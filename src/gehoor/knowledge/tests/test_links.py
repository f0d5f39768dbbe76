"""Whether the pages that articles lead to are there; and that nobody looks into our own network by it."""

import socket
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from gehoor.knowledge import writing
from gehoor.knowledge.links import checking, reaching
from gehoor.knowledge.models import OutgoingLink

STATUSES = {"/there": 200, "/gone": 404, "/ill": 500, "/login": 403}


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        status = STATUSES.get(self.path, 302)
        self.send_response(405 if self.command == "HEAD" and self.path == "/there" else status)
        if status == 302:
            self.send_header("Location", "/there" if self.path == "/moved" else "/round")
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, *_args):
        """Nothing on the screen of a test."""


@pytest.fixture(scope="module")
def site():
    server = HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("path", "problem"), [
    ("/there", ""), ("/moved", ""), ("/login", ""), ("/gone", "not_found"), ("/ill", "trouble"), ("/round", "loop"),
])
def test_it_works(site, path, problem):
    found = reaching.problem_at(f"http://127.0.0.1:{site}{path}", allowed=lambda _address: True, ports={"http": site})
    assert found == problem


@pytest.mark.parametrize("url", [
    "http://127.0.0.1/", "http://localhost/", "http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/", "http://0.0.0.0/",
    "http://[::ffff:127.0.0.1]/", "http://192.168.1.1/", "http://100.64.0.1/", "http://2130706433/", "ftp://example.nl/", "http://example.nl:22/",
    "http://user:secret@example.nl/", "http://[64:ff9b::a00:1]/", "http://[2002:7f00:1::]/", "http://[fe80::1%25lo]/", "http://0x7f.1/", "http://example.nl:99999/", "file:///etc/passwd", "http:///x",
])
def test_our_own_network_is_not_looked_into(url):
    assert reaching.problem_at(url) in ("refused", "away")


def test_who_sends_a_letter_at_a_time_is_hung_up_on(monkeypatch):
    monkeypatch.setattr(reaching, "AT_MOST", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip, args=[server], daemon=True).start()
        port = server.getsockname()[1]
        assert reaching.problem_at(f"http://127.0.0.1:{port}/", allowed=lambda _address: True, ports={"http": port}) == "away"


def drip(server):
    """An answer that says after twenty seconds that the page is there."""
    other, _address = server.accept()
    with other, suppress(OSError):
        for letter in b"HTTP/1.1 200 " + b"O" * 400 + b"\r\n\r\n":
            other.sendall(bytes([letter]))
            time.sleep(0.05)


def test_a_redirect_goes_through_the_same_door(site):
    asked = []
    allowed = lambda address: not asked.append(address) and len(asked) < 2
    assert reaching.problem_at(f"http://127.0.0.1:{site}/moved", allowed=allowed, ports={"http": site}) == "refused"


@pytest.fixture
def article(db):
    text = "[a](https://a.example/x) [b](https://b.example/y) [c](/antwoorden/nergens/) [m](mailto:x@y.nl) [ons](/contact)"
    version = writing.begin(by=None, question="Waar?", answer=text)
    writing.publish(version, by=None)
    return version.article


def look(problems):
    return checking.check_due(reach=lambda address: problems.get(address, ""), wait=lambda _seconds: None)


def test_broken_on_two_days_is_broken(article):
    assert look({"https://a.example/x": "not_found"}) == 4
    assert [link.address for link in OutgoingLink.objects.broken()] == ["/antwoorden/nergens/"]  # our own we know at once

    assert look({}) == 0
    OutgoingLink.objects.update(checked_at="2026-01-01T00:00Z")
    look({"https://a.example/x": "not_found"})
    assert {link.address for link in OutgoingLink.objects.broken()} == {"/antwoorden/nergens/", "https://a.example/x"}

    OutgoingLink.objects.update(checked_at="2026-01-01T00:00Z")
    writing.publish(writing.begin(by=None, question="Nergens"), by=None)
    look({})
    assert not OutgoingLink.objects.broken().exists()


def test_a_link_that_is_taken_out_is_forgotten(article):
    checking.gather()
    writing.publish(writing.change(article, by=None, answer="Zonder."), by=None)
    checking.gather(article)
    assert not OutgoingLink.objects.exists()


def test_where_nothing_can_be_reached_no_link_is_to_blame(db):
    text = " ".join(f"[x](https://{name}.example/)" for name in "abcd")
    writing.publish(writing.begin(by=None, question="Waar?", answer=text), by=None)
    for _day in range(3):
        checking.check_due(reach=lambda _address: "away", wait=lambda _seconds: None)
        OutgoingLink.objects.update(checked_at="2026-01-01T00:00Z")
    assert not OutgoingLink.objects.broken().exists()
