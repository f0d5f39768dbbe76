"""What people type, as a query in Dutch full text: their words, their near relatives, and the beginning of compounds.

The stemmer of PostgreSQL does not know that huizen and huis, or brieven and brief, are one word; so each word also
looks for that form, and for words that begin with it.
"""

import re
from dataclasses import dataclass
from math import sqrt

WORD = re.compile(r"\w+")
OPERATORS = re.compile(r'["-]|\bor\b', re.IGNORECASE)
PLAIN = re.compile(r"[\w\s]*")  # words and nothing else: no address, no number with a point
UNWANTED = re.compile(r'(?:^|\s)-("[^"]*"|\S+)')
PREFIX_FROM = 4  # letters; shorter beginnings find everything
MOST_WORDS = 12
USUAL = 2000  # messages with a word from which on its beginnings are spelled out

AKIN = "to_tsquery('gehoor_dutch', %s)"
SQL = f"(websearch_to_tsquery('gehoor_dutch', %s) || {AKIN})"


@dataclass(frozen=True, slots=True)
class TextQuery:
    """A tsquery as SQL with parameters, what of it is to be marked in a text, and about how many it finds."""

    typed: str  # in the notation of websites: quotes, minus and OR
    akin: str  # in the notation of PostgreSQL; letters, digits and operators only
    exact: str  # the same without relatives and compounds
    marked: str  # the words that are looked for, with spaces between
    expected: float  # conversations that match, by how usual the words are
    conversations: int  # that there are, about
    apart: tuple[str, str] | tuple[()] = ()  # akin in two, where it is several words: the rarest, and the others

    def is_usual(self, most) -> bool:
        """Whether walking back in time finds `most` of these sooner than the index of words does.

        Walking to the hundredth hit of a word that a share p of all n conversations has looks at 100 / p of them, the
        index gives p * n; where both are as much, at a million contacts, each is some 6,000 rows.
        """
        return self.expected > sqrt(most * self.conversations)

    def as_sql(self) -> tuple[str, list]:
        return SQL, [self.typed, self.akin]

    def for_index(self) -> tuple[str, list]:
        """The arguments of `search_matching`: two where that is quicker."""
        return (f"{AKIN}, {AKIN}", [*self.apart]) if self.apart else self.as_sql()

    def exactly(self) -> tuple[str, list]:
        """What weighs most in the order: the words themselves."""
        return SQL, [self.typed, self.exact]


def strict(text: str, known: dict, conversations: int) -> TextQuery:
    """All words, as typed or akin. `known` says of a word what `search.words` knows of it."""
    words = words_of(text)
    expected = float(conversations)
    for word in words:
        expected *= min(1.0, known[word].messages / conversations)
    if OPERATORS.search(text):
        return TextQuery(text, "", "", _marked(words), expected, conversations)
    akin, exact, marked = " & ".join(_akin(word, known[word]) for word in words), " & ".join(words), _marked(words)
    if not PLAIN.fullmatch(text):
        return TextQuery(text, akin, exact, marked, expected, conversations)
    rarest, *others = [_akin(word, known[word]) for word in sorted(words, key=lambda word: known[word].messages)] or [""]
    return TextQuery("", akin, exact, marked, expected, conversations, (rarest, " & ".join(others)) if others else ())


def loose(text: str, known: dict, conversations: int) -> TextQuery:
    """Any of the words, for when all of them together find nothing."""
    words = words_of(text)
    expected = min(conversations, sum(known[word].messages for word in words))
    akin = " | ".join(_akin(word, known[word]) for word in words)
    return TextQuery("", akin, " | ".join(words), _marked(words), expected, conversations)


def words_of(text) -> list[str]:
    """The words that are looked for, without those after a minus."""
    return WORD.findall(UNWANTED.sub(" ", text).lower())[:MOST_WORDS]


def forms_of(word) -> list[str]:
    """The word, and its other number where the stemmer does not know that they are one."""
    return [word, *_other_number(word)]


def _marked(words) -> str:
    """What is marked wherever it stands in a word, so that bladkorf is for korf."""
    return " ".join(form for word in words for form in forms_of(word))


def _akin(word: str, known) -> str:
    """(huizen | huis | huizen:* | herenhuis) as a piece of a tsquery.

    For a usual word its beginnings are spelled out: to gather all that begins with it would take the index too long.
    """
    forms = forms_of(word)
    if known.messages > USUAL:
        forms += known.begun
    elif len(word) >= PREFIX_FROM:
        forms += [f"{form}:*" for form in forms]
    return f"({' | '.join(dict.fromkeys([*forms, *known.tails]))})"


def _other_number(word) -> list[str]:
    """Singular of a plural and the other way round where z/s and v/f change (huizen, huis; brieven, brief)."""
    for plural, singular in (("zen", "s"), ("ven", "f")):
        if word.endswith(plural) and len(word) > 4:
            return [word[:-3] + singular]
        if word.endswith(singular) and len(word) > 3:
            return [word[:-1] + plural]
    return []
