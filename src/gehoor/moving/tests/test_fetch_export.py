"""bin/export-zammad and bin/export-chatwoot against a server that answers as theirs do, and then bringing that over."""

import http.server
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from gehoor.conversations.models import Attachment, Conversation

from .conftest import SAMPLES

pytestmark = pytest.mark.django_db
BIN = Path(__file__).resolve().parents[4] / "bin"


class Answers(http.server.BaseHTTPRequestHandler):
    """Gives the samples as pages of the API; knows one token."""

    def do_GET(self):
        has_token = "geheim" in str(self.headers)
        content = self.server.page(self.path) if has_token or "/rails/" in self.path else None
        self.send_response(200 if content is not None else 404)
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture
def serve():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def on(page):
        server.page = page
        return f"http://127.0.0.1:{server.server_port}"

    yield on
    server.shutdown()
    server.server_close()


def read(path, otherwise=b"[]"):
    return path.read_bytes() if path.is_file() else otherwise


def fetch(name, *words, **variables):
    done = subprocess.run(
        [sys.executable, BIN / f"export-{name}", *map(str, words)], env={**os.environ, **variables}, capture_output=True,
        text=True, check=False, timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_zammad(serve, bring, tmp_path):
    def page(path):
        samples = SAMPLES / "zammad"
        if found := re.fullmatch(r"/api/v1/(\w+)\?expand=true&page=(\d+)&per_page=\d+", path):
            rows = json.loads(read(samples / f"{found[1]}-{found[2]}.json"))
            return json.dumps([row for row in rows if isinstance(row, dict)]).encode()
        if found := re.fullmatch(r"/api/v1/ticket_articles/by_ticket/(\d+)\?expand=true", path):
            return read(samples / "articles" / f"{found[1]}.json")
        return b"bytes of a file"

    fetch("zammad", serve(page), tmp_path / "export", ZAMMAD_TOKEN="geheim")
    bring("zammad", tmp_path / "export")

    assert Conversation.objects.count() == 3
    assert Attachment.objects.count() == 2


def test_chatwoot(serve, bring, tmp_path):
    def page(path):
        samples = SAMPLES / "chatwoot"
        if found := re.fullmatch(r"/api/v1/accounts/1/conversations/(\d+)/messages", path):
            content = read(samples / "messages" / f"{found[1]}.json", b'{"payload": []}')
            return content.replace(b"https://chat.wierdorp.test", where.encode())
        if found := re.fullmatch(r"/api/v1/accounts/1/(\w+)\?(?:status=all&)?page=(\d+)", path):
            return read(samples / f"{found[1]}-{found[2]}.json", b'{"payload": []}')
        if found := re.fullmatch(r"/api/v1/accounts/1/(\w+)", path):
            return read(samples / f"{found[1]}.json")
        return b"bytes of a file"

    where = serve(page)
    fetch("chatwoot", where, 1, tmp_path / "export", CHATWOOT_TOKEN="geheim")
    bring("chatwoot", tmp_path / "export")

    assert Conversation.objects.count() == 2
    assert bytes(Attachment.objects.get().blob.content) == b"bytes of a file"
