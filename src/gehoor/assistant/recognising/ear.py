"""A second ear for a wish for a human: learned from many wordings, where the rules of `wish.py` find no words that ask for one.

Two logistic regressions on `traits` of the text, one of them also on what it means (the vector of the model that comes along, so
that wordings nobody wrote down are heard). `ear.npz` is made by `gehoor assistant calibrate-wishes`; docs/assistant.md tells on
what and how well it does. What it shows as evidence is the sentence: no single word made it so.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from gehoor.knowledge.retrieval.embedding import Bundled, NoVectors, embedder

from .traits import traits

SHIPPED = Path(__file__).with_name("ear.npz")
LONGEST = 500  # characters of one piece
MOST_SENTENCES = 12
STEPS = 127  # a weight is kept in one byte
_WORD = re.compile(r"[^\W\d_]{3}")
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;\n]*")


@dataclass(frozen=True, slots=True)
class Ear:
    """Weights and the log-odds from where on it hears; below `doubt` what a text means is not asked for."""

    words: np.ndarray  # (SIZE,)
    meaning: np.ndarray  # (384,), nothing where it goes by words alone
    constant: float
    threshold: float
    doubt: float

    def score(self, found: tuple[np.ndarray, np.ndarray], vector: np.ndarray | None = None) -> float:
        """Log-odds that somebody wants a human; of `traits` and, where it counts, a vector."""
        places, values = found
        by_words = self.words[places] @ values + self.constant
        return float(by_words if vector is None else by_words + self.meaning @ vector)


def hears(text: str, *, by_words: bool = False) -> tuple[str, ...]:
    """The sentence that sounds like a wish for a human, or the text as a whole; empty when none does."""
    model = None if by_words else embedder()
    found = next((piece for piece in pieces(text) if _sounds(piece, model)), "")
    return (found,) if found else ()


def pieces(text: str) -> list[str]:
    """Each sentence of two words and more, then the text as a whole; nothing where there is no word in it."""
    whole = text.strip()[:LONGEST]
    sentences = [hit[0].strip()[:LONGEST] for hit in _SENTENCE.finditer(text)]
    sentences = [one for one in sentences if " " in one and one != whole and _WORD.search(one)]
    return [*sentences[:MOST_SENTENCES], whole] if _WORD.search(whole) else []


def _sounds(piece, model) -> bool:
    """With the model that comes along where it is at hand: an endpoint's vectors are other numbers, and it need not hear this."""
    found = traits(piece)
    plain = shipped("words")
    score = plain.score(found)
    if not isinstance(model, Bundled) or score < plain.doubt:
        return score >= plain.threshold
    try:
        vector = model.questions([piece])[0]
    except NoVectors:
        return score >= plain.threshold
    with_meaning = shipped("hybrid")
    return with_meaning.score(found, vector) >= with_meaning.threshold


@cache
def shipped(way: str) -> Ear:
    """`way` is hybrid or words."""
    with np.load(SHIPPED, allow_pickle=False) as kept:
        return read({name.removeprefix(f"{way}_"): kept[name] for name in kept.files if name.startswith(f"{way}_")})


def read(kept: dict) -> Ear:
    """From arrays of bytes with their step."""
    words, meaning = (kept[name] * kept[f"{name}_step"] for name in ("words", "meaning"))
    return Ear(words, meaning, *(float(kept[name]) for name in ("constant", "threshold", "doubt")))


def written(ear: Ear, way: str) -> dict:
    """As arrays of bytes with their step."""
    kept = {"constant": ear.constant, "threshold": ear.threshold, "doubt": ear.doubt}
    for name, values in (("words", ear.words), ("meaning", ear.meaning)):
        step = max(float(np.abs(values).max(initial=0)), 1e-9) / STEPS
        kept |= {name: np.round(values / step).astype(np.int8), f"{name}_step": step}
    return {f"{way}_{name}": value for name, value in kept.items()}
