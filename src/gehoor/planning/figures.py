"""How many talks were planned, held and missed, by quarter and kind; no employees and no persons."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, DateField, F, Q
from django.db.models.functions import TruncQuarter
from django.utils import timezone
from django.utils.translation import gettext as _

from . import rhythm
from .models import Moment, State
from .models.moment import OPEN

QUARTERS = 5  # the one that runs included


@dataclass(frozen=True, slots=True)
class Row:
    """One kind in one quarter, that in which the time for a talk ends. `planned` is the sum of the four others."""

    quarter: date
    kind: str
    planned: int
    held: int
    missed: int
    overdue: int
    ahead: int

    @property
    def numbers(self) -> tuple[int, ...]:
        return self.planned, self.held, self.missed, self.overdue, self.ahead

    @property
    def quarter_in_words(self) -> str:
        return _("quarter %(number)d of %(year)d") % {"number": (self.quarter.month + 2) // 3, "year": self.quarter.year}


def of_teams(employee) -> list[Row]:
    """Of this employee's teams, the latest quarter first. One query; what proved not to be needed does not count."""
    today = timezone.localdate()
    this = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    since, until = rhythm.after_months(this, -3 * (QUARTERS - 1)), rhythm.after_months(this, 3)
    theirs = Moment.objects.visible_to(employee).of_teams(employee).exclude(state=State.WITHDRAWN).with_days()
    still_open, over = Q(state__in=OPEN), Q(ends_on__lt=today)
    found = theirs.filter(ends_on__gte=since, ends_on__lt=until).order_by().values(
        quarter=TruncQuarter("ends_on", output_field=DateField()), kind=F("plan__kind__name"),
    ).annotate(
        planned=Count("pk"), held=Count("pk", filter=Q(state=State.HELD)), missed=Count("pk", filter=Q(state=State.MISSED)),
        overdue=Count("pk", filter=still_open & over), ahead=Count("pk", filter=still_open & ~over),
    )
    return [Row(**row) for row in found.order_by("-quarter", "kind")]
