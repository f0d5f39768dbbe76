"""All answers that are in force as a file: in the names that `importing` reads, so that it can be taken in elsewhere."""

import json
from datetime import date

from .models import Version

LINES = ("question", "short_answer", "answer", "cost", "term", "decides", "contact", "audience", "changes")
LISTS = ("steps", "examples", "subjects")
DATES = ("valid_from", "valid_until", "review_on")


def records(day: date | None = None) -> list[dict]:
    """Each article with the version in force (today by default), for employees too; what is empty is left out."""
    rows = Version.objects.in_force(day).select_related("article").prefetch_related("article__related").order_by("article_id")
    return [{name: value for name, value in _record(row).items() if value not in ("", None, [])} for row in rows]


def as_json(found: list[dict]) -> str:
    """A list of records, as the open data of VAC is (https://www.rijksoverheid.nl/opendata/vac-s)."""
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _record(version) -> dict:
    article = version.article
    return {
        "id": article.source_id or article.slug, "slug": article.slug, "version": version.number, "language": article.language,
        **{name: getattr(version, name) for name in (*LINES, *LISTS)},
        **{name: day.isoformat() for name in DATES if (day := getattr(version, name))},
        "source": article.source_url, "modified": version.written_at.date().isoformat(),
        "related": sorted(other.slug for other in article.related.all()),
    }
