"""What a person asks in a mail or a chat, without the words around it, and what a colleague is suggested for it (B9)."""

import re

from gehoor.knowledge.models import Audience

from . import ranking
from .evidence import LONGEST

SUGGESTED = 3
AGAIN = re.compile(r"^(\s*(re|fw|fwd|antw|doorst)\s*:)+\s*", re.IGNORECASE)
NO_SUBJECT = re.compile(r"^\(?\s*(geen onderwerp|no subject)\s*\)?$", re.IGNORECASE)
GREETING = re.compile(
    r"^\s*(beste|geachte|lieve|hallo|hoi|hai|hey|dag|goede[nm]?\s?(morgen|middag|avond|dag)|goeiemorgen|l\.?\s?s\.?|dear|hello|hi)\b[^.?!]{0,45}[,!.]?\s*$",
    re.IGNORECASE)
CLOSING = re.compile(
    r"^\s*(met\s[^.?!]{0,25}\b(groet|groeten|groetjes|dank|hoogachting)\b|(vriendelijke|hartelijke|veel)\s+groet|m\.?v\.?g\b|groet|gr\b\.?|hoogachtend|"
    r"((kind|best|warm)\s+)?regards|namens\b|alvast bedankt|bedankt alvast|(dank|thank)\s?(u|je|you)?(\swel)?(\salvast)?[,.!]?$)",
    re.IGNORECASE)


SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def question_in(subject: str, text: str) -> str:
    """The subject and the text, without greeting, and without closing and what stands under it; whole where nothing would be left.

    Of a text that is longer than is looked at, what ends in a question mark stands first.
    """
    lines = text.strip().splitlines()
    body = [line for at, line in enumerate(lines) if at > 1 or not GREETING.match(line)]
    end = next((at for at, line in enumerate(body) if at and CLOSING.match(line)), len(body))
    subject = AGAIN.sub("", subject).strip()
    subject = "" if NO_SUBJECT.match(subject) else subject
    said = "\n".join(body[:end]).strip() or text.strip()
    if len(subject) + len(said) >= LONGEST:
        said = " ".join(sorted(SENTENCE.split(said), key=lambda sentence: not sentence.endswith("?")))
    return f"{subject}\n{said}".strip()[:LONGEST]


def suggestions(text: str) -> list[ranking.Candidate]:
    """At most three articles that may well be what this message asks for, the best first; none where none may."""
    if not text.strip():
        return []
    return ranking.rank_message(text, audience=Audience.EMPLOYEES)[:SUGGESTED]
