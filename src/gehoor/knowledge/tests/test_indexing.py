"""Vectors of what we tell: made by a job, kept by their words."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from gehoor.knowledge import writing
from gehoor.knowledge.models import Indexing, Vector
from gehoor.knowledge.retrieval import embedding, index, indexing

pytestmark = pytest.mark.django_db


class Recorded(BaseHTTPRequestHandler):
    """An embeddings endpoint as OpenAI describes it: rows in any order, each with its index."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked += asked["input"]
        if self.server.is_down:
            return self.send_error(503)
        rows = [{"index": at, "embedding": [1.0 + len(text) % 7, 2.0, float(at % 3)]} for at, text in enumerate(asked["input"])]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"data": rows[::-1]}).encode())

    def log_message(self, *_parts):
        """Say nothing."""


@pytest.fixture
def endpoint(settings):
    server = HTTPServer(("127.0.0.1", 0), Recorded)
    server.asked, server.is_down = [], False
    Thread(target=server.serve_forever, daemon=True).start()
    settings.GEHOOR_EMBEDDINGS = f"http://127.0.0.1:{server.server_port}/v1/embeddings"
    embedding.embedder.cache_clear()
    yield server
    server.shutdown()
    server.server_close()
    embedding.embedder.cache_clear()


@pytest.fixture
def article():
    version = writing.begin(by=None, question="Wat kost een paspoort?", short_answer="Het tarief hangt van uw leeftijd af.")
    writing.publish(version, by=None)
    return version


def test_it_works(endpoint, article):
    assert indexing.is_wanted()
    done = indexing.bring_up_to_date()

    assert done.is_done and done.total == Vector.objects.count() and not indexing.is_wanted()
    assert "passage: Wat kost een paspoort?" in endpoint.asked
    assert index.current().meaning is not None


def test_only_what_was_rewritten_is_made_again(endpoint, article):
    indexing.bring_up_to_date()
    endpoint.asked.clear()

    writing.publish(writing.change(article.article, by=None, short_answer="Het hangt af van hoe oud u bent."), by=None)
    indexing.bring_up_to_date()

    assert len(endpoint.asked) == 2  # the opening and the introduction; the question stayed as it was


def test_an_endpoint_that_is_down_holds_nothing_up(endpoint, article):
    endpoint.is_down = True
    assert indexing.bring_up_to_date().trouble and indexing.is_wanted()

    endpoint.is_down = False
    assert indexing.bring_up_to_date().is_done and not Indexing.objects.get().trouble


def test_without_a_model_there_is_nothing_to_do(settings, article):
    settings.GEHOOR_EMBEDDINGS = embedding.NONE
    embedding.embedder.cache_clear()
    assert indexing.bring_up_to_date() is None and not indexing.is_wanted()
    embedding.embedder.cache_clear()


def test_no_thread_waits_long_for_the_model():
    model = embedding.Bundled()
    for _ in range(embedding.ASKING):
        model._places.acquire()

    with pytest.raises(embedding.NoVectors):
        model.questions(["Wat kost een paspoort?"])
