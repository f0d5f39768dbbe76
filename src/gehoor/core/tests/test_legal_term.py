"""When a term of law ends (Algemene termijnenwet)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gehoor.core import holidays, legal_term

DAYS = st.dates(date(2000, 1, 1), date(2099, 1, 1))


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(("start", "term", "end"), [
    ("2026-11-23", {"weeks": 6}, "2027-01-04"),  # Monday to Monday, what lies between counts
    ("2026-11-14", {"weeks": 6}, "2026-12-28"),  # set off on a Saturday: 26 December, then a Sunday
    ("2026-11-13", {"weeks": 6}, "2026-12-28"),  # ends on Christmas Day, a Friday
    ("2026-02-20", {"weeks": 6}, "2026-04-07"),  # Good Friday, the weekend, Easter Monday
    ("2026-03-24", {"weeks": 6}, "2026-05-06"),  # 5 May
    ("2025-03-15", {"weeks": 6}, "2025-04-28"),  # 2025: King's Day on Saturday 26 April
    ("2026-04-02", {"weeks": 6}, "2026-05-15"),  # Ascension Day
    ("2026-01-31", {"months": 1}, "2026-03-02"),  # there is no 31 February; the 28th is a Saturday
    ("2027-11-30", {"months": 3}, "2028-02-29"),
    ("2026-12-24", {"days": 2}, "2026-12-28"),
    ("2026-12-24", {"days": 3}, "2026-12-29"),  # art. 2: of the 25th, 26th and 27th none counts, so two more days
    ("2026-04-30", {"days": 3}, "2026-05-04"),
    ("2026-05-01", {"days": 3}, "2026-05-06"),  # Monday 4 May counts, the fifth does not, the sixth is the second
])
def test_it_works(start, term, end):
    assert legal_term.ends(day(start), **term) == day(end)


@pytest.mark.parametrize(("term", "end"), [  # all fall on a day off: Second day of Christmas, New Year, Saturdays
    ({"weeks": 12}, "2026-12-28"), ({"weeks": 13}, "2027-01-02"),
    ({"days": 90}, "2027-01-04"), ({"days": 91}, "2027-01-02"),
    ({"months": 3}, "2027-01-04"), ({"months": 4}, "2027-02-03"), ({"months": 6}, "2027-04-03"),
])
def test_a_term_over_twelve_weeks_is_not_extended(term, end):
    assert legal_term.ends(day("2026-10-03"), **term) == day(end)


def test_what_a_decree_puts_on_a_par_is_skipped():
    assert legal_term.ends(day("2026-05-01"), weeks=2) == day("2026-05-15")
    assert legal_term.ends(day("2026-05-01"), weeks=2, equated=[day("2026-05-15")]) == day("2026-05-18")


@pytest.mark.parametrize("term", [{}, {"weeks": 1, "days": 1}, {"weeks": -1}])
def test_one_length_is_needed(term):
    with pytest.raises(ValueError):
        legal_term.ends(day("2026-11-23"), **term)


@given(start=DAYS, weeks=st.integers(1, 12))
def test_a_term_never_ends_early_nor_on_a_day_off_nor_later_than_needed(start, weeks):
    asked, found = start + timedelta(weeks=weeks), legal_term.ends(start, weeks=weeks)

    def is_off(one):
        return one.weekday() >= 5 or holidays.is_recognised(one)

    assert found >= asked and not is_off(found)
    assert all(is_off(asked + timedelta(days=number)) for number in range((found - asked).days))


@pytest.mark.parametrize(("year", "days"), [  # as printed in calendars
    (2024, "01-01 04-01 04-27 05-05 05-09 05-20 12-25 12-26"),
    (2025, "01-01 04-21 04-26 05-05 05-29 06-09 12-25 12-26"),
    (2026, "01-01 04-06 04-27 05-05 05-14 05-25 12-25 12-26"),
    (2031, "01-01 04-14 04-26 05-05 05-22 06-02 12-25 12-26"),
    (2008, "01-01 03-24 04-26 05-01 05-05 05-12 12-25 12-26"),
])
def test_the_holidays_of_the_law(year, days):
    assert [found.strftime("%m-%d") for found in holidays.recognised(year)] == days.split()


def test_ascension_on_liberation_day_is_one_day():
    assert [name for found, name in holidays.recognised(2016).items() if found == date(2016, 5, 5)] == ["Liberation Day"]


@pytest.mark.parametrize(("when", "is_one"), [("2026-04-03", True), ("2026-04-05", False), ("2026-04-04", False)])
def test_good_friday_stops_a_term_easter_sunday_needs_no_help(when, is_one):
    assert holidays.is_recognised(day(when)) is is_one
