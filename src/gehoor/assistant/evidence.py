"""What speaks for each article as the answer to a question, in numbers that a person can follow."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gehoor.knowledge.retrieval import index as indexes
from gehoor.knowledge.retrieval.embedding import NoVectors, embedder
from gehoor.knowledge.retrieval.lexical import Scores

LONGEST = 500  # characters of a question that are looked at
USUAL = 0.5  # how much of an article's nearness to whatever is asked is taken off (Lample et al. 2018, CSLS)
MEANING = 20.0  # brings nearness to the size of the others
FOR_ARTICLE = ("phrase", "opening", "content", "words", "covered", "unasked")
BY_WORDS = ("words", "covered", "unasked")
FOR_TOP = (
    "share", "log_share", "margin", "score", "nearest", "content", "stands_out", "covered", "words", "uncovered",
    "nearest_agrees", "words_agree", "unasked", "unknown", "share_of_three", "length",
)


@dataclass(slots=True)
class Evidence:
    """Of all articles in the index, for one question."""

    table: np.ndarray  # (articles, FOR_ARTICLE); by words alone the first three are 0
    near: np.ndarray | None  # (articles, 3), None by words alone
    scores: Scores

    def by_words(self) -> "Evidence":
        """The same, had there been no vectors."""
        table = self.table.copy()
        table[:, :3] = 0
        return Evidence(table, None, self.scores)


def gather(text: str, index: indexes.Index) -> Evidence:
    """Look at every article. Where an endpoint gives no vector it goes by words alone."""
    text = text[:LONGEST]
    scores = index.words.scores(index.words.words_of(text))
    near = _near(text, index)
    dense = np.zeros((len(index.entries), 3)) if near is None else MEANING * (near - USUAL * index.meaning.usual)
    words = np.stack([np.sqrt(scores.total), scores.covered, -scores.unasked / 5], axis=1)
    return Evidence(np.hstack([dense, words]), near, scores)


def _near(text, index):
    meaning = index.meaning
    if meaning is None:
        return None
    try:
        return meaning.near(_vector(text, tuple(index.words.official(text))))
    except NoVectors:
        return None


@lru_cache(maxsize=500)
def _vector(text: str, official: tuple[str, ...]) -> np.ndarray:
    """Halfway between the question as it was asked and with the words that government uses."""
    texts = [text, f"{text} ({', '.join(official)})"] if official else [text]
    return embedder().questions(texts).mean(axis=0)


def for_top(evidence: Evidence, ranks: np.ndarray, able: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(order of the best, share of each article, FOR_TOP of the best one). `able`: which articles may be told at all."""
    ranks = np.where(able, ranks, -np.inf)
    order = np.argsort(-ranks, kind="stable")[:10]
    order = order[able[order]]
    share = np.exp(ranks - ranks[order[0]])
    share /= share.sum()
    top, scores = order[0], evidence.scores
    words = np.where(able, scores.total, -1)
    near = evidence.near if evidence.near is not None else np.zeros((len(ranks), 3))
    close = np.where(able, evidence.table[:, :3].sum(axis=1), np.nan)
    spread = np.nanstd(close) or 1.0
    return order, share, np.array([
        share[top], np.log(share[top] + 1e-9), ranks[top] - ranks[order[1]] if len(order) > 1 else 3.0, ranks[top],
        MEANING * near[top, :2].max(), MEANING * near[top, 2], (close[top] - np.nanmean(close)) / spread,
        scores.covered[top], scores.total[top] / 10, (1 - scores.covered[top]) * scores.asked / 10,
        float(np.nanargmax(close) == top), float(words.argmax() == top), scores.unasked[top] / 10,
        scores.unknown / 10, share[order[:3]].sum(), np.log1p(scores.words),
    ])
