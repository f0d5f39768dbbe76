"""Which article answers a question, how sure that is, and what to do with it: answer, suggest, or neither.

Nothing is stored and nobody is told anything here.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from gehoor.knowledge.finding import told_now
from gehoor.knowledge.models import Audience, Version
from gehoor.knowledge.retrieval import index as indexes

from . import calibration
from .evidence import for_top, gather

MOST = 5  # candidates
SUGGESTED = 3  # of them at most are suggested
AS_GOOD = 0.5  # a second article that is at least this likely beside the first makes a question have two readings

Tier = Literal["answer", "suggest", "none"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article as it is told today, and how likely it is to be what was asked for (0 to 1)."""

    version: Version
    probability: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best candidates first. `in_scope`: how likely it is that one of the first three is right; `is_near`: enough to be unsure."""

    candidates: list[Candidate]
    tier: Tier
    in_scope: float
    is_near: bool = False

    @property
    def confidence(self) -> float:
        """How likely the first one is right."""
        return self.candidates[0].probability if self.candidates else 0.0

    @property
    def has_two_readings(self) -> bool:
        """Whether the second candidate fits about as well as the first."""
        return len(self.candidates) > 1 and self.candidates[1].probability >= AS_GOOD * self.confidence


def rank(text: str, *, audience: str = Audience.PUBLIC, language: str | None = None) -> Ranked:
    """Look among what this audience may be told today."""
    index = indexes.current()
    if not index.entries or not (able := index.reaches(audience, language)).any():
        return Ranked([], "none", 0.0)
    evidence = gather(text, index)
    fitted = calibration.shipped("words" if evidence.near is None else "hybrid")
    order, share, found = for_top(evidence, evidence.table @ fitted.rank, able)
    sure, in_scope = float(fitted.answer.of(found)), float(fitted.suggest.of(found))
    told = told_now([index.entries[at].version for at in order], audience)
    candidates = [Candidate(told[pk], sure * float(share[at] / share[order[0]]))
                  for at in order[:MOST] if (pk := index.entries[at].version) in told]
    is_near = bool(candidates) and in_scope >= fitted.near
    if not candidates or index.entries[order[0]].version not in told:
        return Ranked(candidates, "suggest" if candidates and in_scope >= fitted.suggest.threshold else "none", in_scope, is_near)
    return Ranked(candidates, _tier(sure, in_scope, fitted, evidence), in_scope, is_near)


def _tier(sure, in_scope, fitted, evidence) -> Tier:
    if not np.any(evidence.scores.total) and evidence.near is None:
        return "none"
    if sure >= fitted.answer.threshold:
        return "answer"
    return "suggest" if in_scope >= fitted.suggest.threshold else "none"
