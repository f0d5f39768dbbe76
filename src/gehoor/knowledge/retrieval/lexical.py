"""Which articles share words with a question: BM25F over stems, with parts of compounds, everyday words and mended errors.

BM25F (Robertson, Zaragoza and Taylor 2004): the counts of a word in the fields are weighted and put together before they
saturate. For each word of the question only its best form counts: itself, its parts, or a phrase that means the same.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np

from .compounds import Compounds
from .passages import Fields
from .synonyms import Synonyms
from .typos import Spelling
from .words import STOP, STOP_STEMS, stem, tokens

# field: (weight, usual length in words); with saturation and length norm as chosen on the development questions.
WEIGHTS = {"phrases": (3.0, 11), "introduction": (1.5, 45), "titles": (1.5, 15), "text": (0.3, 200), "subjects": (1.0, 4)}
SATURATION, LENGTH_NORM, PART = 3.0, 0.4, 0.5
MOST_WORDS = 60  # of a question that are looked at
MENDED = 0.8  # what a mended word counts for
MOST_OFFICIAL = 6


@dataclass(slots=True)
class Document:
    """The words of one version: how often each stands in each field, and the stems of its phrases."""

    counts: dict[str, Counter]
    phrases: list[frozenset[str]]


def document(parts: Fields) -> Document:
    """Count the words once; a published version never changes."""
    text = " ".join(words for _title, words in parts.paragraphs)
    titles = " . ".join(parts.titles)
    texts = {"introduction": parts.introduction, "titles": titles, "text": text, "subjects": parts.subjects}
    counts = {name: Counter(tokens(value)) for name, value in texts.items()}
    said = [tokens(phrase) for phrase in parts.phrases]
    # The question counts as it is; an example that shares words with it does not make them count more.
    counts["phrases"] = Counter()
    for words in said:
        counts["phrases"] |= Counter(words)
    return Document(counts, [frozenset(stem(word) for word in words if word not in STOP) for words in said])


@dataclass(slots=True)
class Asked:
    """One word of a question and what it may be found by."""

    word: str
    forms: dict[str, float] = field(default_factory=dict)  # stem → weight
    phrases: list[tuple[list[str], float]] = field(default_factory=list)  # stems that must be added up → weight

    @property
    def own(self) -> str | None:
        """Its own stem, which tells how much the word is worth; None for a stop word that begins a phrase."""
        return stem(self.word) if self.forms else None


@dataclass(slots=True)
class Scores:
    """For each article, in the order of the index: how well its words fit."""

    total: np.ndarray  # BM25F
    covered: np.ndarray  # share of the question's words that the article has, by their weight
    unasked: np.ndarray  # weight of words in the article's question that were not asked about
    asked: float  # weight of all words of the question
    unknown: float  # weight of its words that stand in no article
    words: int


class Lexical:
    """Postings of all documents."""

    def __init__(self, documents: list[Document], synonyms: Synonyms):
        self.size, self.synonyms = len(documents), synonyms
        counted = Counter()
        for one in documents:
            for counts in one.counts.values():
                counted.update(counts)
        said = synonyms.words
        self.compounds = Compounds({word for word in [*counted, *said]
                                    if len(word) >= 4 and word.isalpha() and word not in STOP})
        self.spelling = Spelling(dict.fromkeys(said, 0) | counted)
        self._parts = {word: [stem(part) for part in self.compounds.parts(word)] for word in counted}
        self._postings = self._post(documents)
        self._rare = {one: math.log(1 + (self.size - len(at) + 0.5) / (len(at) + 0.5))
                      for one, (at, _weights) in self._postings.items()}
        self.unseen = math.log(1 + (self.size + 0.5) / 0.5)
        self._asked_by = defaultdict(list)  # stem → [(document, phrase)]
        self._phrases = [[sum(self._rare.get(one, 0) for one in phrase) for phrase in doc.phrases] for doc in documents]
        for at, doc in enumerate(documents):
            for which, phrase in enumerate(doc.phrases):
                for one in phrase:
                    self._asked_by[one].append((at, which))

    def worth(self, one: str) -> float:
        """How much a stem tells: the more the fewer articles have it."""
        return self._rare.get(one, self.unseen)

    def _post(self, documents):
        postings = defaultdict(dict)
        for at, doc in enumerate(documents):
            for name, counts in doc.counts.items():
                weight, usual = WEIGHTS[name]
                weight /= 1 - LENGTH_NORM + LENGTH_NORM * counts.total() / usual
                for word, count in counts.items():
                    for one, worth in [(stem(word), 1.0), *((part, PART) for part in self._parts[word])]:
                        post = postings[one]
                        post[at] = post.get(at, 0) + weight * worth * count
        return {one: (np.fromiter(post, int, len(post)), np.fromiter(post.values(), float, len(post)))
                for one, post in postings.items()}

    def words_of(self, text: str, typing=False) -> list[Asked]:
        """The words of a question; with `typing` the last one may be the beginning of a longer one."""
        said = tokens(text)[:MOST_WORDS]
        words = [word if self._is_known(word) else self.spelling.mended(word) for word in said]
        means = defaultdict(list)
        for first, _end, others in self.synonyms.found_in(words):
            means[first] += others.items()
        found = []
        for at, word in enumerate(words):
            one = Asked(word)
            if word not in STOP:
                one.forms = dict.fromkeys(map(stem, self.compounds.parts(word)), PART)
                one.forms[stem(word)] = 1.0 if word == said[at] else MENDED
                if typing and at == len(words) - 1 and len(said[at]) > 1:
                    one.forms |= {stem(other): 1.0 for other in self.spelling.beginning(said[at])}
            one.phrases = [(stems, weight) for phrase, weight in means[at]
                           if (stems := [part for part in phrase if part not in STOP_STEMS])]
            if one.forms or one.phrases:
                found.append(one)
        return found

    def _is_known(self, word) -> bool:
        return stem(word) in self._postings or bool(self.compounds.parts(word))

    def official(self, text: str) -> list[str]:
        """The words of the articles themselves for what `text` says in everyday words, at most `MOST_OFFICIAL`."""
        words = [word if self._is_known(word) else self.spelling.mended(word) for word in tokens(text)[:MOST_WORDS]]
        found = []
        for _first, _end, others in self.synonyms.found_in(words):
            ours = [phrase for phrase in others if all(one in self._postings for one in phrase)]
            ours.sort(key=lambda phrase: -max(self._postings[one][1].sum() for one in phrase))
            found += [self.synonyms.spelled[phrase] for phrase in ours[:2]]
        return list(dict.fromkeys(found))[:MOST_OFFICIAL]

    def scores(self, asked: list[Asked]) -> Scores:
        """How well each article fits these words."""
        total, covered, worth, unknown = np.zeros(self.size), np.zeros(self.size), 0.0, 0.0
        for one in asked:
            best = self._best(one)
            total += best
            if one.own:
                weight = self._rare.get(one.own, self.unseen)
                worth, unknown = worth + weight, unknown + (weight if one.own not in self._rare else 0)
                covered += weight * np.minimum(1, best / weight)
        return Scores(total, covered / max(worth, 1e-9), self._unasked(asked), worth, unknown, len(asked))

    def _best(self, one: Asked) -> np.ndarray:
        best, whole = np.zeros(self.size), one.own in self._rare
        for form, weight in one.forms.items():
            value = self._value(form) * weight
            best = np.maximum(best, value) if whole or weight == 1 else best + value
        for stems, weight in one.phrases:
            if any(part in self._postings for part in stems):
                value = sum(self._value(part) for part in stems) * (weight / math.sqrt(len(stems)))
                best = np.maximum(best, value)
        return best

    def _value(self, one: str) -> np.ndarray:
        value = np.zeros(self.size)
        if one in self._postings:
            at, counts = self._postings[one]
            value[at] = self._rare[one] * counts * (SATURATION + 1) / (counts + SATURATION)
        return value

    def _unasked(self, asked) -> np.ndarray:
        """Of the phrase of each article that was asked about most: the weight of its words that were not."""
        hits = defaultdict(dict)
        for one in asked:
            forms = [*one.forms.items(), *((part, weight * 0.9) for stems, weight in one.phrases for part in stems)]
            for form, weight in forms:
                for where in self._asked_by.get(form, ()):
                    hits[where][form] = max(hits[where].get(form, 0), weight)
        left = [min(weights, default=0.0) for weights in self._phrases]
        for (at, which), forms in hits.items():
            rest = self._phrases[at][which] - sum(self._rare[form] * weight for form, weight in forms.items())
            left[at] = min(left[at], rest)
        return np.array(left)
