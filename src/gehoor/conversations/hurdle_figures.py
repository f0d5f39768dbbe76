"""Hurdles by week and channel, for who steers on having fewer of them. About all of us, never about one."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, Func, IntegerField, OuterRef, Sum
from django.db.models.functions import TruncDate, TruncWeek
from django.utils import timezone

from .models import Contact, Direction, Hurdle

FEWEST = 5  # of fewer contacts a figure would tell about somebody in particular
Kind = Hurdle.Kind


@dataclass(slots=True)
class Figures:
    """Of the people's contacts in a week: how many there were, in how many they met a hurdle, and which: (how often, amount)."""

    contacts: int = 0
    met: int = 0
    hurdles: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def is_told(self) -> bool:
        return self.contacts >= FEWEST

    def per_hundred(self, kind: str) -> int:
        """Of a hundred contacts so many had to come back, were handed over; or so many steps were taken."""
        return round(100 * self.hurdles.get(kind, (0, 0))[1] / self.contacts)

    @property
    def percent(self) -> int:
        """In so many of a hundred contacts somebody met a hurdle other than steps, which every form has."""
        return round(100 * self.met / self.contacts)

    @property
    def waited(self) -> int:
        """How many waited in a line."""
        return self.hurdles.get(Kind.WAIT, (0, 0))[0]

    @property
    def waited_minutes(self) -> int | None:
        """How long on average, of those who did; None: of too few."""
        often, seconds = self.hurdles.get(Kind.WAIT, (0, 0))
        return round(seconds / often / 60) if often >= FEWEST else None

    def add(self, other: "Figures"):
        """These too."""
        self.contacts += other.contacts
        self.met += other.met
        for kind, (often, amount) in other.hurdles.items():
            had = self.hurdles.get(kind, (0, 0))
            self.hurdles[kind] = (had[0] + often, had[1] + amount)


def by_week(weeks: int) -> dict[date, dict[str, Figures]]:
    """Figures by the Monday of the week and by kind of channel, the newest week first. Two queries."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday() + 7 * (weeks - 1))
    since = timezone.make_aware(datetime.combine(monday, time()))
    theirs = Contact.objects.filter(at__gte=since, direction=Direction.IN, automatic="", person__isnull=False)
    found = defaultdict(lambda: defaultdict(Figures))
    met = Exists(Hurdle.objects.filter(contact=OuterRef("pk")).exclude(kind=Kind.STEP))
    # A chat is one contact and not as many as it has lines: what somebody says on one day about one question is counted once.
    said = Func("conversation_id", TruncDate("at"), function="ROW", output_field=IntegerField())
    number, met = Count(said, distinct=True), Count(said, distinct=True, filter=met)
    for row in _weekly(theirs, "channel").annotate(number=number, met=met):
        figures = found[timezone.localdate(row["week"])][row["channel"]]
        figures.contacts, figures.met = row["number"], row["met"]
    for row in _weekly(Hurdle.objects.filter(at__gte=since), "channel", "kind").annotate(number=Count("pk"), all=Sum("amount")):
        found[timezone.localdate(row["week"])][row["channel"]].hurdles[row["kind"]] = (row["number"], row["all"])
    return {week: dict(found[week]) for week in sorted(found, reverse=True)}


def of_all(channels: dict[str, Figures]) -> Figures:
    """All channels together."""
    together = Figures()
    for figures in channels.values():
        together.add(figures)
    return together


def _weekly(rows, *by):
    return rows.annotate(week=TruncWeek("at")).order_by().values("week", *by)
