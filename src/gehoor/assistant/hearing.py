"""`gehoor assistant calibrate-wishes`: fit the second ear for a wish for a human on sentences, and from where on it hears.

Missing a wish is worse than bringing in a human too soon, so the threshold is the lowest that cross-validation allows.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.core.management.base import CommandError

from gehoor.knowledge.retrieval.embedding import Bundled, embedder

from . import small_talk
from .recognising.ear import Ear, pieces, read, written
from .recognising.traits import SIZE, traits
from .recognising.wish import wants

FOLDS = 5
MOST_WRONG = 0.05  # of sentences that look like a wish, most of them made to mislead; of those kept apart it is less
MOST_ORDINARY = 0.005  # of ordinary questions, chit-chat among them
MOST_LOST = 0.002  # of wishes, by not asking what a text means
RIDGE, STEPS = 2e-4, 200
FEWEST = 100  # sentences of each kind
WISH, LOOK_ALIKE, ORDINARY = "wish", "look-alike", "ordinary"
HELD_OUT = "# held out"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What somebody wrote, of which kind, and in which fold it is judged."""

    text: str
    kind: str
    fold: int


def sentences(wishes: list[Path], others: list[Path]) -> list[Sentence]:
    """One a line, in rounds ("# round 2", each judged as a whole, "# held out" not read) or dealt in turn; JSON is ordinary questions.

    What only greets or thanks is left out: the assistant answers that before. Raises `CommandError`.
    """
    rows = []
    for file, kind in (*((file, WISH) for file in wishes), *((file, LOOK_ALIKE) for file in others)):
        try:
            content = file.read_text(encoding="utf-8")
            if file.suffix == ".json":
                rows += [(text, ORDINARY, at % FOLDS) for at, text in enumerate(_asked(json.loads(content)))]
            else:
                rows += [(text, kind, fold) for text, fold in listed(content)]
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise CommandError(f"{file} cannot be read as sentences: {problem}. Nothing was changed.") from problem
    known = {text: Sentence(text, kind, fold) for text, kind, fold in rows if pieces(text) and not small_talk.heard(text)}
    return list(known.values())


def listed(content: str, held_out: bool = False) -> list[tuple[str, int]]:
    """[(sentence, fold)] of all rounds, or of those held out."""
    found, section, place = [], "", 0
    for line in content.splitlines():
        if line.startswith("# "):
            section = line.strip()
        elif line.strip() and (section == HELD_OUT) == held_out:
            number = section.removeprefix("# round ")
            found.append((line.strip(), (int(number) if number.isdigit() else place) % FOLDS))
            place += 1
    return found


def _asked(given) -> list[str]:
    rows = [row for part in given.values() if isinstance(part, list) for row in part]
    return [row["text"] if isinstance(row, dict) else row for row in rows]


def calibrate(wishes: list[Path], others: list[Path], write: Path | None = None, progress=lambda done, total: None) -> dict:
    """Fit by words, and by words and meaning where the model comes along; tells how well on what was not fitted on."""
    rows = sentences(wishes, others)
    many = {kind: sum(row.kind == kind for row in rows) for kind in (WISH, LOOK_ALIKE, ORDINARY)}
    if min(many.values()) < FEWEST:
        raise CommandError(f"At least {FEWEST} sentences of each kind are needed; here are {many}. Nothing was changed.")
    model = embedder()
    if write and not isinstance(model, Bundled):
        raise CommandError("Both ways are written together, which takes the model that comes along. Nothing was changed.")
    known = {piece: traits(piece) for row in rows for piece in pieces(row.text)}
    plain, scores = _fitted(rows, known, {})
    told, kept = {"sentences": many, "words": _figures(rows, scores, plain.threshold)}, {}
    if isinstance(model, Bundled):
        vectors = _vectors(model, list(known), progress)
        full, with_meaning = _fitted(rows, known, vectors)
        doubt = _doubt(rows, scores, with_meaning >= full.threshold)
        with_meaning[scores < doubt] = -np.inf
        told["hybrid"] = _figures(rows, with_meaning, full.threshold) | {"meaning asked": round(float((scores >= doubt).mean()), 3)}
        plain = Ear(plain.words, plain.meaning, plain.constant, plain.threshold, doubt)
        kept = written(plain, "words") | written(full, "hybrid")
    if write:
        np.savez_compressed(write, **kept)
    return told


