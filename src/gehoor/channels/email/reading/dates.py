"""The Date header as an aware UTC moment, also in the forms that are not RFC 5322."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_tz

# Dutch and German month names that scripts with a local clock put in headers.
_MONTHS = {
    "mrt": "mar",
    "maart": "mar",
    "mei": "may",
    "okt": "oct",
    "oktober": "oct",
    "januari": "jan",
    "februari": "feb",
    "juni": "jun",
    "juli": "jul",
    "augustus": "aug",
    "dez": "dec",
    "dezember": "dec",
    "mai": "may",
    "märz": "mar",
}
_WORDS = re.compile(r"[^\W\d_]+")


def parse(text: str) -> datetime | None:
    """An aware moment in UTC, or None; without a zone it is taken as UTC."""
    text = text.strip()
    if not text:
        return None
    return (
        _rfc(text) or _rfc(_WORDS.sub(lambda word: _MONTHS.get(word[0].lower(), word[0]), text)) or _iso(text)
    )


def _rfc(text: str) -> datetime | None:
    try:
        parts = parsedate_tz(text)
        if not parts:
            return None
        year, month, day, hour, minute, second = parts[:6]
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        offset = parts[9] or 0
        if abs(offset) > 24 * 3600:
            offset = 0
        return datetime.fromtimestamp(moment.timestamp() - offset, UTC) if year >= 1970 else None
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None


def _iso(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
