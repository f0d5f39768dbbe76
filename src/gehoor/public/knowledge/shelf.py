"""What stands on the shelf for everybody today: subjects with how many answers each, and what is read most.

Kept in each process until what is told changes (`Stamp`) or the day does, so that what expired is on no list any more.
"""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils import timezone
from django.utils.text import slugify

from gehoor.knowledge import asked
from gehoor.knowledge.models import Audience, Stamp, Version

KEPT = 600  # seconds at most
MOST_READ, MOST_READ_KEPT = 6, 120


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject as its articles name it, with the last part of its address."""

    slug: str
    name: str
    count: int


def versions():
    """What everybody may read today."""
    return Version.objects.in_force().told_to(Audience.PUBLIC).select_related("article")


def find(slug: str) -> Version | None:
    """The answer at this address."""
    return versions().select_related("article__owner").filter(article__slug=slug).first()


def subjects() -> list[Subject]:
    """By name; two that differ only in capitals are one."""
    return cache.get_or_set(f"answers-subjects-{_edition()}", _count, KEPT)


def find_subject(slug: str) -> Subject | None:
    """The one with this address."""
    return next((one for one in subjects() if one.slug == slug), None)


def about(subject: Subject):
    """Its answers, by question."""
    return versions().filter(subjects__contains=[subject.name]).order_by("question", "pk")


def most_read() -> list[Version]:
    """The answers that are read most lately; before anything was read there are none."""
    return cache.get_or_set(f"answers-most-read-{_edition()}", _most_read, MOST_READ_KEPT)


def is_empty() -> bool:
    """Nothing is told to everybody: nowhere a way to the answers is shown then. Up to a minute old."""
    return cache.get_or_set("answers-empty", lambda: not versions().exists(), 60)


def _edition() -> str:
    stamp = Stamp.objects.values_list("value", flat=True).first() or "none"
    return f"{stamp}-{timezone.localdate():%Y%m%d}"


def _count() -> list[Subject]:
    counted: dict[str, list] = {}
    for names in versions().values_list("subjects", flat=True):
        for name in dict.fromkeys(names):
            slug = slugify(name)
            if slug:
                counted.setdefault(slug, [name, 0])[1] += 1
    return sorted((Subject(slug, name, count) for slug, (name, count) in counted.items()), key=lambda one: one.name.casefold())


def _most_read() -> list[Version]:
    keys = asked.most_read(MOST_READ * 2)  # some of them may be gone
    found = {version.article_id: version for version in versions().filter(article__in=keys)}
    return [found[key] for key in keys if key in found][:MOST_READ]
