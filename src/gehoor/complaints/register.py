"""The register of complaints (Awb 9:12a): how many in each quarter, about what, judged how, and in time or not.

Counts only, and none so small that it could tell who it was.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import BooleanField, Case, Count, F, Value, When
from django.db.models.functions import ExtractQuarter, TruncDate
from django.utils.translation import gettext as _

from .models import Complaint
from .models.outcome import Judgement

SMALLEST = 5  # a smaller number is not shown


@dataclass(slots=True)
class Quarter:
    """`topics` and `results` are (words, number), None where it is too small to show; `in_time` in percents."""

    number: int
    received: int | None = 0
    topics: list[tuple[str, int | None]] = field(default_factory=list)
    results: list[tuple[str, int | None]] = field(default_factory=list)
    in_time: int | None = None
    is_empty: bool = True


def of_year(year: int) -> list[Quarter]:
    """The four quarters of a year, by the day of receipt; one query."""
    found = Complaint.objects.filter(received_at__year=year).annotate(
        quarter=ExtractQuarter("received_at"), judgement=F("outcome__judgement"), in_time=Case(
            When(ended_at=None, then=Value(None)), When(due_on__gte=TruncDate("ended_at"), then=Value(True)), default=Value(False),
            output_field=BooleanField(null=True),
        ),
    )
    rows = list(found.values("quarter", "topic", "ending", "judgement", "in_time").annotate(number=Count("pk")).order_by())
    return [_quarter(number, [row for row in rows if row["quarter"] == number]) for number in (1, 2, 3, 4)]


def _quarter(number, rows) -> Quarter:
    topics, results, ended, in_time = Counter(), Counter(), 0, 0
    for row in rows:
        topics[row["topic"] or _("No subject chosen")] += row["number"]
        results[_result(row)] += row["number"]
        ended += row["number"] * (row["in_time"] is not None)
        in_time += row["number"] * bool(row["in_time"])
    total = sum(topics.values())
    return Quarter(
        number, total if total >= SMALLEST or not total else None, _shown(topics), _shown(results),
        round(100 * in_time / ended) if ended >= SMALLEST else None, not total,
    )


def _result(row) -> str:
    if not row["ending"]:
        return _("not done yet")
    if row["ending"] == Complaint.Ending.CONCLUDED and row["judgement"]:
        return str(Judgement(row["judgement"]).label)
    return str(Complaint.Ending(row["ending"]).label)


def _shown(counted: Counter) -> list[tuple[str, int | None]]:
    """The largest first. Where one number alone is hidden it could be reckoned from the total, so the next goes too."""
    several = counted.most_common()
    hidden = [place for place, (_words, number) in enumerate(several) if number < SMALLEST]
    if len(hidden) == 1 and len(several) > 1:
        hidden.append(max(place for place in range(len(several)) if place not in hidden))
    return [(words, None if place in hidden else number) for place, (words, number) in enumerate(several)]
