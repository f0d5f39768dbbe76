"""Two questions in one message, and a question that leans on the one before."""

import re

from .recognising.words import bag, clauses

_BETWEEN = re.compile(
    r"\?+\s*(?:en\s+|ook\s+|and\s+|verder\s+)?|(?<=[.!])\s+|\n+|,?\s+(?:en|and|ook)\s+(?=(?:hoe|wat|waar|wanneer|wie|welke|kan|mag|moet|hoeveel|how|what|where|when|can)\b)",
    re.IGNORECASE,
)
_LEANS = bag("dat die daarvan daarvoor daarmee daar erop ervoor erbij ermee hiervoor deze it that this those")
_OPENS = re.compile(r"^\W*(?:en|and|maar|but|ook|of)\b", re.IGNORECASE)
_ASKS = bag("hoe wat waar wanneer wie welke hoeveel waarom kost kosten duurt lang kan mag moet ik is zijn het dat die daarvan daarvoor een de en "
                  "how what where when who which much long does do it that is can i the a")
MOST = 3
FEWEST_WORDS = 3


def parted(text: str) -> list[str]:
    """The questions in a message, where there are two or three that can stand alone; else nothing."""
    parts = [part.strip() for part in _BETWEEN.split(text) if part and len(part.split()) >= FEWEST_WORDS]
    alone = [part for part in parts if not _words(part) & _LEANS]
    return alone[:MOST] if len(alone) > 1 else []


def follows_up(text: str) -> bool:
    """Whether it can only be understood with the question before it: "en wat kost dat?"."""
    words = _words(text)
    return len(words) <= 7 and (bool(words & _LEANS) or bool(_OPENS.match(text)) or words <= _ASKS)


def _words(text) -> set[str]:
    return {word.read for words in clauses(text) for word in words}
