"""What the page of figures shows, for whoever's page it is in: employees, editors, everybody."""

from dataclasses import dataclass
from datetime import date

from . import measuring, picture
from .measuring import Figures

WEEKS = 12


@dataclass(frozen=True, slots=True)
class Week:
    """One row; `bar` as `picture.bar` makes it."""

    monday: date
    figures: Figures
    bar: list


def facts(asked: str = "") -> dict:
    """Context of `assistant/_figures.html`; `asked` is a subject, or "" for all. Five queries."""
    rows = measuring.rows(WEEKS)
    subjects = measuring.by_subject(rows)
    asked = asked if asked in subjects else ""
    found = measuring.by_week(rows, asked)
    most = max((figures.asked for figures in found.values()), default=0)
    total = Figures()
    for figures in found.values():
        total.add(figures)
    return {
        "weeks": [Week(monday, figures, picture.bar(figures, most)) for monday, figures in found.items()], "total": total,
        "subjects": subjects, "asked": asked, "parts": picture.PARTS, "told": measuring.told_by_employees(WEEKS),
        "days": measuring.COMES_BACK.days,
    }
