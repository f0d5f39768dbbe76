"""A pile that was scanned in one go, cut into letters at the separator sheets in between."""

from dataclasses import dataclass

from .models import Page
from .reading.marks import SEPARATOR, is_sheet


@dataclass(slots=True)
class Piece:
    """The pages of one letter, and the team that the sheet before it names ("" for none)."""

    pages: list[Page]
    team: str = ""


def separator(team_slug: str = "") -> str:
    """What the QR on a separator sheet says; upper case makes it smaller."""
    return f"{SEPARATOR}:{team_slug}".upper() if team_slug else SEPARATOR


def cut(pages) -> list[Piece]:
    """The letters among `pages`, in order. A sheet with nothing after it makes no letter."""
    pieces = [Piece([])]
    for page in pages:
        if is_sheet(page.codes):
            team = next(code for code in page.codes if is_sheet([code]))
            pieces.append(Piece([], team.removeprefix(SEPARATOR).lstrip(":").lower()))
        else:
            pieces[-1].pages.append(page)
    return [piece for piece in pieces if piece.pages]
