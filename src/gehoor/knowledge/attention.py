"""Which articles ask something of somebody, what needs it first in front. One query, whatever the number of articles."""

from datetime import timedelta

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from .models import Article, OutgoingLink, Remark, Version

REVIEW_AHEAD = timedelta(days=14)  # before the day on which it is looked at again
END_AHEAD = timedelta(days=30)  # before the last day on which it holds
NOTHING = 9
State = Version.State


def articles(day=None):
    """All, with what is known of them: `last_id` the newest version that was not dropped, `told_id` the one published for
    today (over or not, see `told_until`), `is_offered`, `is_open`, `is_later`, `remarks_waiting`, `has_broken_links`,
    `attention` 1 (first) … 9 (nothing)."""
    day = day or timezone.localdate()
    versions = Version.objects.filter(article=OuterRef("pk"))
    newest = versions.order_by("-number")
    told = versions.filter(state=State.PUBLISHED, valid_from__lte=day).order_by("-valid_from", "-number")
    waiting = Remark.objects.waiting().filter(version__article=OuterRef("pk")).order_by().values("version__article").annotate(n=Count("pk"))
    return Article.objects.annotate(
        last_id=Coalesce(Subquery(newest.exclude(state=State.DROPPED).values("pk")[:1]), Subquery(newest.values("pk")[:1])),
        told_id=Subquery(told.values("pk")[:1]), told_until=Subquery(told.values("valid_until")[:1]),
        told_review_on=Subquery(told.values("review_on")[:1]),
        is_offered=Exists(versions.filter(state=State.OFFERED)), is_open=Exists(versions.filter(state__in=[State.DRAFT, State.OFFERED])),
        is_later=Exists(versions.filter(state=State.PUBLISHED, valid_from__gt=day)),
        remarks_waiting=Coalesce(Subquery(waiting.values("n")), 0),
        has_broken_links=Exists(OutgoingLink.objects.broken().filter(article=OuterRef("pk"))),
    ).annotate(attention=_attention(day))


def marks(article, day=None) -> list[str]:
    """What this row of `articles` asks for: offered, remarks, links, over, ends, review or draft, the first first."""
    day = day or timezone.localdate()
    if article.withdrawn_at:
        return []
    until, review = article.told_until, article.told_review_on
    found = {
        "offered": article.is_offered, "remarks": article.remarks_waiting, "links": article.has_broken_links,
        "over": until and until < day and not article.is_later,
        "ends": until and day <= until <= day + END_AHEAD and not article.is_later,
        "review": review and review <= day + REVIEW_AHEAD and not (until and until < day), "draft": article.is_open and not article.is_offered,
    }
    return [name for name, holds in found.items() if holds]


def _attention(day):
    over = Q(told_until__lt=day, is_later=False)
    return Case(
        When(withdrawn_at__isnull=False, then=Value(NOTHING)), When(is_offered=True, then=Value(1)),
        When(remarks_waiting__gt=0, then=Value(2)), When(has_broken_links=True, then=Value(3)), When(over, then=Value(4)),
        When(told_until__lte=day + END_AHEAD, told_until__gte=day, is_later=False, then=Value(5)),
        When(Q(told_until=None) | Q(told_until__gte=day), told_review_on__lte=day + REVIEW_AHEAD, then=Value(6)),
        When(is_open=True, then=Value(7)), default=Value(NOTHING), output_field=IntegerField(),
    )
