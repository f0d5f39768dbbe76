"""A folder of JSON as another system's API gives it, page by page, and the files that belong to it."""

import contextlib
import json
import mimetypes
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.postroom.inbound import InboundFile

from .records import BadRecord, Story

MOST_BYTES = 200 * 1024 * 1024  # of one JSON file
MOST_FILE_BYTES = 60 * 1024 * 1024  # of one attachment
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


class NoExport(ValueError):
    """This folder holds no export that can be read; the message says why."""


class Export:
    """`folder` with pages such as `tickets-1.json` or `articles/22.json`."""

    def __init__(self, folder: Path):
        self.folder = folder

    def pages(self, name: str) -> list[Path]:
        """Files of this name: `NAME.json`, `NAME-2.json`, `NAME/...json`; pages in the order of their numbers."""
        found = [*self.folder.glob(f"{name}.json"), *self.folder.glob(f"{name}[-_.][0-9]*.json")]
        return sorted({*found, *self.folder.glob(f"{name}/**/*.json")}, key=_by_number)

    def rows(self, name: str) -> Iterator[dict | BadRecord]:
        """Every record in the pages of this name; what is no record, as `BadRecord`."""
        for page in self.pages(name):
            yield from self.rows_of(page)

    def rows_of(self, page: Path) -> Iterator[dict | BadRecord]:
        """Every record of one page, wherever the API put the list."""
        where = str(page.relative_to(self.folder))
        try:
            if page.stat().st_size > MOST_BYTES:
                raise ValueError
            rows = _list_in(json.loads(page.read_bytes()))
        except (ValueError, RecursionError, OSError):
            yield _bad(where, _("this page is no JSON that can be read (was it fetched whole?)"))
            return
        for number, row in enumerate(rows, start=1):
            place = _("%(where)s number %(number)s") % {"where": where, "number": number}
            yield row if isinstance(row, dict) else _bad(place, _("this is no record"))

    def total(self, name: str) -> int:
        """How many records there are in the pages of this name."""
        return sum(1 for _row in self.rows(name))

    def stories(self, name: str, understood) -> Iterator[Story | BadRecord]:
        """What `understood(record)` makes of each record of this name; what it raises as `BadRecord` is given too."""
        for row in self.rows(name):
            if isinstance(row, BadRecord):
                yield row
                continue
            try:
                yield understood(row)
            except BadRecord as bad:
                bad.where = str(row.get("number") or row.get("id") or "")
                yield bad

    def by_id(self, name: str) -> dict[int, dict]:
        """{id: record} of all pages of this name; what cannot be read is left out."""
        return {row["id"]: row for row in self.rows(name) if isinstance(row, dict) and isinstance(row.get("id"), int)}

    def file(self, place: str, *, name: str, content_type: str = "", **more) -> InboundFile:
        """The attachment at `place`, whatever its name ends on. Raises `BadRecord` where it is not there or too large."""
        paths = [*self.folder.glob(place), *self.folder.glob(f"{place}[-_.]*")]
        found = [path for path in sorted(paths) if path.is_file() and not path.is_symlink()]
        if not found:
            raise BadRecord(_("an attachment is not in the export"))
        if found[0].stat().st_size > MOST_FILE_BYTES:
            raise BadRecord(_("an attachment is larger than %(n)s MB") % {"n": MOST_FILE_BYTES // 2**20})
        guessed = content_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        return InboundFile(name or found[0].name, guessed, found[0].read_bytes(), **more)


def moment(value) -> datetime | None:
    """A time as APIs write it (ISO 8601, or seconds since 1970); None where there is none. Never in the future."""
    found = None
    with contextlib.suppress(ValueError, OverflowError, OSError, TypeError):
        if isinstance(value, str) and value.strip():
            found = datetime.fromisoformat(value.strip().replace(" UTC", "+00:00"))
        elif isinstance(value, int | float) and value:
            found = datetime.fromtimestamp(value, UTC)
    if found is None:
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return min(found, timezone.now()) if found >= EARLIEST else None


def text(value) -> str:
    """A field that should be text, without what the database cannot hold."""
    return re.sub(r"[\x00\ud800-\udfff]", "", value) if isinstance(value, str) else ""


def _list_in(page) -> list:
    """The records of a page: a list itself, or under `payload` or `data` (Chatwoot)."""
    while isinstance(page, dict):
        inner = next((page[key] for key in ("payload", "data") if key in page), None)
        if inner is None:
            return [page]
        page = inner
    if not isinstance(page, list):
        raise ValueError  # noqa: TRY004 - what came in is wrong, not our call
    return page


def _by_number(path: Path) -> tuple:
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", str(path))]


def _bad(where: str, why: str) -> BadRecord:
    error = BadRecord(why)
    error.where = where
    return error
