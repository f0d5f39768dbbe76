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
from .evidence import Evidence, for_top, gather

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
    look = _look(text, audience, language)
    if look is None:
        return Ranked([], "none", 0.0)
    in_scope = float(look.fitted.suggest.of(look.found))
    candidates, is_first_told = look.candidates(audience)
    is_near = bool(candidates) and in_scope >= look.fitted.near
    if not is_first_told:
        is_likely = candidates and in_scope >= look.fitted.suggest.threshold
        return Ranked(candidates, "suggest" if is_likely else "none", in_scope, is_near)
    return Ranked(candidates, _tier(look.sure, in_scope, look.fitted, look.evidence), in_scope, is_near)


def rank_message(text: str, *, audience: str = Audience.EMPLOYEES) -> list[Candidate]:
    """The best candidates for a mail or a line of a chat; none where it is not likely enough that one of the first three is right.

    A long message shares words with whatever there is, so its chance is fitted on messages, not on questions.
    """
    look = _look(text, audience, None)
    message = look and look.fitted.message
    if message is None or message.of(look.found) < message.threshold:
        return []
    candidates = look.candidates(audience)[0]
    return [one for one in candidates if one.probability >= look.fitted.least * candidates[0].probability]


@dataclass(frozen=True, slots=True)
class _Look:
    """What was found for one text."""

    index: indexes.Index
    evidence: Evidence
    fitted: calibration.Calibration
    order: np.ndarray
    share: np.ndarray
    found: np.ndarray

    @property
    def sure(self) -> float:
        return float(self.fitted.answer.of(self.found))

    def candidates(self, audience) -> tuple[list[Candidate], bool]:
        """Those in force, and whether the first that was found is."""
        entries, share, first = self.index.entries, self.share, self.order[0]
        told = told_now([entries[at].version for at in self.order], audience)
        found = [Candidate(told[pk], self.sure * float(share[at] / share[first]))
                 for at in self.order[:MOST] if (pk := entries[at].version) in told]
        return found, entries[first].version in told


def _look(text, audience, language) -> _Look | None:
    index = indexes.current()
    if not index.entries or not (able := index.reaches(audience, language)).any():
        return None
    evidence = gather(text, index)
    fitted = calibration.shipped("words" if evidence.near is None else "hybrid")
    return _Look(index, evidence, fitted, *for_top(evidence, evidence.table @ fitted.rank, able))


def _tier(sure, in_scope, fitted, evidence) -> Tier:
    if not np.any(evidence.scores.total) and evidence.near is None:
        return "none"
    if sure >= fitted.answer.threshold:
        return "answer"
    return "suggest" if in_scope >= fitted.suggest.threshold else "none"
