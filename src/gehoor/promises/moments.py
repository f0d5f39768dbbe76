"""Moments that are quickly promised, in working hours: today before we close, tomorrow before noon, within two days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from gehoor.core.working_hours import WorkingHours

NOON, FIVE = time(12), time(17)
ROOM = timedelta(hours=2)  # so much of the day must be left to promise something for today
WORKING_DAYS = 2  # within which we call back, if nobody says otherwise; municipal norm, reference/facts.md
FARTHEST = timedelta(days=366)  # a promise beyond it is a slip of the pen


@dataclass(frozen=True, slots=True)
class Moment:
    """One choice. `key` stands in the form: the moment itself, so that what was read is what is promised."""

    due_at: datetime
    label: str

    @property
    def key(self) -> str:
        return self.due_at.isoformat()


def quick(hours: WorkingHours, now: datetime | None = None) -> list[Moment]:
    """The choices, the soonest first. Never a moment outside working hours."""
    now = timezone.localtime(now)
    found, today = [], now.date()
    closing = hours.end_of_day(now)
    if closing.date() == today and closing - max(now, hours.opens_next(now)) >= ROOM:
        found.append(Moment(closing, _("today before %(clock)s") % {"clock": _clock(closing)}))
    day = today
    for _number in range(2):
        noon = next_working_day(hours, day)
        day = noon.date()
        found.append(Moment(noon, _("%(day)s before %(clock)s") % {"day": _day(day, today), "clock": _clock(noon)}))
    within = hours.end_of_day(now, WORKING_DAYS)
    found.append(Moment(within, _("within %(number)s working days") % {"number": WORKING_DAYS}))
    return found


def next_working_day(hours: WorkingHours, after: date) -> datetime:
    """Noon of the first working day after this one; where we are not open then, three working hours after we open."""
    opening = hours.opens_next(_at(after + timedelta(days=1), time()))
    noon = _at(opening.date(), NOON)
    return noon if noon > opening and hours.is_open(noon - timedelta(minutes=1)) else hours.add(opening, 3)


def end_of(hours: WorkingHours, day: date) -> datetime:
    """When we close on this day; five o'clock on a day that we are closed."""
    begin = _at(day, time())
    return hours.end_of_day(begin) if hours.on(day) else _at(day, FIVE)


def _at(day, clock) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def _day(day, today) -> str:
    return _("tomorrow") if day == today + timedelta(days=1) else formats.date_format(day, "l")


def _clock(moment) -> str:
    local = timezone.localtime(moment)
    return formats.date_format(local, _("H:i") if local.minute else _("H:00"))
