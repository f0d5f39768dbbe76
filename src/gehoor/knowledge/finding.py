"""Finding what we may tell, by words."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector

from .models import Version

FIELDS = {"question": "A", "examples": "A", "short_answer": "B", "subjects": "B", "answer": "C"}
MOST_WORDS = 30


@dataclass(frozen=True, slots=True)
class Found:
    """One version in force that fits; `score` only orders."""

    version: Version
    score: float


def search(text: str, *, audience: str, language: str | None = None, limit: int = 10) -> list[Found]:
    """What this audience may read that shares words with `text`, the best first."""
    words = " or ".join(text.split()[:MOST_WORDS])
    query = SearchQuery(words, search_type="websearch", config="dutch")
    first, *others = (SearchVector(field, weight=weight, config="dutch") for field, weight in FIELDS.items())
    vector = sum(others, first)
    rows = Version.objects.in_force().told_to(audience).select_related("article").annotate(score=SearchRank(vector, query))
    if language:
        rows = rows.filter(article__language=language)
    return [Found(row, row.score) for row in rows.annotate(words=vector).filter(words=query).order_by("-score", "pk")[:limit]]
