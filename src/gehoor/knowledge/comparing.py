"""What differs between two versions, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils import formats

from . import rendering
from .models import Version

TOLD = ("question", "short_answer", "answer", "steps", "cost", "term", "decides", "contact")
FIELDS = (*TOLD, "examples", "subjects", "audience", "valid_from", "valid_until", "review_on")
WORDS = re.compile(r"\s+|\w+|[^\w\s]")
AROUND = 200  # characters that stay of a long stretch that is the same, on either side
MOST_WORDS = 4000  # of a changed stretch compared word by word; beyond that it is shown whole: old, then new


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: kind "same" (a long one is cut in the middle), "gone" or "new"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is not the same."""

    label: str
    pieces: list[Piece]


def compare(old: Version | None, new: Version, fields=FIELDS, said=None) -> list[Difference]:
    """The fields that differ; everything that is filled in where there is no older one."""
    said = said or _said
    found = ((field, said(old, field) if old else "", said(new, field)) for field in fields)
    return [Difference(Version._meta.get_field(field).verbose_name, pieces(was, now)) for field, was, now in found if was != now]


def compare_told(old: Version, new: Version) -> list[Difference]:
    """The same of what people hear, without the marks of the writer."""
    return compare(old, new, TOLD, lambda one, field: rendering.plain(one.answer, links=True) if field == "answer" else _said(one, field))


def pieces(was: str, now: str) -> list[Piece]:
    """Lines first, then words within lines that changed: near linear, also for long texts."""
    old, new, found = was.splitlines(keepends=True), now.splitlines(keepends=True), []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        found += [Piece("same", gone)] if kind == "equal" else _words(gone, come)
    return [_short(piece, at == 0, at == len(found) - 1) for at, piece in enumerate(found)]


def _words(gone: str, come: str) -> list[Piece]:
    old, new, found = WORDS.findall(gone), WORDS.findall(come), []
    if not old or not new or len(old) + len(new) > MOST_WORDS:
        return [Piece(kind, text) for kind, text in (("gone", gone), ("new", come)) if text]
    for kind, a, b, c, d in _joined(SequenceMatcher(None, old, new, autojunk=False).get_opcodes(), old):
        if kind == "equal":
            found.append(Piece("same", "".join(old[a:b])))
        else:
            found += [Piece(name, text) for name, text in (("gone", "".join(old[a:b])), ("new", "".join(new[c:d]))) if text]
    return found


def _joined(codes, old):
    """A space alone between two changes belongs to the change: nobody reads a sentence in crumbs."""
    found = []
    for at, (kind, a, b, c, d) in enumerate(codes):
        is_gap = kind == "equal" and 0 < at < len(codes) - 1 and not "".join(old[a:b]).strip()
        if is_gap or (found and kind != "equal" and found[-1][0] != "equal"):
            _kind, a, _b, c, _d = found.pop()
        found.append(("replace" if is_gap or kind != "equal" else kind, a, b, c, d))
    return found


def _short(piece: Piece, is_first: bool, is_last: bool) -> Piece:
    if piece.kind != "same" or len(piece.text) <= 3 * AROUND:
        return piece
    start, end = "" if is_first else piece.text[:AROUND], "" if is_last else piece.text[-AROUND:]
    return Piece("same", f"{start} […] {end}")


def _said(version, field) -> str:
    value = getattr(version, field)
    if field == "audience":
        return version.get_audience_display()
    if isinstance(value, list):
        return "\n".join(value)
    return formats.date_format(value, "j F Y") if hasattr(value, "year") else value or ""
