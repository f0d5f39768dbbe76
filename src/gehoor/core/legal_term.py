"""When a term set by law ends (Algemene termijnenwet, Atw): a day, never a moment.

A term begins the day after what set it off. One in weeks ends on the same weekday; one in months on the same number of
the month, or on the last day of a month that is too short (European Convention on the Calculation of Time-Limits,
Basel 1972, art. 4).
"""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

from .holidays import is_recognised

SATURDAY = 5
_ONE = timedelta(days=1)
_LONG = {"days": 90, "weeks": 12, "months": 3}  # Atw art. 4(a): what is longer than this is not extended


def ends(start: date, *, days=0, weeks=0, months=0, equated: Collection[date] = ()) -> date:
    """The last day of a term of so many days, weeks or months, set off on the day `start` (one of the three).

    Extended where it would end on a Saturday, a Sunday or a generally recognised holiday (art. 1), and where a term of
    three days or more holds fewer than two other days (art. 2). `equated` are days that a royal decree puts on a par
    with those holidays (art. 3(3)). Raises `ValueError` where not exactly one length is given, and above zero.
    """
    given = {name: length for name, length in (("days", days), ("weeks", weeks), ("months", months)) if length}
    if len(given) != 1 or min(given.values()) < 0:
        raise ValueError("a term is so many days, weeks or months, and one of them only")
    [(unit, length)] = given.items()
    last = _months_later(start, months) if months else start + timedelta(days=days, weeks=weeks)
    if length > _LONG[unit]:
        return last
    needed = 0 if unit == "days" and length < 3 else 2
    worked = sum(_counts(start + _ONE * number, equated) for number in range(1, min((last - start).days, 30) + 1))
    while worked < needed or not _counts(last, equated):
        last += _ONE
        worked += _counts(last, equated)
    return last


def _counts(day: date, equated) -> bool:
    """Whether a term may end on this day."""
    return day.weekday() < SATURDAY and not is_recognised(day) and day not in equated


def _months_later(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
