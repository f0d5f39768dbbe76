"""Which article answers a question, how sure that is, and what to do with it: answer, suggest, or neither.

By words alone, as long as nothing better is there.
"""

from dataclasses import dataclass
from typing import Literal

from gehoor.knowledge import finding
from gehoor.knowledge.models import Audience, Version

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
    """The best candidates first. `in_scope`: how likely it is that one of the first three is right."""

    candidates: list[Candidate]
    tier: Tier
    in_scope: float

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
    found = finding.search(text, audience=audience, language=language, limit=MOST)
    total = sum(one.score for one in found) or 1.0
    candidates = [Candidate(one.version, float(one.score / total)) for one in found]
    in_scope = min(1.0, sum(one.probability for one in candidates[:SUGGESTED]) * bool(found and found[0].score > 0))
    return Ranked(candidates, "suggest" if found else "none", in_scope)
