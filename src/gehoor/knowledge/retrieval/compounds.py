"""Dutch writes compounds as one word: *gemeentebelasting* is found by *belasting* too.

A word is cut only into words that stand in the articles or in the list of everyday words, so no dictionary is needed;
on the development questions that did as well as the 58 MB of word frequencies of a general corpus.
"""

SHORTEST, LEAST = 8, 4  # letters of what is cut, and of a part
LINKS = ("", "s", "e", "en", "n")


class Compounds:
    """Cuts words into words of `vocabulary`."""

    def __init__(self, vocabulary: set[str]):
        self._vocabulary = vocabulary
        self._known: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """The words that `word` is made of, with as few parts and linking letters as can be; nothing where it is none."""
        if len(word) < SHORTEST:
            return ()
        if word not in self._known:
            self._known[word] = self._cheapest(word)[1]
        return self._known[word]

    def _cheapest(self, word) -> tuple[float, tuple[str, ...]]:
        best: tuple[float, tuple[str, ...]] = (9.0, ())
        for at in range(LEAST, len(word) - LEAST + 1):
            head, tail = word[:at], word[at:]
            if tail not in self._vocabulary:
                continue
            for link in LINKS:
                if not head.endswith(link):
                    continue
                bare = head[: len(head) - len(link)]
                cost, parts = (0.0, (bare,)) if bare in self._vocabulary else self._longer(bare)
                cost += len(link) + 2
                if parts and cost < best[0]:
                    best = (cost, (*parts, tail))
        return best

    def _longer(self, head):
        return self._cheapest(head) if len(head) >= SHORTEST else (9.0, ())
