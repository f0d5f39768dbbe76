"""Sheets as Excel, LibreOffice and other systems write them: CSV in any of their encodings and delimiters."""

import csv
import io
import re


class Workbook(ValueError):
    """This is a workbook of Excel, not CSV: open it and save it as CSV (UTF-8)."""


def text_of(raw: bytes) -> str:
    """The whole file, whatever wrote it: UTF-8 with or without mark, UTF-16 from Excel, else Windows' own. Raises `Workbook`."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    if raw[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise Workbook
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def rows_of(text: str):
    """A `csv.reader` over the lines; its first row holds the headings."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    if text.startswith("sep="):  # Excel's own first line
        next(rows)
    return rows


def bare(heading: str) -> str:
    """A heading to compare by: lower case, without anything but letters and digits."""
    return re.sub(r"[^a-z0-9]", "", heading.casefold())


def _delimiter(text: str) -> str:
    """Excel in Dutch writes ; and in English a comma; the one that stands most often in the headings."""
    first = text.split("\n", 1)[0]
    if first.startswith("sep=") and len(first.strip()) == 5:
        return first[4]
    return max(";,\t|", key=first.count)
