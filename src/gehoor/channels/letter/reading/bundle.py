"""Several files that are the pages of one letter, kept as one original: a ZIP that compresses nothing.

What came stays as it came, byte for byte; equal files in the same order make equal bytes. Needs no framework.
"""

import io
from pathlib import PurePath
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .model import MOST_PAGES, CannotOpen

HEAD = b"PK\x03\x04"
LONGEST_NAME = 120


def make(files) -> bytes:
    """The original of (name, content) of each page, in order."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as whole:
        for number, (name, content) in enumerate(files, 1):
            whole.writestr(ZipInfo(f"{number:03}/{PurePath(name).name[-LONGEST_NAME:] or number}"), content)
    return target.getvalue()


def files(original: bytes) -> list[tuple[str, bytes]]:
    """(name, content) of each file. Raises `CannotOpen` for any ZIP that `make` would not make, or that claims more."""
    try:
        with ZipFile(io.BytesIO(original)) as whole:
            told = whole.infolist()
            if any(one.compress_type != ZIP_STORED or one.is_dir() for one in told):
                raise CannotOpen("unknown_type")
            if len(told) > MOST_PAGES:
                raise CannotOpen("too_many_pages")
            if sum(one.file_size for one in told) > len(original):
                raise CannotOpen("damaged")
            return [(PurePath(one.filename).name, whole.read(one)) for one in told]
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise CannotOpen("damaged") from error
