"""The folder where a scanner puts letters: a file is kept in the database, and only then moved to done/."""

import contextlib
import logging
import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from django import db
from django.conf import settings
from django.utils import timezone

from gehoor.postroom import arrivals

log = logging.getLogger(__name__)

LOOK_AGAIN = 1.0  # seconds between looks; a file is taken when two looks in a row see it the same
SUFFIXES = {".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp", ".heic", ".heif"}
UNFINISHED_PATIENCE = 120  # seconds a file that breaks off may stand still before it is taken as it is
ENDS = ((b"%PDF", b"%%EOF", 2048), (b"\xff\xd8\xff", b"\xff\xd9", 1024), (b"\x89PNG", b"IEND", 64))


@dataclass(slots=True)
class Watch:
    """What the last look at a folder saw; `problem` is for the administrator, empty where all is well."""

    folder: Path
    seen: dict[str, tuple] = field(default_factory=dict)
    problem: str = ""

    def look(self) -> int:
        """Take every scan that is whole and did not change since the last look; returns how many. Raises `OSError`."""
        found = {entry.name: mark for entry in os.scandir(self.folder) if (mark := _mark(entry))}
        taken = 0
        for name, mark in sorted(found.items()):
            if self.seen.get(name) == mark and _is_whole(self.folder / name, mark):
                taken += self._take(name)
        self.seen = found
        return taken

    def _take(self, name) -> bool:
        """Keep one file, then move it. A crash in between keeps the same bytes again, which changes nothing."""
        path = self.folder / name
        with open(path, "rb", opener=_open_plainly) as file:
            original = file.read(settings.LETTER_KEEP_LIMIT + 1)
        if len(original) > settings.LETTER_KEEP_LIMIT:
            return False
        arrivals.keep("letter", original, source="folder", envelope={"name": name})
        os.rename(path, _place_in(self.folder / "done", name))
        return True


def watch(stopped):
    """Take letters from the folder of `GEHOOR_LETTERS_IN` until `stopped`; outlives a database or a disk that is away."""
    watched, told = Watch(settings.ENVIRONMENT.letters_in), ""
    while not stopped.is_set():
        problem = ""
        try:
            (watched.folder / "done").mkdir(mode=0o700, parents=True, exist_ok=True)
            watched.look()
        except (OSError, db.Error) as error:
            problem = type(error).__name__
        finally:
            db.connection.close()
        if problem and problem != told:
            log.warning("letters stay in their folder: %s", problem)
        told = problem
        stopped.wait(LOOK_AGAIN)


def left_behind() -> int:
    """Files in the folder that are not taken: no scans, or too large. Raises `OSError`."""
    limit = settings.LETTER_KEEP_LIMIT
    entries = (entry for entry in os.scandir(settings.ENVIRONMENT.letters_in) if entry.is_file(follow_symlinks=False))
    return sum(not _is_scan(entry.name) or entry.stat().st_size > limit for entry in entries if entry.name[0] != ".")


def _is_scan(name: str) -> bool:
    return not name.startswith((".", "~")) and Path(name).suffix.lower() in SUFFIXES


def _mark(entry) -> tuple | None:
    """Size and time of change of what may be a scan; None for anything else."""
    if not (_is_scan(entry.name) and entry.is_file(follow_symlinks=False)):
        return None
    about = entry.stat(follow_symlinks=False)
    return (about.st_size, about.st_mtime_ns, about.st_ino)


def _is_whole(path, mark) -> bool:
    """A file ends as its kind does, once the scanner is done with it; a broken one is taken too, later."""
    size, changed_ns, _inode = mark
    if timezone.now().timestamp() - changed_ns / 1e9 > UNFINISHED_PATIENCE:
        return True
    if not size:
        return False
    with open(path, "rb", opener=_open_plainly) as file:
        head = file.read(8)
        for begin, end, within in ENDS:
            if head.startswith(begin):
                file.seek(max(0, size - within))
                return end in file.read()
    return True


def _open_plainly(path, flags):
    """No link and no pipe, whatever stands there by now."""
    opened = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise OSError("not a file")
    return opened


def _place_in(done: Path, name: str) -> Path:
    """A name in done/ that is free: the day, and a number where the scanner counts from the start again."""
    day, path = f"{timezone.localdate():%Y%m%d}", Path(name)
    stem = re.sub(r"[\x00-\x1f]", "", path.stem)[:120]
    for number in range(1, 100_000):
        place = done / f"{day}-{stem}{f'-{number}' if number > 1 else ''}{path.suffix}"
        with contextlib.suppress(FileExistsError):
            os.close(os.open(place, os.O_CREAT | os.O_EXCL, 0o600))  # claims the name; the rename replaces it
            return place
    raise FileExistsError(name)
