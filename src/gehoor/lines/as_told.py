"""Whether people waited as long as they were told, by week and line. About the estimate and all of us, never about one."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, Value
from django.db.models.functions import TruncWeek
from django.utils import timezone

from .models import Turn

FEWEST = 5  # of fewer a share would tell about somebody in particular
MINUTE = Value(timedelta(minutes=1), output_field=DurationField())


@dataclass(frozen=True, slots=True)
class Share:
    """Of `told` people who were told a range of minutes, `held` waited as long as that; `unknown` held on without being told any."""

    told: int
    held: int
    unknown: int
    waited: timedelta | None

    @property
    def is_told(self) -> bool:
        return self.told >= FEWEST

    @property
    def percent(self) -> int:
        """Rounded down: 100 is all of them."""
        return 100 * self.held // self.told

    @property
    def minutes(self) -> int | None:
        """How long they waited on average."""
        return None if self.waited is None else round(self.waited.total_seconds() / 60)


def by_week(weeks: int) -> dict[date, dict[tuple[str, int | None], Share]]:
    """By the Monday of the week in which they got in line and by line: (channel, id of its team or None). One query.

    Judged by what they were told first. Who left counts only where they had waited longer than told by then: whether they
    would have waited less, nobody knows. Who still waits does not count yet, and who was away meanwhile not at all.
    """
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday() + 7 * (weeks - 1))
    turns = Turn.objects.filter(joined_at__gte=timezone.make_aware(datetime.combine(monday, time())), aside_at=None)
    waited, until = _span("taken_at"), _span("ended_at")
    taken, told = Q(taken_at__isnull=False), Q(low__isnull=False)
    too_long = Q(taken_at=None, until__gt=_minutes("high"))
    held = Q(waited__gte=_minutes("low"), waited__lte=_minutes("high"))
    rows = turns.annotate(week=TruncWeek("joined_at"), waited=waited, until=until).order_by().values("week", "channel", "team_id")
    rows = rows.annotate(
        told=Count("pk", filter=told & (taken | too_long)), held=Count("pk", filter=told & held),
        unknown=Count("pk", filter=Q(low=None, keeps_place=False)), average=Avg("waited", filter=taken),
    )
    found = defaultdict(dict)
    for row in sorted(rows, key=lambda row: row["week"], reverse=True):
        if row["told"] or row["unknown"]:
            share = Share(row["told"], row["held"], row["unknown"], row["average"])
            found[timezone.localdate(row["week"])][row["channel"], row["team_id"]] = share
    return dict(found)


def _minutes(name):
    return ExpressionWrapper(F(name) * MINUTE, output_field=DurationField())


def _span(until):
    return ExpressionWrapper(F(until) - F("joined_at"), output_field=DurationField())
