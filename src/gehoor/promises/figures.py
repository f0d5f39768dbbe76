"""How well a team keeps its promises, week by week. Never of one employee: no ranking of people (requirement F6)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import TruncWeek
from django.utils import timezone

from .models import Promise, Renegotiation

WEEKS = 8
FEWEST = 5  # with fewer promises in a week a figure would tell of one employee


@dataclass(frozen=True, slots=True)
class Week:
    """Promises of a team that were due in the week from `monday` on. Shares are whole percentages, 100 together."""

    monday: date
    number: int
    kept: int  # in time, at the moment first promised
    renegotiated: int  # in time, at another moment that was agreed on before
    broken: int  # too late, broken openly, or left as it was


def of_team(team, now: datetime | None = None) -> list[Week]:
    """The last weeks, the newest first, without those that tell of too few. One query."""
    now = now or timezone.now()
    monday = timezone.localtime(now).date() - timedelta(days=timezone.localtime(now).weekday())
    since = timezone.make_aware(datetime.combine(monday - timedelta(weeks=WEEKS - 1), time()))
    due = Promise.objects.filter(team=team, due_at__gte=since, due_at__lt=now).exclude(state=Promise.State.WITHDRAWN)
    moved = Exists(Renegotiation.objects.filter(promise=OuterRef("pk")))
    in_time = Q(state=Promise.State.KEPT, ended_at__lte=F("due_at"))
    weeks = due.annotate(week=TruncWeek("due_at"), moved=moved).values("week").annotate(
        number=Count("pk"), kept=Count("pk", filter=in_time & Q(moved=False)), renegotiated=Count("pk", filter=in_time & Q(moved=True)),
    )
    return [_week(row) for row in weeks.order_by("-week") if row["number"] >= FEWEST]


def _week(row) -> Week:
    kept, renegotiated = (round(100 * row[name] / row["number"]) for name in ("kept", "renegotiated"))
    renegotiated = min(renegotiated, 100 - kept)
    return Week(timezone.localtime(row["week"]).date(), row["number"], kept, renegotiated, 100 - kept - renegotiated)
