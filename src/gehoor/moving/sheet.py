"""A sheet of people: CSV as Excel, LibreOffice and other systems write it, with headings in Dutch or English."""

import csv
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from gehoor.core import sheets
from gehoor.people.models import AddressKind

from .records import BadRecord, PersonRecord

MOST_BYTES = 200 * 1024 * 1024
# What a column may be called; headings are compared in lower case without anything but letters and digits.
NAMES = {
    "id": "id nummer klantnummer relatienummer klantid externalid contactid customerid number",
    "name": "naam volledigenaam weergavenaam name fullname displayname contactpersoon",
    "first": "voornaam voornamen roepnaam firstname givenname",
    "middle": "tussenvoegsel voorvoegsel tussenvoegsels middlename prefix infix",
    "last": "achternaam familienaam lastname surname familyname",
    "email": "email emailadres mail mailadres emailaddress emailaddress1 email1",
    "email2": "email2 emailadres2 tweedeemail emailaddress2",
    "phone": "telefoon telefoonnummer tel telefoonvast phone phonenumber telephone vast",
    "mobile": "mobiel mobielnummer mobieletelefoon gsm telefoonmobiel mobile mobilephone cell",
}
MEANINGS = {name: meaning for meaning, names in NAMES.items() for name in names.split()}
KINDS = {"email": AddressKind.EMAIL, "email2": AddressKind.EMAIL, "phone": AddressKind.PHONE, "mobile": AddressKind.PHONE}


class NoSheet(ValueError):
    """The file cannot be read as a sheet of people; the message says why and what to do."""


class Sheet:
    """An opened sheet. `columns` are (heading, meaning or "") in order; `mapping` is {heading: meaning} given by hand."""

    def __init__(self, path: Path, mapping: dict[str, str] | None = None):
        text = _text(path)
        self._rows = sheets.rows_of(text)
        wanted = {sheets.bare(heading): meaning for heading, meaning in (mapping or {}).items()}
        if wrong := set(wanted.values()) - NAMES.keys():
            raise NoSheet(f"A column can mean: {', '.join(NAMES)}; not {', '.join(sorted(wrong))}.")
        headings = next(self._rows, [])
        if lacking := wanted.keys() - set(map(sheets.bare, headings)):
            raise NoSheet(f"There is no column {', '.join(sorted(lacking))}. The headings are: {', '.join(headings)}.")
        self.columns = [(heading.strip(), wanted.get(sheets.bare(heading), MEANINGS.get(sheets.bare(heading), ""))) for heading in headings]
        found = {meaning for _heading, meaning in self.columns}
        if not found & {"name", "first", "last", "email", "email2", "phone", "mobile"}:
            raise NoSheet(
                f"None of the headings is known: {', '.join(headings)[:200] or 'the file is empty'}. Say which is which with "
                "--column 'HEADING=name'; a column can mean: " + ", ".join(NAMES) + "."
            )

    def records(self) -> Iterator[PersonRecord | BadRecord]:
        """Each line as a person, or what is wrong with it; `where` is the line in the file."""
        while True:
            line = self._rows.line_num + 1
            try:
                row = next(self._rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield _bad(line, _("this line cannot be read: %(error)s") % {"error": error})
                continue
            if any(cell.strip() for cell in row):
                yield self._record(row, line)

    def _record(self, row: list[str], line: int) -> PersonRecord | BadRecord:
        if len(row) != len(self.columns):
            return _bad(line, _("%(n)s columns instead of %(all)s: a delimiter too many or too few") % {
                "n": len(row), "all": len(self.columns),
            })
        cells: dict[str, str] = {}
        for (_heading, meaning), cell in zip(self.columns, row, strict=True):
            if meaning and not cells.get(meaning):
                cells[meaning] = " ".join(cell.replace("\x00", "").split())
        if "\ufffd" in "".join(cells.values()):
            return _bad(line, _("letters that cannot be read: the file was damaged on its way"))
        whole = " ".join(filter(None, (cells.get(part) for part in ("first", "middle", "last"))))
        addresses = [(kind, one) for part, kind in KINDS.items() for one in _several(cells.get(part, ""))]
        digest = hashlib.sha256("\x1f".join([cells.get("name") or whole, *map(str, addresses)]).encode()).hexdigest()
        return PersonRecord(
            external_id=(cells.get("id") or digest)[:100], name=cells.get("name") or whole, addresses=tuple(addresses),
            digest=digest, where=_("line %(n)s") % {"n": line},
        )


def _bad(line: int, why: str) -> BadRecord:
    error = BadRecord(why)
    error.where = _("line %(n)s") % {"n": line}
    return error


def _several(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;,]|\s/\s", cell) if part.strip()]


def _text(path: Path) -> str:
    """The whole file. Raises `NoSheet` where it is too large or no sheet."""
    if path.stat().st_size > MOST_BYTES:
        raise NoSheet(f"{path} is larger than {MOST_BYTES // 2**20} MB. Split it up and bring over the parts.")
    try:
        return sheets.text_of(path.read_bytes())
    except sheets.Workbook as problem:
        raise NoSheet(f"{path} is a workbook of Excel. Open it and save it as CSV (UTF-8), and bring that over.") from problem
