"""The figures of docs/assistant.md, from what spoke for each article when the questions were asked (`data/evidence.npz`).

No model and no article is needed: `bin/bench assistant` asks again, this holds what is made of it by the shipped calibration.
"""

from pathlib import Path

import numpy as np
import pytest

from gehoor.assistant import calibrating, calibration, figures, fitting
from gehoor.assistant.evidence import MEANING, USUAL, Evidence
from gehoor.knowledge.retrieval.lexical import Scores

KEPT = Path(__file__).with_name("data") / "evidence.npz"


def judged(questions: str) -> figures.Figures:
    with np.load(KEPT) as kept:
        tables, right, asked, usual = kept[f"{questions}_table"], kept[f"{questions}_right"], kept[f"{questions}_asked"], kept["usual"]
    rows = [fitting.Row(fitting.Question("", frozenset(np.flatnonzero(right[at]).tolist())), _evidence(tables[at].astype(float), asked[at], usual), 0)
            for at in range(len(tables))]
    fitted = calibration.shipped("hybrid")
    return figures.figures([calibrating.as_told(one, fitted) for one in fitting.judged(rows, fitted)])


def _evidence(table, asked, usual) -> Evidence:
    scores = Scores(table[:, 3] ** 2, table[:, 4], -5 * table[:, 5], asked[0], asked[1], int(asked[2]))
    return Evidence(table, table[:, :3] / MEANING + USUAL * usual, scores)


def test_development_questions_meet_the_targets():
    found = judged("development")

    assert found.questions == 170
    assert found.recall_1 >= 0.80 and found.recall_3 >= 0.92
    assert found.aurc <= 0.30 and found.wrong <= 0.05 and found.useful >= 0.60


def test_questions_that_nothing_was_fitted_on_are_seldom_answered_wrongly():
    found = judged("first_sight")

    assert found.questions == 101
    assert found.wrong <= 0.05 and found.useful >= 0.60 and found.aurc <= 0.30
    assert (found.recall_1, found.recall_3) == (pytest.approx(0.62, abs=0.05), pytest.approx(0.86, abs=0.05))
