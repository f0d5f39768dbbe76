"""What people type as a search in Dutch full text: their words, their near relatives, and the beginning of compounds.

The stemmer of PostgreSQL does not know that huizen and huis, or brieven and brief, are one word, and does not part
compounds; so each word also looks for those forms and for words that begin with it.
"""

import re

from django.contrib.postgres.search import SearchQuery

from .models.search import DUTCH

WORD = re.compile(r"\w+")
OPERATORS = re.compile(r'["-]|\bor\b', re.IGNORECASE)
PREFIX_FROM = 4  # letters; shorter beginnings find everything
MOST_WORDS = 12


def strict(text: str) -> SearchQuery:
    """All words, as typed or akin; quotes, minus and OR mean what they do on websites."""
    query = SearchQuery(text, config=DUTCH, search_type="websearch")
    words = _words(text)
    if OPERATORS.search(text) or not words:
        return query
    return query | _raw(" & ".join(_akin(word) for word in words))


def loose(text: str) -> SearchQuery:
    """Any of the words, for when all of them together find nothing."""
    return _raw(" | ".join(_akin(word) for word in _words(text)))


def _words(text) -> list[str]:
    return WORD.findall(text.lower())[:MOST_WORDS]


def _akin(word: str) -> str:
    """(huizen | huis | huizen:*) as a piece of a tsquery; letters and digits only, so nothing needs quoting."""
    forms = [word, *_other_number(word)]
    if len(word) >= PREFIX_FROM:
        forms += [f"{form}:*" for form in forms]
    return f"({' | '.join(forms)})"


def _other_number(word) -> list[str]:
    """Singular of a plural and the other way round where z/s and v/f change (huizen, huis; brieven, brief)."""
    for plural, singular in (("zen", "s"), ("ven", "f")):
        if word.endswith(plural) and len(word) > 4:
            return [word[:-3] + singular]
        if word.endswith(singular) and len(word) > 3:
            return [word[:-1] + plural]
    return []


def _raw(query) -> SearchQuery:
    return SearchQuery(query, config=DUTCH, search_type="raw")
