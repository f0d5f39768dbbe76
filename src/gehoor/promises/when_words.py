"""By when, as people write it, in Dutch and English: "dinsdag voor 12 uur", "binnen twee werkdagen", "tomorrow morning"."""

import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from gehoor.core.working_hours import WorkingHours

from . import moments

DAYS = {name: number for names in (
    ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
) for number, name in enumerate(names)}
MONTHS = {name: number for names in (
    ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"),
    ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"),
) for number, name in enumerate(names, start=1)}
NUMBERS = {"een": 1, "één": 1, "a": 1, "an": 1, "one": 1, "twee": 2, "two": 2, "drie": 3, "three": 3, "vier": 4, "four": 4,
           "vijf": 5, "five": 5, "zes": 6, "six": 6, "tien": 10, "ten": 10}
NOON, EVENING = time(12), time(21)
_COUNT = rf"(\d{{1,2}}|{'|'.join(NUMBERS)})"
_DAY = re.compile(rf"\b({'|'.join(DAYS)})(ochtend|morgen|middag|avond)?\b")
_DATE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({'|'.join(MONTHS)})\b|\b({'|'.join(MONTHS)}) (\d{{1,2}})\b")
_FIGURES = re.compile(r"\b(\d{1,2})[-/](\d{1,2})(?:[-/](?:20)?\d\d)?\b")
_SPAN = re.compile(rf"\b(?:binnen|over|within|in) {_COUNT} (werkdag|dag|week|weken|uur|working|business|day|hour)")
_CLOCK = r"(\d{1,2})(?:[.:](\d\d))?(?: ?(?:uur|u\b|hrs))? ?(am|pm)?"
_BETWEEN = re.compile(rf"\b(?:tussen|between) {_CLOCK} (?:en|and) {_CLOCK}")
_BY = re.compile(rf"\b(?:voor|vóór|om|rond|uiterlijk|before|by|at) {_CLOCK}(?=\W|$)")
_MORNING = re.compile(r"ochtend|\bmorning|\b's morgens")
_LATE = re.compile(r"avond|\bevening|tonight")


def found(text: str, hours: WorkingHours, now: datetime) -> tuple[datetime | None, datetime | None] | None:
    """(not before, by) the first moment that this lower-case sentence names; None where it names none, or a past one."""
    now = timezone.localtime(now)
    if span := _SPAN.search(text):
        return None, _within(*span.groups(), hours, now)
    day = _day(text, now.date())
    if day is None:
        return None
    if window := _BETWEEN.search(text):
        begins, ends = _clock(*window.groups()[:3]), _clock(*window.groups()[3:])
        if begins and ends and begins < ends:
            return _future(_at(day, ends), now, _at(day, begins))
    clock = _BY.search(text)
    at = clock and _clock(*clock.groups())
    if at:
        return _future(_at(day, at), now)
    if _MORNING.search(text):
        return _future(_at(day, NOON), now)
    return _future(_at(day, EVENING) if _LATE.search(text) else moments.end_of(hours, day), now)


def _future(due, now, begins=None):
    return (begins, due) if due > now else None


def _within(count, unit, hours, now) -> datetime:
    number = int(count) if count.isdecimal() else NUMBERS[count]
    if unit in ("uur", "hour"):
        return hours.add(now, number)
    if unit in ("werkdag", "working", "business"):
        return hours.end_of_day(now, min(number, 60) or 1)
    days = number * 7 if unit.startswith("we") else number
    return moments.end_of(hours, now.date() + timedelta(days=days))


def _day(text, today) -> date | None:
    named = _DAY.search(text)
    next_week = bool(re.search(r"\b(volgende|komende|next) week\b", text))
    monday = today - timedelta(days=today.weekday())
    if date_found := _written(text, today):
        return date_found
    if named:
        number = DAYS[named[1]]
        if next_week:
            return monday + timedelta(days=7 + number)
        return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if next_week:
        return monday + timedelta(days=11)
    if re.search(r"\bovermorgen\b|\bday after tomorrow\b", text):
        return today + timedelta(days=2)
    if re.search(r"\bmorgen(ochtend|middag|avond|vroeg)?\b|\btomorrow\b", text):
        return today + timedelta(days=1)
    if re.search(r"\b(vandaag|vanmiddag|vanochtend|vanavond|today|tonight|this (morning|afternoon|evening))\b", text):
        return today
    return max(today, monday + timedelta(days=4)) if re.search(r"\b(deze|this) week\b|\beind van de week\b", text) else None


def _written(text, today) -> date | None:
    """A date with its month; the next one that comes."""
    words, figures = _DATE.search(text), _FIGURES.search(text)
    if words:
        day, month = (words[1], words[2]) if words[1] else (words[4], words[3])
        return _coming(int(day), MONTHS[month], today)
    return _coming(int(figures[1]), int(figures[2]), today) if figures else None


def _coming(day, month, today) -> date | None:
    for year in (today.year, today.year + 1):
        try:
            if (coming := date(year, month, day)) >= today:
                return coming
        except ValueError:
            continue
    return None


def _clock(hour, minute, half) -> time | None:
    hour = int(hour) + (12 if half == "pm" and int(hour) < 12 else 0)
    return time(hour, int(minute or 0)) if hour < 24 and int(minute or 0) < 60 else None


def _at(day, clock) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
