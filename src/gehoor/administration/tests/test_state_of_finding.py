"""The administrator is told how articles are found, and what keeps that from going well."""

import pytest
from django.utils import translation

from gehoor.administration import state
from gehoor.knowledge.models import Indexing
from gehoor.knowledge.retrieval.embedding import embedder

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_meaning(settings):
    """As where a model comes along; it is not loaded."""
    settings.GEHOOR_EMBEDDINGS = ""
    embedder.cache_clear()
    yield
    embedder.cache_clear()


def told():
    with translation.override("en"):
        return next(fact for fact in state.all_facts() if fact.what == "Finding answers")


def test_by_words_alone(settings):
    settings.GEHOOR_EMBEDDINGS = "none"
    embedder.cache_clear()
    assert "GEHOOR_EMBEDDINGS" in told().says


@pytest.mark.parametrize("row, words, is_well", [
    ({}, "as soon as", True), ({"done": 3, "total": 9}, "3 are", True), ({"done": 9, "total": 9}, "meaning: 9", True),
    ({"done": 3, "total": 9, "trouble": "ConnectionError"}, "ConnectionError", False),
])
def test_by_meaning(by_meaning, row, words, is_well):
    Indexing.objects.create(model="e5", **row)

    assert words in told().says
    assert told().is_well is is_well
