"""Fitting the calibration on questions whose answer is known, with cross-validation: every figure is of questions not fitted on."""

from dataclasses import dataclass

import numpy as np

from gehoor.knowledge.retrieval.index import Index

from .calibration import Calibration, Confidence
from .evidence import FOR_ARTICLE, Evidence, for_top, gather

FOLDS = 5
RANK_RIDGE, RIDGE = 0.01, 20.0  # L2: of the ranking per weight, of the logistic regressions (1 / C)
LEFT_OUT = 0.2  # what a question counts for whose article is taken away: a hard one out of scope
FAR = 0.5  # what chit-chat counts for
MOST_WRONG = 0.03  # of all questions answered wrongly; the target is 0.05
MOST_OFFERED = 0.15  # of the questions out of scope for which something is suggested
STEP = 0.005


@dataclass(frozen=True, slots=True)
class Question:
    """`right`: places in the index of the articles that answer it, none where it is out of scope."""

    text: str
    right: frozenset[int]
    is_far: bool = False


@dataclass(slots=True)
class Row:
    """A question with what speaks for what."""

    question: Question
    evidence: Evidence
    fold: int


def rows(questions: list[Question], index: Index) -> list[Row]:
    """Look at every question; folds are dealt in turn."""
    return [Row(question, gather(question.text, index), at % FOLDS) for at, question in enumerate(questions)]


def fit(given: list[Row], columns: tuple[str, ...]) -> Calibration:
    """On all rows; thresholds from `crossed`."""
    return _with_thresholds(_fit(given, columns), crossed(given, columns))


@dataclass(slots=True)
class Outcome:
    """What came of one question that was not fitted on."""

    row: Row
    order: np.ndarray
    sure: float
    in_scope: float

    def place(self) -> int | None:
        """Where the first right article stands, from 0."""
        return next((at for at, one in enumerate(self.order) if one in self.row.question.right), None)


def crossed(given: list[Row], columns) -> list[Outcome]:
    """Each row as judged by a calibration that was fitted on the other folds."""
    found = []
    for fold in range(FOLDS):
        fitted = _fit([row for row in given if row.fold != fold], columns)
        found += judged([row for row in given if row.fold == fold], fitted)
    return found


def judged(given: list[Row], fitted: Calibration) -> list[Outcome]:
    """Each row as this calibration judges it."""
    outcomes = []
    for row in given:
        order, _share, found = top(row, fitted.rank, ())
        outcomes.append(Outcome(row, order, float(fitted.answer.of(found)), float(fitted.suggest.of(found))))
    return outcomes


def top(row, weights, without):
    """As `for_top`, with the articles at these places taken away."""
    able = np.ones(len(row.evidence.table), dtype=bool)
    able[list(without)] = False
    return for_top(row.evidence, row.evidence.table @ weights, able)


def _fit(given, columns) -> Calibration:
    weights = _rank_weights([row for row in given if row.question.right], columns)
    found, first, three, counts = [], [], [], []
    for row in given:
        order, _share, numbers = top(row, weights, ())
        right = row.question.right
        found.append(numbers)
        first.append(bool(order[0] in right))
        three.append(any(at in right for at in order[:3]))
        counts.append(FAR if row.question.is_far else 1.0)
        if right:
            found.append(top(row, weights, right)[2])
            first.append(False)
            three.append(False)
            counts.append(LEFT_OUT)
    table, counts = np.array(found), np.array(counts)
    return Calibration(weights, logistic(table, np.array(first, float), counts), logistic(table, np.array(three, float), counts), 1.0)


