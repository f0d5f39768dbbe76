"""How much of what had to be answered was answered in time, by week and channel. About all of us, never about one."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q
from django.db.models.functions import TruncWeek
from django.utils import timezone

from .models import Wait

FEWEST = 5  # of fewer than this a share would tell about somebody in particular


@dataclass(frozen=True, slots=True)
class Share:
    """Of `counted` contacts `kept` were answered in time, each by the target of its day."""

    counted: int
    kept: int
    to_confirm: int = 0  # the same of confirming receipt, where the channel has a target for that
    confirmed: int = 0

    @property
    def tells_confirmed(self) -> bool:
        return self.to_confirm >= FEWEST

    @property
    def percent_confirmed(self) -> int:
        return 100 * self.confirmed // self.to_confirm

    @property
    def is_told(self) -> bool:
        return self.counted >= FEWEST

    @property
    def percent(self) -> int:
        """Rounded down: 100 is all of them."""
        return 100 * self.kept // self.counted


def by_week(weeks: int) -> dict[date, dict[str, Share]]:
    """Shares by the Monday of the week in which contacts came in and by kind of channel, the newest week first.

    What still has time is not counted. What is late and not answered yet is, and so is what was closed without an answer.
    """
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday() + 7 * (weeks - 1))
    waits = Wait.objects.filter(began_at__gte=timezone.make_aware(datetime.combine(monday, time())))
    to_confirm = Q(confirm_by__isnull=False) & (Q(confirmed_at__isnull=False) | Q(confirm_by__lt=timezone.now()))
    over = Q(ended_at__isnull=False) | Q(stopped_at=None, due_at__lt=timezone.now())
    rows = waits.annotate(week=TruncWeek("began_at")).values("week", "channel").annotate(
        counted=Count("pk", filter=over), kept=Count("pk", filter=Q(ended_at__lte=F("due_at"))),
        to_confirm=Count("pk", filter=to_confirm), confirmed=Count("pk", filter=Q(confirmed_at__lte=F("confirm_by"))),
    )
    found = defaultdict(dict)
    for row in rows.order_by("-week", "channel"):
        if row["counted"] or row["to_confirm"]:
            share = Share(row["counted"], row["kept"], row["to_confirm"], row["confirmed"])
            found[timezone.localdate(row["week"])][row["channel"]] = share
    return dict(found)
