"""How much time is left to answer, in words. What the page says holds all day; `time-left.js` counts down from it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import formats, timezone
from django.utils.dateparse import parse_datetime, parse_duration
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gehoor.conversations.models import WaitingFor


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Shown by `desk/_time_left.html`; equal ones are drawn alike."""

    state: str  # "fine", "short" or "late"
    said: str
    when_late: str  # what is said once the moment is there
    due: datetime
    short_from: datetime


def of(conversation) -> TimeLeft | None:
    """None where nobody waits for us. Asks nothing of the database."""
    if conversation.respond_by is None or conversation.is_closed:
        return None
    now, due = timezone.now(), conversation.respond_by
    late = _late(timezone.localtime(due), timezone.localdate(now))
    if due < now:
        return TimeLeft("late", late, late, due, conversation.short_from)
    said = _before(timezone.localtime(due), timezone.localdate(now))
    state = "short" if conversation.short_from <= now else "fine"
    return TimeLeft(state, _("soon: %(moment)s") % {"moment": said} if state == "short" else said, late, due, conversation.short_from)


def confirms(conversation) -> bool:
    """Whether what comes first is to tell the person that it came in. Needs `wait_facts` of `standing.facts`."""
    found = conversation.wait_facts
    unconfirmed = found and found["confirm_by"] and not found["confirmed_at"]
    return bool(unconfirmed and conversation.respond_by and parse_datetime(found["confirm_by"]) == conversation.respond_by)


def _before(due, today) -> str:
    clock = formats.date_format(due, "H:i")
    if due.date() == today:
        return _("today before %(clock)s") % {"clock": clock}
    if due.date() == today + timedelta(days=1):
        return _("tomorrow before %(clock)s") % {"clock": clock}
    return _("%(day)s before %(clock)s") % {"day": _day(due, today), "clock": clock}


def _late(due, today) -> str:
    if due.date() == today:
        return _("was due at %(clock)s") % {"clock": formats.date_format(due, "H:i")}
    if due.date() == today - timedelta(days=1):
        return _("was due yesterday")
    return _("was due on %(day)s") % {"day": _day(due, today)}


def _day(due, today) -> str:
    """Translators' date formats are those of the `moment` tag."""
    if abs(due.date() - today) < timedelta(days=7):
        return formats.date_format(due, "l")
    return formats.date_format(due, _("D j M") if due.year == today.year else _("j M Y"))


def standing_still(conversation) -> str:
    """That the clock stands still while we wait for the person, and with how much left; "" where it does not.

    Needs `wait_facts` of `standing.facts`.
    """
    found = conversation.wait_facts
    if conversation.is_closed or conversation.waiting_for != WaitingFor.PERSON or not found or not found["stopped_at"]:
        return ""
    hours = (parse_duration(found["left"]) or timedelta()).total_seconds() / 3600
    if not hours:
        day = formats.date_format(timezone.localtime(parse_datetime(found["due_at"])), "l j F")
        return _("The clock stands still. The answer was due on %(day)s.") % {"day": day}
    if hours < 1:
        return _("The clock stands still, with less than a working hour left.")
    said = ngettext(
        "The clock stands still, with %(number)s working hour left.",
        "The clock stands still, with %(number)s working hours left.", round(hours),
    )
    return said % {"number": round(hours)}
