"""Pages in threads: whole answers, and words of a live contact that wait for no page."""

import asyncio
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from gehoor.config.pages import CHUNK, Pages
from gehoor.core.live import quick

WORD = re.compile(r"/toy/word/")


def in_a_loop(coroutine):
    """What it gives, in a loop of its own: that of the browser's driver may run in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


@pytest.fixture
def word(monkeypatch):
    monkeypatch.setattr(quick, "_addresses", [])
    quick.register(WORD)


def scope(path, method="GET", **headers):
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "method": method, "path": path, "query_string": b"", "http_version": "1.1", "headers": pairs}


async def ask(pages, path, body=b""):
    """(status, body, in how many pieces)"""
    told, unread = [], [{"type": "http.request", "body": body}]

    async def receive():
        return unread.pop()

    async def send(message):
        told.append(message)

    await pages(scope(path, **({"content_length": str(len(body))} if body else {})), receive, send)
    start, *pieces = told
    assert [piece["more_body"] for piece in pieces] == [True] * (len(pieces) - 1) + [False]
    return start["status"], b"".join(piece["body"] for piece in pieces), len(pieces)


def test_a_short_answer_goes_in_one_piece_and_a_large_one_whole():
    def application(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"x" * 1000] * (3 if environ["PATH_INFO"] == "/short" else 3 * CHUNK // 1000)

    pages = Pages(application, threads=1, quick_threads=1)
    assert in_a_loop(ask(pages, "/short")) == (200, b"x" * 3000, 1)
    status, body, pieces = in_a_loop(ask(pages, "/large"))
    assert (status, len(body)) == (200, 3 * CHUNK // 1000 * 1000) and pieces > 2


def test_what_was_sent_is_read():
    def application(environ, start_response):
        start_response("201 Created", [])
        return [environ["wsgi.input"].read().upper()]

    assert in_a_loop(ask(Pages(application, 1, 1), "/form", b"text=hello"))[:2] == (201, b"TEXT=HELLO")


@pytest.mark.usefixtures("word")
def test_a_word_waits_for_no_page():
    let_go = threading.Event()

    def application(environ, start_response):
        start_response("200 OK", [])
        if environ["PATH_INFO"] != "/toy/word/":
            assert let_go.wait(20)
        return [b"done"]

    async def both():
        pages = Pages(application, threads=1, quick_threads=1)
        page = asyncio.create_task(ask(pages, "/slow"))
        word = await asyncio.wait_for(ask(pages, "/toy/word/", b"text=hello"), 20)
        is_waiting = not page.done()
        let_go.set()
        return word[1], is_waiting, (await page)[1]

    assert in_a_loop(both()) == (b"done", True, b"done")
