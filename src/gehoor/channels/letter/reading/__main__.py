"""Reading and cutting scans, as a process that may be killed.

    python -m gehoor.channels.letter.reading read FILE FIRST FOLDER
        each page from FIRST on: a line of JSON on stdout, once its picture stands in FOLDER as NUMBER.webp
    python -m gehoor.channels.letter.reading cut FILE FROM TO TARGET
        these pages as a PDF of their own

Exit code 3, and the reason as the last line, where the file cannot be opened.
"""

import json
import os
import resource
import sys
from pathlib import Path

os.environ["OMP_THREAD_LIMIT"] = "1"  # Tesseract is no slower for it, and leaves the other core to people
MEMORY = 3 * 1024**3  # bytes of address space
CANNOT_OPEN = 3


def main(verb: str, file: str, *more: str) -> int:
    """Do it, last in line for the processor. Returns the exit code."""
    os.nice(10)  # people, and mail, go first
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from . import pages
    from .model import CannotOpen

    try:
        if verb == "cut":
            pages.cut(Path(file), int(more[0]), int(more[1]), Path(more[2]))
        else:
            read(Path(file), int(more[0]), Path(more[1]))
    except (CannotOpen, MemoryError) as error:
        print(error.args[0] if isinstance(error, CannotOpen) else "too_large", flush=True)
        return CANNOT_OPEN
    return 0


def read(file: Path, first: int, folder: Path):
    """Tell of each page what stands on it."""
    from . import marks, pages, words
    from .model import PICTURE_EDGE

    for number, picture in pages.pictures(file, first):
        told = {"number": number, "codes": marks.codes(picture), "text": "", "confidence": None, "had_reader": True}
        if not marks.is_sheet(told["codes"]):
            picture = words.upright(picture)
            try:
                told["text"], told["confidence"] = words.read(picture)
            except words.NoReader:
                told["had_reader"] = False
        picture.thumbnail((PICTURE_EDGE, PICTURE_EDGE))
        picture.save(folder / f"{number}.webp", quality=62, method=3)
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
