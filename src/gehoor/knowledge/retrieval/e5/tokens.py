"""Words into the pieces that the model knows: SentencePiece unigram (Kudo 2018, https://arxiv.org/abs/1804.10959)."""

import re
from functools import lru_cache
from itertools import pairwise

import numpy as np

from .weights import Vocabulary

MARK = "\u2581"  # stands for the space before a word
LONGEST = 16  # characters of a piece
WORSE = 10.0  # than the rarest piece: a character that no piece has
_SPACES = re.compile(" {2,}")


class Tokens:
    """The most likely way to take a word apart; words that were met are remembered."""

    def __init__(self, vocabulary: Vocabulary):
        self._letters, self._scores, self._own = vocabulary.letters, vocabulary.scores, vocabulary
        starts, pieces = vocabulary.starts.tolist(), vocabulary.pieces
        # By their hashes: a dictionary of 250,000 pieces would take 40 MB in each process, this takes 3.
        hashes = np.fromiter((hash(pieces[start:stop]) for start, stop in pairwise(starts)), np.int64, len(starts) - 1)
        self._order = np.argsort(hashes).astype(np.int32)
        self._hashes = hashes[self._order]
        self._lowest = float(self._scores.min()) - WORSE
        self._word = lru_cache(20_000)(self._take_apart)

    def of(self, text: str, most: int) -> list[int]:
        """Numbers of the pieces of a text, with those for its begin and end; at most `most`."""
        read = _SPACES.sub(" ", text.translate(self._letters))
        words = read.removeprefix(" ").split(" ")
        inner = [piece for word in words for piece in self._word(MARK + word)]
        return [self._own.begin, *inner[: most - 2], self._own.end]

    def _take_apart(self, word: str) -> tuple[int, ...]:
        """Viterbi: the best way to each place in the word, and the piece that it ended with."""
        spans = [(start, stop) for start in range(len(word)) for stop in range(start + 1, min(start + LONGEST, len(word)) + 1)]
        known = self._numbers([word[start:stop].encode() for start, stop in spans])
        best, came = [0.0] + [-np.inf] * len(word), [(0, 0)] * (len(word) + 1)
        for (start, stop), piece in zip(spans, known, strict=True):
            if piece < 0 and stop - start > 1:
                continue
            score = best[start] + (self._lowest if piece < 0 else float(self._scores[piece]))
            if score > best[stop]:
                best[stop], came[stop] = score, (start, self._own.unknown if piece < 0 else piece)
        found, place = [], len(word)
        while place:
            place, piece = came[place]
            found.append(piece)
        return tuple(reversed(found))

    def _numbers(self, spans: list[bytes]) -> list[int]:
        """Which piece each span is; -1 for none."""
        wanted = np.fromiter(map(hash, spans), np.int64, len(spans))
        places = np.minimum(np.searchsorted(self._hashes, wanted), len(self._hashes) - 1)
        return np.where(self._hashes[places] == wanted, self._order[places], -1).tolist()
