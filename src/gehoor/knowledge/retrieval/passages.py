"""What of a version is compared with a question: its fields for words, and passages of at most about 60 tokens for meaning."""

import re
from dataclasses import dataclass

from gehoor.knowledge.rendering import plain

WORDS = 38  # of a passage; a Dutch word is about 1.6 tokens, and the time of the model grows with the square of them
INTRODUCTION = 50  # words that go along with the question in one passage
MOST = 24  # passages of one article
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fields:
    """The texts of one version by what they are worth."""

    phrases: tuple[str, ...]  # the question, then its example questions
    introduction: str
    titles: tuple[str, ...]
    paragraphs: tuple[tuple[str, str], ...]  # (title or "", words)
    subjects: str


def fields(version) -> Fields:
    """Take a version apart; headings in its answer begin a paragraph."""
    pieces = _HEADING.split(version.answer)
    paragraphs = [("", plain(pieces[0]))]
    paragraphs += [(plain(title), plain(text)) for title, text in zip(pieces[1::2], pieces[2::2], strict=True)]
    loose = [*version.steps, version.cost, version.term]
    paragraphs.append(("", "\n".join(one for one in loose if one)))
    return Fields(
        phrases=(version.question, *map(str, version.examples)), introduction=version.short_answer,
        titles=tuple(title for title, _words in paragraphs if title),
        paragraphs=tuple((title, words) for title, words in paragraphs if title or words),
        subjects=" . ".join(map(str, version.subjects)),
    )


def passages(version) -> list[tuple[str, str]]:
    """(kind, text) of each passage, the ones that tell most first: kind is phrase, opening or content."""
    parts = fields(version)
    opening = " ".join(parts.introduction.split()[:INTRODUCTION])
    found = [("phrase", phrase) for phrase in parts.phrases] + [("opening", f"{version.question} {opening}".strip())]
    content = [("content", piece) for piece in pieces_of(parts.introduction)]
    for title, words in parts.paragraphs:
        content += [("content", f"{title}: {piece}" if title else piece) for piece in pieces_of(words)]
    return found + content[:MOST]


def pieces_of(text: str) -> list[str]:
    """Whole sentences put together up to about `WORDS` words; a longer sentence is cut."""
    pieces, words = [], []
    for sentence in _SENTENCE.split(text):
        more = sentence.split()
        if words and len(words) + len(more) > WORDS:
            pieces.append(" ".join(words))
            words = []
        words += more
        while len(words) > WORDS * 1.6:
            pieces.append(" ".join(words[:WORDS]))
            words = words[WORDS:]
    return [*pieces, " ".join(words)] if words else pieces
