"""What we tell today, in the memory of this process: its words and its vectors, read again when the `Stamp` changes.

It only proposes. Whoever uses it fetches the versions in force from the database, so that what expired or was withdrawn
is gone at once, whatever this process still remembers.
"""

import logging
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock, Thread

import numpy as np
from django.db import connections
from django.utils import timezone

from gehoor.core import prepared
from gehoor.knowledge.models import Audience, Stamp, Synonyms, Version

from . import vectors
from .embedding import embedder
from .lexical import Document, Lexical, document
from .passages import fields, passages
from .synonyms import Synonyms as Groups
from .synonyms import shipped_lines

PHRASE, OPENING, ANY = range(3)
ENOUGH = 0.9  # of all passages must have their vector before meaning counts; until then it is by words
BESIDE = 500  # articles from which on nobody waits until they are read again
NEAREST = 3  # passages of an article whose mean tells how near it is

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """One version as the index knows it."""

    version: int
    audience: str
    language: str
    words: Document
    passages: tuple[tuple[str, bytes], ...]  # (kind, digest)


class Index:
    """All versions in force, in one order."""

    def __init__(self, entries: list[Entry], groups: Groups):
        self.entries = entries
        self.words = Lexical([one.words for one in entries], groups)
        self.versions = np.array([one.version for one in entries], dtype=int)

    def reaches(self, audience: str, language: str | None) -> np.ndarray:
        """Which of the entries may be told."""
        return np.array([(audience == Audience.EMPLOYEES or one.audience == Audience.PUBLIC)
                         and language in (None, one.language) for one in self.entries], dtype=bool)

    @cached_property
    def meaning(self) -> "Meaning | None":
        """Its vectors, read at their first use; None where there are none."""
        model = embedder()
        return Meaning.read(model, self.entries) if model and self.entries else None


class Meaning:
    """The vectors of all passages, article by article."""

    def __init__(self, matrix, owners, kinds, size, about):
        self._matrix, self._kinds, self._size = matrix, kinds, size
        self._starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
        self._owners, self._ends = owners[self._starts], np.r_[self._starts[1:], len(owners)]
        self.usual = self._near(about).mean(axis=0)  # as `near`, of the questions that come along

    @classmethod
    def read(cls, model, entries) -> "Meaning | None":
        """From the database; None while too few passages have vectors."""
        each = vectors.of_each(len(entries))
        wanted = [(at, kind, key) for at, one in enumerate(entries) for kind, key in one.passages[:each]]
        asked = [vectors.digest(text, True) for text in vectors.background()]
        there = vectors.kept(model.name, [*asked, *{key for _at, _kind, key in wanted}])
        rows = [(at, kind, there[key]) for at, kind, key in wanted if key in there]
        about = [there[key] for key in asked if key in there]
        if not about or len(rows) < ENOUGH * len(wanted):
            return None
        owners, kinds = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
        return cls(np.stack([row[2] for row in rows]), owners, kinds, len(entries), np.stack(about))

    def near(self, question: np.ndarray) -> np.ndarray:
        """(articles, 3): nearness of the nearest phrase, of the opening, mean of the nearest passages.

        Articles without vectors yet lie as near as the mean of the others.
        """
        return self._near(question[None])[0]

    def _near(self, questions) -> np.ndarray:
        found = np.full((len(questions), self._size, 3), np.nan, dtype=np.float32)
        for at in range(len(questions)):
            close = self._matrix @ questions[at]
            for column, kind in ((PHRASE, "phrase"), (OPENING, "opening")):
                chosen = np.where(self._kinds == kind, close, -1)
                found[at, self._owners, column] = np.maximum.reduceat(chosen, self._starts)
            found[at, self._owners, ANY] = self._mean_of_nearest(close)
        found[found < -0.99] = np.nan
        return np.where(np.isnan(found), np.nanmean(found, axis=1, keepdims=True), found)

    def _mean_of_nearest(self, close):
        order = np.lexsort((-close, np.repeat(np.arange(len(self._starts)), self._ends - self._starts)))
        ordered = close[order]
        many = np.minimum(self._ends - self._starts, NEAREST)
        total = np.zeros(len(self._starts), dtype=np.float32)
        for rank in range(NEAREST):
            has = many > rank
            total[has] += ordered[self._starts[has] + rank]
        return total / many


_kept: tuple[tuple[str, date] | None, Index | None] = (None, None)
_entries: dict[tuple, Entry] = {}
_lock = Lock()


def current() -> Index:
    """As it is today, after one short query.

    Many articles are read again beside whoever asks (seconds at 10,000); what they said before is looked in meanwhile, and
    what may be told is asked from the database all the same.
    """
    row = prepared.one(("knowledge",), lambda pk: Stamp.objects.filter(pk=pk), pk=1)
    key = (row.value if row else "", timezone.localdate())
    known, index = _kept
    if key == known:
        return index
    if index is not None and not _lock.acquire(blocking=False):
        return index  # another thread reads it already
    if index is None:
        _lock.acquire()
    elif len(index.entries) >= BESIDE:
        Thread(target=_renew_beside, args=(key, "meaning" in vars(index)), name="knowledge", daemon=True).start()
        return index
    try:
        return _renew(key)
    finally:
        _lock.release()


def _renew(key) -> Index:
    """Read it unless somebody did meanwhile; `_lock` is held."""
    global _kept
    if _kept[0] != key:
        _kept = (key, _read())
    return _kept[1]


def _renew_beside(key, with_meaning):
    """In a thread of its own, which gives back `_lock`. Vectors come along where they were used."""
    global _kept
    try:
        index = _read()
        if with_meaning:
            index.meaning  # noqa: B018  read at its first use
        _kept = (key, index)
    except Exception:
        log.exception("what we tell could not be read; the next question tries again")
    finally:
        connections.close_all()
        _lock.release()


def groups() -> Groups:
    """Our own list of words and those of the editors."""
    found = Groups()
    for line in (*shipped_lines(), *Synonyms.objects.values_list("words", flat=True)):
        found.add(line)
    return found


def _read() -> Index:
    rows = Version.objects.in_force().told_to(Audience.EMPLOYEES).order_by("pk")
    wanted = list(rows.values_list("pk", "published_at", "question"))  # a number alone may be another's in another database
    fresh = [one[0] for one in wanted if one not in _entries]
    for version in Version.objects.filter(pk__in=fresh).select_related("article").iterator(chunk_size=500):
        _entries[version.pk, version.published_at, version.question] = entry(version)
    for gone in set(_entries) - set(wanted):
        del _entries[gone]
    return Index([_entries[one] for one in wanted], groups())


def entry(version: Version) -> Entry:
    """Taken apart once: a published version never changes."""
    kept = tuple((kind, vectors.digest(text)) for kind, text in passages(version))
    return Entry(version.pk, version.audience, version.article.language, document(fields(version)), kept)
