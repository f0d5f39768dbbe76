"""Hints for texts that most people can read (level B1): long sentences and words of the office. Hints only, never a gate.

The measure of a sentence and the words are a choice of our own.
"""

import re
from dataclasses import dataclass

from .rendering import plain

LONG = 20  # words in a sentence
SENTENCE = re.compile(r"[^.!?\n:]+[.!?:\n]?")
EVERYDAY = {
    "aangaande": "over", "aanvangen": "beginnen", "alsmede": "en ook", "alvorens": "voordat", "betreffende": "over", "bewerkstelligen": "zorgen voor",
    "conform": "volgens", "desgewenst": "als u dat wilt", "derhalve": "daarom", "dientengevolge": "daardoor", "dient te": "moet",
    "dienen te": "moeten", "doch": "maar", "indien": "als", "inzake": "over", "jegens": "tegen", "middels": "met",
    "naar aanleiding van": "door", "omtrent": "over", "ondergetekende": "ik", "reeds": "al", "te allen tijde": "altijd",
    "ten aanzien van": "over", "ten behoeve van": "voor", "teneinde": "om", "tevens": "ook", "thans": "nu",
    "verstrekken": "geven", "voornemens": "van plan", "woonachtig": "wonend", "zorgdragen": "zorgen",
}
_OFFICIAL = re.compile(r"\b(" + "|".join(sorted(map(re.escape, EVERYDAY), key=len, reverse=True)) + r")\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hints:
    """`sentences`: (number of words, how it begins) of long ones; `words`: (official, everyday), each once."""

    sentences: list[tuple[int, str]]
    words: list[tuple[str, str]]


def hints(*texts: str) -> Hints:
    """What could be plainer in these texts (Markdown), Dutch ones."""
    said = "\n".join(plain(text) for text in texts)
    sentences = [(len(words), " ".join(words[:8]) + " …") for one in SENTENCE.findall(said) if len(words := one.split()) > LONG]
    words = dict.fromkeys(found.lower() for found in _OFFICIAL.findall(said))
    return Hints(sentences[:5], [(word, EVERYDAY[word]) for word in words][:8])
