"""How letters are, for the administrator: whether print can be read, the watched folder, and making PDFs."""

import shutil
import subprocess
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _

from gehoor.core import paper


def of_all() -> list[tuple[str, str, bool]]:
    """(what, sentence, whether it is well)."""
    return [(_("Reading letters"), *_reading()), (_("Making letters"), *_making()), (_("Folder of the scanner"), *_folder())]


def _reading() -> tuple[str, bool]:
    missing = missing_reader()
    if missing:
        return _("Letters come in and wait for somebody to read them. Missing on this machine: %(packages)s.") % {
            "packages": ", ".join(missing)
        }, False
    return _("Printed letters are read by the computer and can be searched."), True


@lru_cache(maxsize=1)
def missing_reader() -> tuple[str, ...]:
    """Debian packages without which print is not read."""
    if shutil.which("tesseract") is None:
        return ("tesseract-ocr", "tesseract-ocr-nld")
    known = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=20, check=False).stdout
    return () if "nld" in known.split() else ("tesseract-ocr-nld",)


def _making() -> tuple[str, bool]:
    if not paper.is_possible():
        return no_paper(), False
    return _("Letters, transcripts and separator sheets are made as PDF."), True


def no_paper() -> str:
    """Why no PDF can be made here, and what to do."""
    return _("PDFs cannot be made on this machine: Pango is missing (libpango-1.0-0, libpangoft2-1.0-0, "
             "libharfbuzz-subset0). Nothing is lost; an administrator can install it.")


def _folder() -> tuple[str, bool]:
    from . import folder

    place = {"folder": settings.ENVIRONMENT.letters_in}
    try:
        left = folder.left_behind()
    except OSError:
        return _("The folder %(folder)s cannot be read.") % place, False
    if left:
        return _("In %(folder)s are %(number)s files that are no scan or too large.") % {**place, "number": left}, False
    return _("Scans in %(folder)s come in by themselves.") % place, True
