"""How much each kind of evidence counts, and from where on we answer: fitted on questions, never set by hand.

`calibration.json` is made by `gehoor assistant calibrate`; docs/assistant.md tells on what and how well it does.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

SHIPPED = Path(__file__).with_name("calibration.json")


@dataclass(frozen=True, slots=True)
class Confidence:
    """A logistic regression on `evidence.FOR_TOP`, and the probability from where on it is enough."""

    mean: np.ndarray
    scale: np.ndarray
    weights: np.ndarray
    constant: float
    threshold: float

    def of(self, found: np.ndarray) -> np.ndarray:
        """The probability, for one row or for many."""
        return 1 / (1 + np.exp(-((found - self.mean) / self.scale @ self.weights + self.constant)))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Of one way of finding: by words and meaning, or by words alone."""

    rank: np.ndarray  # weights of evidence.FOR_ARTICLE
    answer: Confidence  # that the first article is right
    suggest: Confidence  # that one of the first three is
    near: float  # chance that one of the first three is right from where on a question that nothing is offered for is near what we know
    message: Confidence | None = None  # that one of the first three is right for a mail or a line of a chat
    least: float = 0.0  # how likely beside the first the others must be to be suggested for a message


@cache
def shipped(way: str) -> Calibration:
    """`way` is hybrid or words."""
    return read(json.loads(SHIPPED.read_text(encoding="utf-8"))[way])


def read(kept: dict) -> Calibration:
    """From JSON."""
    message = _confidence(kept["message"]) if "message" in kept else None
    return Calibration(np.array(kept["rank"]), *(_confidence(kept[name]) for name in ("answer", "suggest")), kept["near"], message, kept.get("least", 0.0))


def written(calibration: Calibration) -> dict:
    """As JSON."""
    kept = {"rank": _short(calibration.rank), "answer": _as_json(calibration.answer), "suggest": _as_json(calibration.suggest),
            "near": round(calibration.near, 3)}
    return kept | ({"message": _as_json(calibration.message), "least": calibration.least} if calibration.message else {})


def _confidence(kept):
    arrays = {name: np.array(kept[name]) for name in ("mean", "scale", "weights")}
    return Confidence(**arrays, constant=kept["constant"], threshold=kept["threshold"])


def _as_json(one: Confidence):
    arrays = {name: _short(getattr(one, name)) for name in ("mean", "scale", "weights")}
    return arrays | {"constant": round(one.constant, 4), "threshold": round(one.threshold, 3)}


def _short(values):
    return [round(float(value), 4) for value in values]
