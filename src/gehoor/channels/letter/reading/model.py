"""What is made of one page, and when nothing can be made of a file."""

from dataclasses import dataclass, field

MOST_PAGES = 200  # of one file: a batch is cut by hand beyond that
MOST_PIXELS = 178_000_000  # A3 at 600 dpi, twice; a picture that claims more is a bomb
READ_PIXELS = 18_000_000  # A3 at 300 dpi: larger pictures are made smaller before they are read
PICTURE_EDGE = 1700  # pixels of the longer side of the picture that is kept to be looked at
PAGE_PATIENCE = 60  # seconds for Tesseract on one page


class CannotOpen(Exception):
    """Not a scan, damaged, locked with a password, or larger than we read. The argument is one of `REASONS`."""


REASONS = ("damaged", "locked", "too_many_pages", "too_large", "empty", "unknown_type", "killed")


@dataclass(slots=True)
class ReadPage:
    """One page, upright. `confidence` is Tesseract's mean over the words, 0 to 100; None where nothing was read.

    `picture` is WebP. `had_reader` is False where Tesseract or its Dutch is not installed.
    """

    number: int
    text: str = ""
    confidence: float | None = None
    codes: list[str] = field(default_factory=list)
    picture: bytes = b""
    had_reader: bool = True
