"""On which days the moments of a plan fall: pure calendar, without clocks, so that summer time has no say in it."""

import calendar
from datetime import date


def after_months(first: date, months: int) -> date:
    """The same day so many months later; the last day of the month where that has no such day.

    Always counted from the first day, so that 31 August gives 28 February and then 31 August again, never 28 August.
    """
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(first.day, last))


def due(number: int, *, first: date, every: int | None, dates=(), until: date | None = None) -> date | None:
    """The day of moment `number` (0 is the first), every so many months or on these very dates; None after the last."""
    ahead = sorted(dates)
    if every:
        day = after_months(first, number * every)
    else:
        day = ahead[number] if number < len(ahead) else None
    return day if day and (until is None or day <= until) else None
