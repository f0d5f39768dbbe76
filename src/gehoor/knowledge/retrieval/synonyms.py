"""Everyday words and the words that government uses: our list, and the groups that editors add.

A group is a line: `a, b, c` mean the same to whoever asks; with `a, b > c, d` whoever says a or b also looks for c or d.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .words import STOP, stem, tokens

SAME, LEADS_TO = 0.8, 0.6  # how much another word counts against the word itself
SHIPPED = Path(__file__).with_name("everyday.nl.txt")
Phrase = tuple[str, ...]  # stems


@dataclass
class Synonyms:
    """Which phrases stand for which others."""

    groups: dict[Phrase, dict[Phrase, float]] = field(default_factory=lambda: defaultdict(dict))
    spelled: dict[Phrase, str] = field(default_factory=dict)
    longest: int = 1

    def add(self, line: str):
        """Take in one group."""
        left, arrow, right = line.partition(">")
        said, also = self._phrases(left), self._phrases(right)
        for one in said:
            for other in also if arrow else said:
                if one != other:
                    weight = LEADS_TO if arrow else SAME
                    self.groups[one][other] = max(self.groups[one].get(other, 0), weight)
        self.longest = max([self.longest, *map(len, said)])

    def _phrases(self, text) -> list[Phrase]:
        phrases = []
        for part in text.split(","):
            if phrase := tuple(stem(word) for word in tokens(part)):
                self.spelled.setdefault(phrase, part.strip())
                phrases.append(phrase)
        return phrases

    def found_in(self, words: list[str]) -> list[tuple[int, int, dict[Phrase, float]]]:
        """(first, end, phrases that mean the same) of each phrase in `words`; of those that begin alike the longest."""
        stems, found, at = [stem(word) for word in words], [], 0
        while at < len(stems):
            for length in range(min(self.longest, len(stems) - at), 0, -1):
                others = self.groups.get(tuple(stems[at : at + length]))
                if others and not (length == 1 and words[at] in STOP):
                    found.append((at, at + length, others))
                    at += length - 1
                    break
            at += 1
        return found

    @property
    def words(self) -> set[str]:
        """All words as they are spelled in the groups."""
        return {word for phrase in self.spelled.values() for word in tokens(phrase)}


@cache
def shipped_lines() -> tuple[str, ...]:
    """The groups of our own list."""
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in map(str.strip, lines) if line and not line.startswith("#"))
