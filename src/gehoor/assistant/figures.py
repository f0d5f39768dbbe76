"""How well questions were answered: the figures of docs/assistant.md and of `bin/bench assistant`.

Risk and coverage (El-Yaniv and Wiener 2010): questions are put in order of confidence; of the first k the risk is the
share whose first article is not right, and every question out of scope is wrong. AURC is the mean of that over k = 1 to n.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one question. `place`: where the first right article stood from 0, None where none did."""

    in_scope: bool
    place: int | None
    confidence: float
    tier: str  # answer, suggest or none
    is_far: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of all questions, but for `recall` and `useful`, which are of those in scope."""

    questions: int
    recall_1: float
    recall_3: float
    recall_5: float
    aurc: float
    answered: float
    suggested: float
    handed_over: float
    wrong: float  # answered at once, and wrongly
    useful: float  # a right answer, or suggestions with the right one among them
    far_answered: int

    def as_json(self) -> dict:
        """Rounded to three decimals."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


def curve(told: Sequence[Told]) -> np.ndarray:
    """Risk among the k most confident, for k = 1 to n. Equal confidence keeps the order asked in."""
    ordered = sorted(told, key=lambda one: -one.confidence)
    wrong = np.array([one.place != 0 for one in ordered])
    return np.cumsum(wrong) / np.arange(1, len(wrong) + 1)


def figures(told: Sequence[Told]) -> Figures:
    """Of at least one question."""
    inside = [one for one in told if one.in_scope]
    many = max(len(inside), 1)
    tiers = {tier: sum(one.tier == tier for one in told) / len(told) for tier in ("answer", "suggest", "none")}
    useful = sum(one.place == 0 if one.tier == "answer" else one.tier == "suggest" and one.place in (0, 1, 2) for one in inside)
    return Figures(
        len(told), *(sum(one.place is not None and one.place < at for one in inside) / many for at in (1, 3, 5)),
        float(curve(told).mean()), tiers["answer"], tiers["suggest"], tiers["none"],
        sum(one.tier == "answer" and one.place != 0 for one in told) / len(told), useful / many,
        sum(one.tier == "answer" for one in told if one.is_far),
    )
