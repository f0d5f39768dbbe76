"""Finding what we may tell, by words: for who types in a search box, employees and everybody else."""

from dataclasses import dataclass

import numpy as np

from .models import Version
from .retrieval import index

LONGEST = 500  # characters of what is asked that are looked at
SURELY_NOT = 0.25  # of the best score; what fits less is left out


@dataclass(frozen=True, slots=True)
class Found:
    """One version in force that fits; `score` only orders. `words` are those it was found by, as they were asked."""

    version: Version
    score: float
    words: tuple[str, ...] = ()


def search(text: str, *, audience: str, language: str | None = None, limit: int = 10, typing: bool = False) -> list[Found]:
    """What this audience may read that fits `text`, the best first. With `typing` the last word may not be whole yet."""
    kept = index.current()
    asked = kept.words.words_of(text[:LONGEST], typing=typing)
    if not asked or not kept.entries:
        return []
    scores = kept.words.scores(asked)
    total = np.where(kept.reaches(audience, language), scores.total * (0.5 + scores.covered), 0)
    best = [at for at in np.argsort(-total, kind="stable")[: limit * 2] if total[at] > total.max() * SURELY_NOT]
    words = tuple(one.word for one in asked)
    told = told_now([kept.entries[at].version for at in best], audience)
    return [Found(told[pk], float(total[at]), words) for at in best if (pk := kept.entries[at].version) in told][:limit]


def told_now(ids: list[int], audience: str) -> dict[int, Version]:
    """Of these versions the ones that this audience is told at this moment: what expired a minute ago is not among them."""
    rows = Version.objects.in_force().told_to(audience).filter(pk__in=ids).select_related("article")
    return {row.pk: row for row in rows}
