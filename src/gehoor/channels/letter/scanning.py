"""Reading the pages of a kept scan in a process of its own, page by page into the database."""

import asyncio
import contextlib
import json
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from gehoor.conversations.models import Blob
from gehoor.postroom import worker
from gehoor.postroom.inbound import Unreadable

from .models import Page
from .reading.model import MOST_PAGES

PATIENCE = 150  # seconds for one page, whatever it does
READER = [sys.executable, "-P", "-m", "gehoor.channels.letter.reading"]
CANNOT_OPEN = 3  # exit code of the reading process


def read_pages(arrival):
    """Write a `Page` for each page that has none yet. Raises `Unreadable` with what an employee can do about it."""
    if arrival.size > settings.LETTER_READ_LIMIT:
        raise Unreadable(_sentence("too_large"))
    done = Page.objects.filter(arrival=arrival).count()
    with tempfile.TemporaryDirectory(prefix="gehoor-scan-") as place:
        file = Path(place, "original")
        file.write_bytes(arrival.original)
        for told in _read(file, done + 1):
            picture = Blob.keep(Path(place, f"{told['number']}.webp").read_bytes())
            told["text"] = told["text"].replace("\0", "")
            Page.objects.get_or_create(arrival=arrival, number=told["number"], defaults={**told, "picture": picture})
            Path(place, f"{told['number']}.webp").unlink()


def _read(file: Path, first: int):
    """What the reading process tells of each page from `first` on. Raises `Unreadable`."""
    command = [*READER, "read", str(file), str(first), str(file.parent)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=file.parent)
    line, ended = "", False
    try:
        for line in _lines(process):
            if line.startswith("{"):
                yield json.loads(line)
            if worker.stopping.is_set():
                raise asyncio.CancelledError  # what is read is kept, and the rest is read after the next start
        ended = True
    finally:
        if not ended:
            process.kill()
        process.wait()
        process.stdout.close()
    if process.returncode == CANNOT_OPEN:
        raise Unreadable(_sentence(line.strip()))
    if process.returncode:
        raise Unreadable(_sentence("killed"))


def _lines(process):
    """Lines of a process that is killed when one of them takes too long."""
    while True:
        watch = threading.Timer(PATIENCE, process.kill)
        watch.start()
        try:
            line = process.stdout.readline()
        finally:
            watch.cancel()
        if not line:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            return
        yield line


def cut(arrival, first: int, last: int) -> bytes:
    """Some pages of a scan as a PDF of their own. Raises `Unreadable`."""
    with tempfile.TemporaryDirectory(prefix="gehoor-scan-") as place:
        file, target = Path(place, "original"), Path(place, "part.pdf")
        file.write_bytes(arrival.original)
        try:
            command = [*READER, "cut", str(file), str(first), str(last), str(target)]
            subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE, cwd=place)
            return target.read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise Unreadable(_sentence("killed")) from error


def _sentence(reason: str) -> str:
    """Why it cannot be read and what to do, for an employee."""
    said = {
        "damaged": _("This file is damaged or no scan. Scan the paper once more, or open the original in another program."),
        "locked": _("This PDF is locked with a password. Ask the sender for it, print it and scan the paper."),
        "too_many_pages": _("This file has more than %(pages)s pages. Scan it in smaller parts.") % {"pages": MOST_PAGES},
        "too_large": _("This file is too large to read. Scan it again at 300 dots per inch, or in parts."),
        "empty": _("There is nothing in this file. Scan the paper once more."),
        "unknown_type": _("Gehoor cannot open this kind of file. It reads PDF, JPEG, HEIC, PNG, TIFF and WebP; save it as one of these."),
    }
    return said.get(reason) or _("Reading this file took too long or went wrong. Scan the paper once more.")
