"""A calendar invite in a line or two, for a mail that says nothing else (RFC 5545, RFC 5546)."""

from __future__ import annotations

from datetime import date, datetime

from .charsets import clean_line

MAX_BYTES = 100_000
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_TITLES = {"CANCEL": "Afgezegd", "REPLY": "Antwoord op uitnodiging", "COUNTER": "Ander voorstel"}


def describe(data: bytes) -> str:
    """What, when and where in Dutch, or "" when the invite cannot be read."""
    from icalendar import Calendar  # a tenth of a second to import, and seldom needed

    try:
        calendar = Calendar.from_ical(data[:MAX_BYTES])
        event = next(iter(calendar.walk("VEVENT")), None)
        if event is None:
            return ""
        title = _TITLES.get(str(calendar.get("METHOD", "")).upper(), "Uitnodiging")
        lines = [f"{title}: {clean_line(str(event.get('SUMMARY', '')))}", f"Wanneer: {_when(event)}"]
        place = clean_line(str(event.get("LOCATION", "")))
        if place:
            lines.append(f"Waar: {place}")
        return "\n".join(line for line in lines if not line.endswith(": "))
    except Exception:  # noqa: BLE001 - calendars come broken in every way; the file itself stays attached
        return ""


def _when(event) -> str:
    start = event.decoded("DTSTART", None)
    end = event.decoded("DTEND", None)
    if start is None:
        return ""
    first = _day(start)
    if not isinstance(start, datetime):
        return first
    zone = clean_line(str(event["DTSTART"].params.get("TZID", "") or start.tzname() or ""))
    until = ""
    if isinstance(end, datetime):
        until = f" tot {end:%H:%M}" if end.date() == start.date() else f" tot {_day(end)} {end:%H:%M}"
    return f"{first} {start:%H:%M}{until}{f' ({zone})' if zone else ''}"


def _day(day: date) -> str:
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
