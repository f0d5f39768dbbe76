"""Which article answers a question, and whether to answer at all."""

import numpy as np
import pytest

from gehoor.assistant import figures, fitting, ranking
from gehoor.knowledge import writing
from gehoor.knowledge.retrieval import embedding, indexing

pytestmark = pytest.mark.django_db
QUESTIONS = {
    "Wat moet ik doen als ik mijn paspoort kwijt ben?": "Meld het bij de gemeente. U krijgt een verklaring van vermissing.",
    "Wanneer wordt oud papier opgehaald?": "Elke eerste woensdag van de maand.",
    "Hoe maak ik bezwaar tegen een besluit?": "Stuur binnen zes weken een brief.",
    "Hoe geef ik mijn verhuizing door?": "Dat kan online, van vier weken ervoor tot vijf dagen erna.",
}


@pytest.fixture(autouse=True)
def told():
    for question, answer in QUESTIONS.items():
        writing.publish(writing.begin(by=None, question=question, short_answer=answer), by=None)


@pytest.fixture
def model(settings):
    """The one that comes along."""
    settings.GEHOOR_EMBEDDINGS = ""
    embedding.embedder.cache_clear()
    yield
    embedding.embedder.cache_clear()


def test_by_words_alone():
    ranked = ranking.rank("ik ben mijn paspoort verloren")

    assert ranked.candidates[0].version.question.startswith("Wat moet ik doen als ik mijn paspoort")
    assert ranked.confidence > ranking.rank("hoe laat begint de voetbalwedstrijd").confidence
    assert ranking.rank("hoe laat begint de voetbalwedstrijd").tier == "none"


def test_by_words_and_meaning(model):
    indexing.bring_up_to_date()
    ranked = ranking.rank("ik ben het niet eens met wat de gemeente heeft beslist")

    assert ranked.candidates[0].version.question == "Hoe maak ik bezwaar tegen een besluit?"
    assert 0 < ranked.candidates[1].probability < ranked.confidence <= 1
    assert ranking.rank("zet een wekker om zeven uur").tier == "none"


@pytest.mark.parametrize("text", ["", "?", "\0", "a" * 10_000, "de het een", "'; drop table", "💥" * 300])
def test_whatever_is_typed(text):
    assert ranking.rank(text).tier in ("none", "suggest")


def test_risk_and_coverage():
    told = [figures.Told(True, 0, 0.9, "answer"), figures.Told(True, 2, 0.5, "suggest"), figures.Told(False, None, 0.7, "answer")]
    found = figures.figures(told)

    assert figures.curve(told).tolist() == [0, 0.5, pytest.approx(2 / 3)]
    assert (found.recall_1, found.recall_3, found.wrong, found.useful) == (0.5, 1, pytest.approx(1 / 3), 1)


def test_a_threshold_keeps_wrong_answers_few():
    def outcome(sure, is_right, is_far=False):
        question = fitting.Question("", frozenset({0}) if is_right else frozenset(), is_far)
        return fitting.Outcome(fitting.Row(question, None, 0), np.array([0, 1, 2]), sure, sure)

    outcomes = [outcome(0.9, True)] * 96 + [outcome(0.8, False)] * 4 + [outcome(0.6, False, is_far=True)]
    anything = fitting.logistic(np.arange(4.0)[:, None], np.array([0, 0, 1, 1.0]), np.ones(4))
    fitted = fitting._with_thresholds(fitting.Calibration(np.ones(6), anything, anything, 1.0), outcomes)

    assert 0.8 < fitted.answer.threshold <= 0.9


def test_what_an_article_answers_is_parted_from_what_none_does():
    def outcome(in_scope, is_right):
        question = fitting.Question("", frozenset({0} if is_right else ()))
        return fitting.Outcome(fitting.Row(question, None, 0), np.array([0]), in_scope, in_scope)

    outcomes = [outcome(at, True) for at in (0.3, 0.4, 0.45, 0.9)] + [outcome(at, False) for at in (0.02, 0.1, 0.35)]

    assert 0.1 < fitting._near(outcomes, 0.5) < 0.3
    assert fitting._near(outcomes[:4], 0.5) == 0.5
