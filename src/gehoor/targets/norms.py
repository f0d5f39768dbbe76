"""A norm: how soon people hear from us, and who says that this is what they may expect (requirement F2)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gehoor.core.working_hours import WorkingHours

SAMR = gettext_lazy("what Dutch consumers expect; SAMR, 2018")
PRACTICE = gettext_lazy("service norm of Dutch municipalities, 2024")
OWN = gettext_lazy("a beginning of our own, from no research")


class Measure(TextChoices):
    """What is timed. `ANSWER` and `CONFIRM` run on a conversation (see `Wait`); `PICK_UP` is what the lines of live contact go by."""

    PICK_UP = "pick_up", gettext_lazy("Somebody is there")
    CONFIRM = "confirm", gettext_lazy("Receipt is confirmed")
    ANSWER = "answer", gettext_lazy("The answer")


class Unit(TextChoices):
    SECONDS = "seconds", gettext_lazy("seconds")
    HOURS = "hours", gettext_lazy("working hours")
    DAYS = "days", gettext_lazy("working days")


@dataclass(frozen=True, slots=True)
class Norm:
    """Within so many seconds, working hours or working days; 0 days is the same working day, 0 seconds is at once."""

    unit: Unit
    amount: int
    source: str = ""

    def due(self, at: datetime, hours: WorkingHours) -> datetime:
        """When what came in at `at` is to be done."""
        if self.unit == Unit.SECONDS:
            return at + timedelta(seconds=self.amount)
        return hours.add(at, self.amount) if self.unit == Unit.HOURS else hours.end_of_day(at, self.amount)

    def __str__(self):
        if not self.amount:
            return _("the same working day") if self.unit == Unit.DAYS else _("at once")
        said = {
            Unit.SECONDS: ngettext("within %(number)s second", "within %(number)s seconds", self.amount),
            Unit.HOURS: ngettext("within %(number)s working hour", "within %(number)s working hours", self.amount),
            Unit.DAYS: ngettext("within %(number)s working day", "within %(number)s working days", self.amount),
        }
        return said[self.unit] % {"number": self.amount}


TWO_DAYS = Norm(Unit.DAYS, 2, PRACTICE)  # for whatever names none of its own
