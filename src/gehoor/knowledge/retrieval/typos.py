"""Typing errors: a word that nobody knows here is taken for the nearest that stands in the articles or the word list."""

from collections import defaultdict
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 5  # letters; shorter words lie too near each other
LONG = 8  # from here on two errors are one word


class Spelling:
    """Mends words towards `counted` (word → how often it stands there)."""

    def __init__(self, counted: dict[str, int]):
        self._counted = counted
        self._by_length = defaultdict(list)
        for word in counted:
            if len(word) >= SHORTEST - 1:
                self._by_length[len(word)].append(word)
        self.mended = lru_cache(maxsize=10_000)(self._mended)

    def _mended(self, word: str) -> str:
        if len(word) < SHORTEST or word in self._counted or word.isdigit():
            return word
        most = 1 if len(word) < LONG else 2
        near = [one for length in range(len(word) - most, len(word) + most + 1) for one in self._by_length[length]]
        hits = process.extract(word, near, scorer=OSA.distance, score_cutoff=most, limit=5)
        return min(hits, key=lambda hit: (hit[1], -self._counted[hit[0]]))[0] if hits else word

    def beginning(self, start: str, most: int = 8) -> list[str]:
        """The words here that begin with `start`, the most common first: somebody is still typing."""
        fits = [word for word in self._counted if word.startswith(start)]
        return sorted(fits, key=lambda word: (-self._counted[word], word))[:most]