def _vectors(model, texts, progress) -> dict[str, np.ndarray]:
    found = {}
    for at in range(0, len(texts), model.at_once):
        some = texts[at : at + model.at_once]
        found |= dict(zip(some, model.questions(some), strict=True))
        progress(len(found), len(texts))
    return found


def _fitted(rows, known, vectors) -> tuple[Ear, np.ndarray]:
    """Fitted on all rows, and what each scores where its fold was left out."""
    scores = np.zeros(len(rows))
    for fold in range(FOLDS):
        ear = fit([row for row in rows if row.fold != fold], known, vectors)
        for at, row in enumerate(rows):
            if row.fold == fold:
                scores[at] = max(ear.score(known[piece], vectors.get(piece)) for piece in pieces(row.text))
    ear = fit(rows, known, vectors)
    return Ear(ear.words, ear.meaning, ear.constant, _threshold(rows, scores), -np.inf), scores


def fit(rows, known, vectors) -> Ear:
    """Ridge logistic regression by Nesterov's accelerated gradient; wishes weigh as much as all others together."""
    wholes = [pieces(row.text)[-1] for row in rows]
    at = np.concatenate([np.full(len(known[one][0]), place) for place, one in enumerate(wholes)])
    places, values = (np.concatenate([known[one][part] for one in wholes]) for part in (0, 1))
    meaning = np.array([vectors[one] for one in wholes]) if vectors else np.zeros((len(rows), 0))
    mean, scale = meaning.mean(axis=0), meaning.std(axis=0) * np.sqrt(meaning.shape[1])
    meaning = (meaning - mean) / scale
    wanted = np.array([row.kind == WISH for row in rows])
    counts = np.where(wanted, 1 / wanted.sum(), 1 / (~wanted).sum()) / 2
    largest = np.bincount(at, values**2).max() + 1 + (meaning**2).sum(axis=1).max(initial=0)
    pace = 1 / (largest / 4 + RIDGE)
    size = np.array([SIZE, meaning.shape[1], 1]).cumsum()
    weights, before, age = np.zeros(size[-1]), np.zeros(size[-1]), 1.0
    for _step in range(STEPS):
        older, age = age, (1 + np.sqrt(1 + 4 * age**2)) / 2
        ahead = weights + (older - 1) / age * (weights - before)
        odds = np.bincount(at, ahead[places] * values, len(rows)) + meaning @ ahead[size[0] : size[1]] + ahead[-1]
        off = counts * (1 / (1 + np.exp(-odds)) - wanted)
        slope = np.r_[np.bincount(places, off[at] * values, SIZE) + RIDGE * ahead[:SIZE], off @ meaning + RIDGE * ahead[size[0] : size[1]], off.sum()]
        before, weights = weights, ahead - pace * slope
    by_meaning = weights[size[0] : size[1]] / scale
    ear = Ear(weights[:SIZE], by_meaning, float(weights[-1] - mean @ by_meaning), 0.0, -np.inf)
    return read({name.removeprefix("_"): value for name, value in written(ear, "").items()})


def _threshold(rows, scores) -> float:
    """The lowest that brings in a human wrongly no more often than is allowed, together with the rules."""
    ruled = np.array([bool(wants(row.text)) for row in rows])
    least = -np.inf
    for kind, most in ((LOOK_ALIKE, MOST_WRONG), (ORDINARY, MOST_ORDINARY)):
        of_kind = np.array([row.kind == kind for row in rows])
        allowed = max(int(most * of_kind.sum()) - int((of_kind & ruled).sum()), 0)
        least = max(least, np.sort(scores[of_kind & ~ruled])[::-1][allowed])
    return float(np.nextafter(least, np.inf))


def _doubt(rows, scores, hears) -> float:
    """The highest score by words below which nearly no wish is lost when what it means is not asked."""
    heard = np.sort(scores[hears & np.array([row.kind == WISH for row in rows])])
    return float(heard[int(MOST_LOST * len(heard))])


def _figures(rows, scores, threshold) -> dict:
    """Shares of each kind taken for a wish by the rules, by the ear, and by either."""
    ruled, hears = np.array([bool(wants(row.text)) for row in rows]), scores >= threshold
    told = {}
    for kind in (WISH, LOOK_ALIKE, ORDINARY):
        mine = np.array([row.kind == kind for row in rows])
        told[kind] = {name: round(float(by[mine].mean()), 4) for name, by in (("rules", ruled), ("ear", hears), ("both", ruled | hears))}
    return told
