"""What people type, as a query in Dutch full text: their words, their near relatives, and the beginning of compounds.

The stemmer of PostgreSQL does not know that huizen and huis, or brieven and brief, are one word; so each word also
looks for that form, and for words that begin with it.
"""

import re
from dataclasses import dataclass

WORD = re.compile(r"\w+")
OPERATORS = re.compile(r'["-]|\bor\b', re.IGNORECASE)
UNWANTED = re.compile(r'(?:^|\s)-("[^"]*"|\S+)')
PREFIX_FROM = 4  # letters; shorter beginnings find everything
MOST_WORDS = 12

SQL = "(websearch_to_tsquery('gehoor_dutch', %s) || to_tsquery('gehoor_dutch', %s))"


@dataclass(frozen=True, slots=True)
class TextQuery:
    """A tsquery as SQL with parameters, and what of it is to be marked in a text."""

    typed: str  # in the notation of websites: quotes, minus and OR
    akin: str  # in the notation of PostgreSQL; letters, digits and operators only
    marked: str  # the words that are looked for, with spaces between

    def as_sql(self) -> tuple[str, list]:
        return SQL, [self.typed, self.akin]


def strict(text: str, tails=None) -> TextQuery:
    """All words, as typed or akin. `tails` maps a word to longer words that hold it, such as korf to bladkorf."""
    tails = tails or {}
    words = _words(UNWANTED.sub(" ", text))
    marked = " ".join(form for word in words for form in [word, *_other_number(word)])
    if OPERATORS.search(text):
        return TextQuery(text, "", marked)
    return TextQuery(text, " & ".join(_akin(word, tails.get(word, ())) for word in words), marked)


def loose(text: str, tails=None) -> TextQuery:
    """Any of the words, for when all of them together find nothing."""
    tails = tails or {}
    words = _words(UNWANTED.sub(" ", text))
    marked = " ".join(form for word in words for form in [word, *_other_number(word)])
    return TextQuery("", " | ".join(_akin(word, tails.get(word, ())) for word in words), marked)


def _words(text) -> list[str]:
    return WORD.findall(text.lower())[:MOST_WORDS]


def _akin(word: str, tails) -> str:
    """(huizen | huis | huizen:* | herenhuis) as a piece of a tsquery."""
    forms = [word, *_other_number(word)]
    if len(word) >= PREFIX_FROM:
        forms += [f"{form}:*" for form in forms]
    return f"({' | '.join([*forms, *tails])})"


def _other_number(word) -> list[str]:
    """Singular of a plural and the other way round where z/s and v/f change (huizen, huis; brieven, brief)."""
    for plural, singular in (("zen", "s"), ("ven", "f")):
        if word.endswith(plural) and len(word) > 4:
            return [word[:-3] + singular]
        if word.endswith(singular) and len(word) > 3:
            return [word[:-1] + plural]
    return []
