"""Words of a text as they are compared: folded, without stop words, stemmed."""

import re
import unicodedata
from functools import lru_cache

from snowballstemmer import stemmer

# What questions are made of rather than what they are about.
_STOP = """
    de het een en of in op te van voor met aan bij om is zijn was wordt worden werd ben bent heeft heb hebben had ik je
    jij u wij we ze zij hij hem haar hun ons onze mijn mn uw jouw jullie me mij er daar hier dat die dit deze als dan ook
    nog wel niet geen al maar want dus door over uit naar tot toe zo zoals kan kun kunt kunnen kon moet moeten moest zal
    zullen zou wil wilt willen wat wie waar hoe welke welk wanneer waarom waarvoor waarmee hoeveel mag mogen doe doet doen
    gaat gaan ga ging via per na tegen tijdens tussen onder boven alle alles iets iemand men eigenlijk even gewoon graag nu
    toch heel erg veel meer meest eens weer zelf krijg krijgt krijgen komt komen kom maak maakt maken nodig andere ander
    anders bijvoorbeeld vaak altijd soms zich staat staan geldt gelden waarop waarin vind vinden weet weten zeg zeggen
    informatie allemaal precies zomaar moeilijk makkelijk hallo hoi goedemorgen goedemiddag dag alstublieft aub svp
    bedankt
"""
# The same in English: rare among Dutch articles, so that one article in English would seem to fit whatever is asked in it.
_ENGLISH = """
    the and your you my i an are what how when where which about to for do does can could on at by from this be have has
    they our will would should me please with not or if am want need get there their his she he its
"""
STOP = frozenset(f"{_STOP} {_ENGLISH}".split())
_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_dutch = stemmer("dutch")


def tokens(text: str) -> list[str]:
    """Words in lower case without accents; hyphens part them."""
    folded = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return [word.replace("'", "") for word in _TOKEN.findall(bare)]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Snowball's stem of a Dutch word."""
    return _dutch.stemWord(word)


STOP_STEMS = frozenset(stem(word) for word in STOP)