def _rank_weights(given, columns, steps=300) -> np.ndarray:
    """Softmax over the articles, weights of 0 and more (conditional logit), by projected gradient with momentum."""
    use = np.array([name in columns for name in FOR_ARTICLE])
    tables = np.stack([row.evidence.table for row in given])
    right = np.zeros(tables.shape[:2])
    for at, row in enumerate(given):
        right[at, list(row.question.right)] = 1
    weights, speed, squared = 0.5 * use, np.zeros(len(use)), np.zeros(len(use))
    for step in range(1, steps + 1):
        scores = tables @ weights
        share = np.exp(scores - scores.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        hit = share * right
        hit /= np.maximum(hit.sum(axis=1, keepdims=True), 1e-12)
        slope = np.einsum("qa,qaf->f", share - hit, tables) / len(given) + 2 * RANK_RIDGE * weights / len(use)
        speed, squared = 0.9 * speed + 0.1 * slope, 0.99 * squared + 0.01 * slope**2
        pace = 0.1 / (1 + step / 100)
        weights = np.maximum(0, weights - pace * (speed / (1 - 0.9**step)) / (np.sqrt(squared / (1 - 0.99**step)) + 1e-8)) * use
    return weights


def logistic(table, right, counts, steps=30) -> Confidence:
    """From (rows, FOR_TOP), whether each is right, and what it counts for. Ridge logistic regression by Newton's method; columns are standardised."""
    mean = np.average(table, axis=0, weights=counts)
    scale = np.sqrt(np.average((table - mean) ** 2, axis=0, weights=counts))
    scale[scale < 1e-9] = 1.0
    design = np.column_stack([(table - mean) / scale, np.ones(len(table))])
    ridge = np.full(design.shape[1], RIDGE)
    ridge[-1] = 1e-6
    weights = np.zeros(design.shape[1])
    for _step in range(steps):
        share = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (counts * (share - right)) + ridge * weights
        curve = (design * (counts * share * (1 - share))[:, None]).T @ design + np.diag(ridge)
        weights -= np.linalg.solve(curve, slope)
    return Confidence(mean, scale, weights[:-1], float(weights[-1]), 0.5)


def _with_thresholds(fitted, outcomes) -> Calibration:
    near = [one for one in outcomes if not one.row.question.is_far]
    far = [one for one in outcomes if one.row.question.is_far]
    outside = [one for one in near if not one.row.question.right]
    grid = np.arange(0.3, 0.99, STEP)
    wrong = np.array([sum(one.sure >= at and one.place() != 0 for one in near) / len(near) for at in grid])
    said_far = max((one.sure for one in far), default=0.0)
    # The lowest from where on it stays good.
    bad = np.flatnonzero((wrong > MOST_WRONG) | (grid <= said_far))
    answer = grid[bad[-1] + 1] if len(bad) and bad[-1] + 1 < len(grid) else grid[0 if not len(bad) else -1]
    grid = np.arange(0.1, 0.99, STEP)
    offered = np.array([sum(one.in_scope >= at for one in outside) / max(len(outside), 1) for at in grid])
    chatted = np.array([sum(one.in_scope >= at for one in far) / max(len(far), 1) for at in grid])
    suggest = grid[np.flatnonzero((offered <= MOST_OFFERED) & (chatted <= MOST_WRONG))[0]]
    return Calibration(fitted.rank, _at(fitted.answer, answer), _at(fitted.suggest, suggest), _near(outcomes, suggest))


def _near(outcomes, suggest) -> float:
    """What best parts questions that an article answers from those out of scope, of those that nothing is offered for.

    The mean of both shares told rightly is the highest (Youden 1950), halfway where several values do as well. `suggest` itself,
    by which nothing counts as near, where there are none of either.
    """
    left = [one for one in outcomes if one.in_scope < suggest]
    inside = np.array([one.in_scope for one in left if one.row.question.right])
    outside = np.array([one.in_scope for one in left if not one.row.question.right])
    if not len(inside) or not len(outside):
        return float(suggest)
    grid = np.arange(STEP, suggest, STEP)
    rightly = np.array([(inside >= at).mean() + (outside < at).mean() for at in grid])
    return float(grid[np.isclose(rightly, rightly.max())].mean())


def _at(confidence, threshold):
    return Confidence(confidence.mean, confidence.scale, confidence.weights, confidence.constant, float(threshold))
