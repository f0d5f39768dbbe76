"""Vectors kept in PostgreSQL by the words they are of, and the passages that still want one."""

from hashlib import blake2b
from pathlib import Path

import numpy as np

from gehoor.knowledge.models import Vector

MOST_PASSAGES = 50_000  # in memory; with more articles each keeps only its first ones
LEAST_PASSAGES = 2  # of each article: its question and its opening
STORED = np.dtype("<f2")
# Questions of every kind that people ask a government. An article that is near to all of them is near to nothing.
BACKGROUND = Path(__file__).with_name("background.nl.txt")


def background() -> list[str]:
    """The questions that come along."""
    return BACKGROUND.read_text(encoding="utf-8").split("\n")[:-1]


def digest(text: str, is_question=False) -> bytes:
    """By what a vector is found again."""
    return blake2b(("?" if is_question else "!").encode() + text.encode(), digest_size=16).digest()


def of_each(articles: int) -> int:
    """How many passages of an article are kept where there are this many."""
    return max(LEAST_PASSAGES, MOST_PASSAGES // max(articles, 1))


def kept(model: str, digests: list[bytes]) -> dict[bytes, np.ndarray]:
    """The vectors there are."""
    rows = Vector.objects.filter(model=model, digest__in=digests).values_list("digest", "values")
    return {bytes(key): np.frombuffer(values, dtype=STORED).astype(np.float32) for key, values in rows}


def missing(model: str, digests: list[bytes]) -> set[bytes]:
    """Those that have none yet."""
    there = Vector.objects.filter(model=model, digest__in=digests).values_list("digest", flat=True)
    return set(digests) - {bytes(key) for key in there}


def keep(model: str, digests: list[bytes], vectors: np.ndarray):
    """Store them; who made the same meanwhile made the same."""
    rows = [Vector(model=model, digest=key, values=row.astype(STORED).tobytes())
            for key, row in zip(digests, vectors, strict=True)]
    Vector.objects.bulk_create(rows, ignore_conflicts=True)


def forget_others(model: str, digests: list[bytes]):
    """Remove what no passage of this model needs."""
    Vector.objects.exclude(model=model, digest__in=digests).delete()
