"""Printed words by Tesseract: which way up, the text in its paragraphs, and how sure it is."""

import re

import pytesseract
from PIL import Image
from pytesseract import Output, TesseractError, TesseractNotFoundError

from .model import PAGE_PATIENCE

LANGUAGE = "nld"
LETTERS = re.compile(r"\w")
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
    """Words as lines, lines as paragraphs."""
    lines: dict[tuple, list[str]] = {}
    keys = zip(found["block_num"], found["par_num"], found["line_num"], found["text"], strict=True)
    for block, paragraph, line, word in keys:
        if word.strip():
            lines.setdefault((block, paragraph, line), []).append(word.strip())
    paragraphs: dict[tuple, list[str]] = {}
    for (block, paragraph, _line), words in lines.items():
        paragraphs.setdefault((block, paragraph), []).append(" ".join(words))
    return "\n\n".join("\n".join(several) for several in paragraphs.values())


def _confidence(found) -> float | None:
    """Longer words count for more: specks are read as single letters."""
    weighed = [
        (float(sure), len(LETTERS.findall(word)))
        for sure, word in zip(found["conf"], found["text"], strict=True) if LETTERS.search(word)
    ]
    letters = sum(length for _sure, length in weighed)
    return round(sum(sure * length for sure, length in weighed) / letters, 1) if letters else None
