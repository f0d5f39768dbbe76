"""What people look for and what they read: counted and masked, so that editors know what to write. Nobody is followed."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from gehoor.core import events
from gehoor.core.masking import mask

from .models import Article, DayRead, Unanswered, Version

KEPT = timedelta(days=90)  # what was asked in vain
COUNTED = timedelta(days=400)  # reads: a year, to compare with the same month
LATELY = timedelta(days=30)
SHORTEST = 3  # characters: fewer say nothing


def nothing_found(text: str, door: str) -> Unanswered | None:
    """Keep what was asked in vain, masked. None, and nothing kept, where it says too little."""
    said = " ".join(mask(text).split())[:300]
    return Unanswered.objects.create(text=said, door=door) if len(said) >= SHORTEST else None


@transaction.atomic
def settle(ids: list[int], *, by, version: Version | None = None) -> int:
    """These questions are dealt with: answered in `version`, or not for us to answer. Returns how many were."""
    settled = Unanswered.objects.waiting().filter(pk__in=ids).update(settled_at=timezone.now(), settled_by=by, answered_in=version)
    events.record("knowledge.gap_settled", actor=by, number=settled)
    return settled


@transaction.atomic
def take_up_again(ids: list[int], *, by) -> int:
    """Undo `settle`."""
    return _wait_again(Unanswered.objects.filter(pk__in=ids), by)


def not_answered(version: Version, *, by) -> int:
    """What was written for these questions does not come, so they wait again. Returns how many."""
    return _wait_again(Unanswered.objects.filter(answered_in=version), by)


def _wait_again(questions, by) -> int:
    taken = questions.exclude(settled_at=None).update(settled_at=None, settled_by=None, answered_in=None)
    if taken:
        events.record("knowledge.gap_taken_up", actor=by, number=taken)
    return taken


def read(article: Article):
    """One more reader of its page today."""
    DayRead.objects.bulk_create(
        [DayRead(article=article, day=timezone.localdate(), times=0)], ignore_conflicts=True,
    )
    DayRead.objects.filter(article=article, day=timezone.localdate()).update(times=F("times") + 1)


def most_read(limit: int) -> list[int]:
    """Keys of the articles that were read most lately, the most first."""
    since = timezone.localdate() - LATELY
    rows = DayRead.objects.filter(day__gt=since).values("article").annotate(all=Sum("times")).order_by("-all", "article")
    return [row["article"] for row in rows[:limit]]


def forget():
    """Let go of what was kept long enough."""
    Unanswered.objects.filter(at__lt=timezone.now() - KEPT).delete()
    DayRead.objects.filter(day__lt=timezone.localdate() - COUNTED).delete()
