"""When we are open, in the words of the person who wants to reach us."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import formats, timezone
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from gehoor.core.working_hours import NeverOpen, WorkingHours

from . import calendar


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether somebody is there now, and else from when."""

    is_open: bool
    today: str  # "Today from 9:00 to 17:00"
    opens: datetime | None = None  # the next opening; None while open, or where that never is
    again: str = ""  # "tomorrow at 9:00"
    has_hours_today: bool = True
    closes: datetime | None = None  # while open: until a break or for today; None where the night is open too


def of(channel: str = "", team=None, now: datetime | None = None) -> Opening:
    """Of a channel, of a team (its id), or of one for the other."""
    known = calendar.current()
    return tell(known.hours(channel, team), now, known.named(timezone.localdate(now), channel, team))


def tell(hours: WorkingHours, now: datetime | None = None, why: str = "") -> Opening:
    """The same of hours from elsewhere, such as those of a counter; `why` names a day that differs."""
    here = timezone.localtime(now)
    intervals = hours.on(here.date())
    today = f"{_today(intervals)} ({why})" if why else _today(intervals)
    if hours.is_open(here):
        closes = hours.closes(here)
        return Opening(True, today, closes=None if hours.is_open(closes) else closes)
    try:
        opens = hours.opens_next(here)
    except NeverOpen:
        return Opening(False, today, has_hours_today=bool(intervals))
    return Opening(False, today, opens, moment(opens, here.date()), bool(intervals))


def _today(intervals) -> str:
    if not intervals:
        return _("Closed today")
    if intervals == ((time(0), time(0)),):
        return _("Today all day and night")
    said = [_("from %(opens)s to %(closes)s") % {"opens": _clock(opens), "closes": _clock(closes, is_end=True)} for opens, closes in intervals]
    return _("Today %(times)s") % {"times": get_text_list(said, _("and"))}


def moment(when: datetime, today) -> str:
    """ "today at 13:00", "tomorrow at 9:00", "on Monday 30 November at 9:00"; `when` is local."""
    words = {"clock": _clock(when.time()), "day": formats.date_format(when, _("l j F"))}
    if when.date() == today:
        return _("today at %(clock)s") % words
    if when.date() == today + timedelta(days=1):
        return _("tomorrow at %(clock)s") % words
    return _("on %(day)s at %(clock)s") % words


def sentence(opening: Opening) -> str:
    """When somebody is there again; empty while somebody is."""
    return capfirst(_("open again %(when)s") % {"when": opening.again}) if opening.again else ""


def _clock(clock: time, is_end=False) -> str:
    return "24:00" if is_end and clock == time(0) else formats.time_format(clock, "G:i")
