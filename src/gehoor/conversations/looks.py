"""Who read what, as people can take it in: one line a day for all looks of one employee at one conversation."""

from datetime import date, datetime, time, timedelta

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, F, Max, Min, OuterRef
from django.db.models.functions import TruncDate
from django.utils import timezone

from gehoor.trust.models import ReadLog

from .models import GlassBreak

DAYS = 7  # shown where no period was chosen


def period(begin: str, end: str) -> tuple[date, date]:
    """The first and last day of a period as a form gives them, each of them guessed where it is none."""
    today = timezone.localdate()
    last = _day(end) or today
    first = _day(begin) or last - timedelta(days=DAYS)
    return min(first, last), last


def within(first: date, last: date):
    """All looks of these days."""
    begin = timezone.make_aware(datetime.combine(first, time.min))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    return ReadLog.objects.filter(at__gte=begin, at__lt=end)


def folded(looks):
    """Rows of `employee_id`, `conversation_id`, `day`, `times`, `first`, `last`, `kinds`, `by_glass`, the latest first."""
    broken = GlassBreak.objects.filter(
        employee=OuterRef("employee"), conversation=OuterRef("conversation_id"), at__lte=OuterRef("at"),
        until__gte=OuterRef("at"),
    )
    marked = looks.annotate(day=TruncDate("at"), by_glass=Exists(broken))
    return marked.values("employee_id", "conversation_id", "day", "by_glass").annotate(
        times=Count("pk"), first=Min("at"), last=Max("at"), kinds=ArrayAgg("what", distinct=True, default=[]),
        name=F("employee__first_name"), surname=F("employee__last_name"), login=F("employee__username"),
    ).order_by("-last")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
