"""Printed words by Tesseract: which way up, the text in its paragraphs, and how sure it is."""

import re

import pytesseract
from PIL import Image
from pytesseract import Output, TesseractError, TesseractNotFoundError

from .model import PAGE_PATIENCE

LANGUAGE = "nld"
LETTERS = re.compile(r"\w")
FULL_LINE = 0.82  # of the width that is written on: a line that reaches so far was broken off by the margin
SURE_OF_TURN = 1.0  # Tesseract's own measure of which way up; below it a page with little text is turned for nothing


class NoReader(Exception):
    """Tesseract, or its Dutch, is not installed."""


def upright(picture: Image.Image) -> Image.Image:
    """The picture turned by quarters so that its text stands up; as it is where that cannot be told."""
    try:
        found = pytesseract.image_to_osd(_small(picture), output_type=Output.DICT, timeout=PAGE_PATIENCE)
    except (TesseractError, TesseractNotFoundError, RuntimeError, OSError, KeyError):
        return picture
    turn = int(found["rotate"]) if found["orientation_conf"] >= SURE_OF_TURN else 0
    return picture.rotate(-turn, expand=True) if turn else picture


def read(picture: Image.Image) -> tuple[str, float | None]:
    """(text, confidence 0 to 100 as a mean over its words). Raises `NoReader`."""
    try:
        found = pytesseract.image_to_data(
            picture.convert("L"), lang=LANGUAGE, config="--psm 3", output_type=Output.DICT, timeout=PAGE_PATIENCE
        )
    except (TesseractNotFoundError, FileNotFoundError, PermissionError) as error:
        raise NoReader from error
    except TesseractError as error:
        if "traineddata" in str(error) or "language" in str(error).lower():
            raise NoReader from error
        return "", None
    except RuntimeError:  # took longer than PAGE_PATIENCE
        return "", None
    return _text(found), _confidence(found)


def _small(picture):
    """Which way up is told as surely at half the size, in a third of the time."""
    return picture.convert("L").reduce(2) if picture.width * picture.height > 4_000_000 else picture.convert("L")


def _text(found) -> str:
    """Words as lines, lines as paragraphs; a line that the paper broke off goes on."""
    lines: dict[tuple, list[str]] = {}
    ends: dict[tuple, int] = {}
    keys = zip(found["block_num"], found["par_num"], found["line_num"], strict=True)
    for key, word, left, width in zip(keys, found["text"], found["left"], found["width"], strict=True):
        if word.strip():
            lines.setdefault(key, []).append(word.strip())
            ends[key] = max(ends.get(key, 0), left + width)
    margin = max(ends.values(), default=0) * FULL_LINE
    paragraphs: dict[tuple, str] = {}
    for (block, paragraph, line), words in lines.items():
        after = " " if ends[block, paragraph, line] > margin and not words[-1].endswith("-") else "\n"
        paragraphs[block, paragraph] = f"{paragraphs.get((block, paragraph), '')}{' '.join(words)}{after}"
    return "\n\n".join(text.strip() for text in paragraphs.values())


def _confidence(found) -> float | None:
    """Longer words count for more: specks are read as single letters."""
    weighed = [
        (float(sure), len(LETTERS.findall(word)))
        for sure, word in zip(found["conf"], found["text"], strict=True) if LETTERS.search(word)
    ]
    letters = sum(length for _sure, length in weighed)
    return round(sum(sure * length for sure, length in weighed) / letters, 1) if letters else None
