"""The generally recognised holidays of the Netherlands (Algemene termijnenwet, Atw, art. 3).

They decide when a term of law ends, and are proposed as days on which the organisation is closed. Whether it really is
closed then is its own to say (collective agreements differ most about 5 May).
"""

from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter
from django.utils.translation import gettext_noop


@lru_cache(maxsize=64)
def recognised(year: int) -> dict[date, str]:
    """Names (not translated yet) of the holidays of art. 3(1), by day. Two may fall on one day: then the first named."""
    sunday, birthday = easter(year), date(year, 4, 27)
    named = [
        (date(year, 1, 1), gettext_noop("New Year's Day")),
        (sunday + timedelta(days=1), gettext_noop("Easter Monday")),
        # Kept on the 26th where the 27th is a Sunday.
        (birthday - timedelta(days=birthday.weekday() == 6), gettext_noop("King's Day")),
        (date(year, 5, 5), gettext_noop("Liberation Day")),
        (sunday + timedelta(days=39), gettext_noop("Ascension Day")),
        (sunday + timedelta(days=50), gettext_noop("Whit Monday")),
        (date(year, 12, 25), gettext_noop("Christmas Day")),
        (date(year, 12, 26), gettext_noop("Second day of Christmas")),
    ]
    found: dict[date, str] = {}
    for day, name in named:
        found.setdefault(day, name)
    return dict(sorted(found.items()))


def is_recognised(day: date) -> bool:
    """Whether a term of law cannot end on this day: a holiday, or Good Friday, which art. 3(2) puts on a par with one."""
    return day in recognised(day.year) or day == easter(day.year) - timedelta(days=2)
