"""`gehoor assistant calibrate --messages`: from where on a colleague is suggested articles for what a person wrote."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from django.core.management.base import CommandError

from gehoor.knowledge.retrieval import index as indexes
from gehoor.knowledge.retrieval import indexing

from . import calibration, fitting
from .calibrating import WAYS, enough, questions, written
from .messages import SUGGESTED, question_in


def calibrate(files: list[Path], write: Path | None = None) -> dict:
    """Fit on messages (the first line is the subject) whose articles are known; the ranking stays. Raises `CommandError`."""
    indexing.bring_up_to_date()
    index = indexes.current()
    asked = [replace(one, text=asked_in(one.text)) for one in questions(files, index)]
    enough(asked)
    if write and index.meaning is None:
        raise CommandError("There are no vectors to calibrate with. Nothing was changed.")
    told, kept, looked = {}, {}, fitting.rows(asked, index)
    for way in WAYS if index.meaning else ["words"]:
        rows = looked if way == "hybrid" else [fitting.Row(row.question, row.evidence.by_words(), row.fold) for row in looked]
        shipped = calibration.shipped(way)
        message, outcomes = fit(rows, shipped)
        kept[way] = calibration.written(replace(shipped, message=message, least=_least(rows, shipped)))
        told[way] = figures(outcomes, message.threshold)
    if write:
        written(kept, write)
    return told


def asked_in(text: str) -> str:
    """As `question_in`, of a text whose first line is its subject where it has more than one."""
    subject, line_end, said = text.partition("\n")
    return question_in(subject, said) if line_end else text


def fit(rows: list[fitting.Row], shipped: calibration.Calibration) -> tuple[calibration.Confidence, list[fitting.Outcome]]:
    """(the chance that one of the first three is right, with its threshold; each message as judged by those of the other folds).

    The threshold parts best what an article answers from what none does (Youden 1950).
    """
    outcomes = []
    for fold in range(fitting.FOLDS):
        fitted = _fit([row for row in rows if row.fold != fold], shipped)
        outcomes += fitting.judged([row for row in rows if row.fold == fold], replace(shipped, suggest=fitted))
    return replace(_fit(rows, shipped), threshold=_best(outcomes)), outcomes


def figures(outcomes: list[fitting.Outcome], threshold: float) -> dict:
    """Of all messages: share with suggestions, by whether an article answers it; of what is suggested: right first; of what could be: found."""
    inside = [one for one in outcomes if one.row.question.right]
    offered = [one for one in outcomes if one.in_scope >= threshold]
    right = [one for one in offered if one.place() is not None and one.place() < SUGGESTED]
    return {
        "messages": len(outcomes), "threshold": threshold,
        "without suggestion": _share(len(outcomes) - len(offered), len(outcomes)),
        "answered by an article: suggested": _share(sum(one.in_scope >= threshold for one in inside), len(inside)),
        "answered by none: suggested": _share(sum(not one.row.question.right for one in offered), len(outcomes) - len(inside)),
        "precision@1": _share(sum(one.place() == 0 for one in offered), len(offered)),
        "one of three right": _share(len(right), len(offered)), "recall@3": _share(len(right), len(inside)),
    }


def _fit(rows, shipped) -> calibration.Confidence:
    found, three, counts = [], [], []
    for row in rows:
        order, _share_of_each, numbers = fitting.top(row, shipped.rank, ())
        found.append(numbers)
        three.append(any(at in row.question.right for at in order[:SUGGESTED]))
        counts.append(1.0)
        if row.question.right:  # had nobody written its article
            found.append(fitting.top(row, shipped.rank, row.question.right)[2])
            three.append(False)
            counts.append(fitting.LEFT_OUT)
    return fitting.logistic(np.array(found), np.array(three, float), np.array(counts))


def _best(outcomes) -> float:
    sure = np.array([one.in_scope for one in outcomes])
    right = np.array([one.place() is not None and one.place() < SUGGESTED for one in outcomes])
    grid = np.arange(fitting.STEP, 1, fitting.STEP)
    rightly = np.array([(sure[right] >= at).mean() + (sure[~right] < at).mean() for at in grid])
    return round(float(grid[np.isclose(rightly, rightly.max())].mean()), 3)


def _least(rows, shipped) -> float:
    """How likely beside the first the least likely right article was that stood second or third."""
    beside = [0.5]
    for row in rows:
        order, share, _numbers = fitting.top(row, shipped.rank, ())
        beside += [float(share[at] / share[order[0]]) for at in order[1:SUGGESTED] if at in row.question.right and order[0] not in row.question.right]
    return int(1000 * min(beside)) / 1000


def _share(some, all_) -> float:
    return round(some / max(all_, 1), 3)
