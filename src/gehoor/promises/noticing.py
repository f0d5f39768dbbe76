"""Words that promise something, noticed while they are typed: "ik bel u morgen", "u hoort dinsdag van ons".

Rules, no guessing: somebody of us (ik, wij, een collega) and a verb of doing it, in one sentence, that is not denied, not
asked, not past and not quoted. Better one promise missed than an offer that makes no sense; nothing depends on it.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from gehoor.core.working_hours import WorkingHours

from . import when_words
from .models import Promise

Kind = Promise.Kind
LONGEST = 4000  # characters looked at, the last ones
_US = r"(?:ik|wij|we)"
_NOT = re.compile(
    r"\b(niet|nooit|geen|niemand|zonder dat|not|never|cannot|nobody|no longer)\b|n['’]t\b"
    r"|\b(als|indien|mocht|wanneer) (u|je|jij|jullie)\b|\b(if|should|when|unless) you\b"  # an offer
    r"|\b(zou|zouden|had|hadden|would|could)\b|\bwil(t|len)? (u|je|ik|we|wij)\b"
    r"|^\s*(zal|zullen|kan|kunnen|mag|mogen|moet|moeten|shall|can|may|could|do|did) (ik|wij|we|i)\b"  # a question
)
_QUOTED = re.compile(r"^\s*(>.*|(op|on) .{5,80}(schreef|wrote).{0,80}:\s*)$", re.MULTILINE | re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n;]*(?:(?<=\d)[.:](?=\d)[^.!?\n;]*)*[.!?\n;]?")
_SOON, _NEAR = ".{0,60}", r"(?:\w+ ){0,4}?"
_WILL = r"(?:i|we)(?:['’]ll| will)"
_TO_YOU = r"\b(?:langs|kijken|bij u|op bezoek)\b"
_WORD = r"\b(?:antwoord|bericht|reactie|mail|e-mail|besluit|uitsluitsel)\b"
_POST = r"\b(?:brief|per post|met de post)\b"
_PATTERNS = {  # the first kind that fits, wherever it stands in the sentence
    Kind.CALL_BACK: (
        rf"\b{_US} {_NEAR}bel(?:len)?\b", rf"\bbel(?:len)? {_US}\b",
        rf"\b{_US} (?:zal|zullen|ga|gaan) {_SOON}\b(?:terug|op)?bellen\b", rf"\b(?:zal|zullen|ga|gaan) {_US} {_SOON}\b(?:terug|op)?bellen\b",
        r"\bcollega\b.{0,40}\bbelt\b", r"\bbelt (?:een|mijn|onze) collega\b",
        r"\b(?:u|je) wordt .{0,40}gebeld\b", r"\bwordt (?:u|je) .{0,40}gebeld\b",
        rf"\b(?:{_WILL}|(?:i am|we are) going to) (?:\w+ ){{0,2}}?(?:call|phone|ring)\b", r"\bcolleague (?:of mine )?will (?:call|phone|ring)\b",
    ),
    Kind.VISIT: (
        rf"\b(?:{_US}|collega) (?:.{{0,30}}\b)?(?:kom|komen|komt)\b{_SOON}{_TO_YOU}",
        rf"\b(?:kom|komen|komt) (?:{_US}|(?:een|mijn|onze) collega)\b{_SOON}{_TO_YOU}",
        rf"\b(?:{_WILL}|colleague will) (?:visit|come (?:by|over|round|to you|and))",
    ),
    Kind.LETTER: (
        rf"\b{_US} (?:stuur|sturen|zal|zullen)\b{_SOON}{_POST}", rf"\b(?:stuur|sturen) {_US}\b{_SOON}{_POST}",
        rf"\b(?:u|je) (?:krijgt|ontvangt)\b.{{0,50}}{_POST}", rf"\b(?:krijgt|ontvangt) (?:u|je)\b.{{0,50}}{_POST}",
        rf"\b{_WILL} (?:send|post|mail)\b.{{0,40}}\b(?:letter|by post)\b",
    ),
    Kind.ANSWER: (
        rf"\b(?:u|je) hoort?\b{_SOON}\bvan (?:ons|mij|me|hem|haar|een collega|mijn collega)\b", rf"\bhoort? (?:u|je)\b{_SOON}\b(?:van|meer|bericht)\b",
        rf"\b{_US} laat\b{_SOON}\bweten\b", rf"\b{_US} laten\b{_SOON}\bweten\b", rf"\blaten? {_US}\b{_SOON}\bweten\b",
        rf"\blaat {_US}\b{_SOON}\bweten\b", rf"\b{_US} (?:zal|zullen) {_SOON}(?:laten weten|antwoorden|mailen|sturen)\b",
        rf"\b{_US} kom(?:en)? .{{0,30}}\bterug\b", rf"\bkom(?:en)? {_US} .{{0,40}}\bterug\b", rf"\b{_US} zoek(?:en)? .{{0,30}}\buit\b",
        rf"\b(?:u|je) (?:krijgt|ontvangt)\b{_SOON}{_WORD}", rf"\b(?:krijgt|ontvangt) (?:u|je)\b{_SOON}{_WORD}",
        rf"\b{_US} (?:mail|mailen|stuur|sturen|antwoord|antwoorden|informeer|informeren) (?:u|je|het|de|dit|deze|morgen|vandaag|\w+dag)\b",
        rf"\b(?:mail|mailen|stuur|sturen|antwoord|antwoorden) {_US} (?:u|je)\b", r"\byou(?:['’]ll| will) (?:hear|get|receive)\b",
        rf"\b{_WILL} (?:get back|let you know|reply|answer|email|write|send|find out|look into)\b",
    ),
    Kind.TASK: (
        rf"\b{_US} (?:regel|regelen|zorg|zorgen) (?:dit|dat|het|ervoor|er|voor|hiervoor|vandaag|morgen)\b", rf"\b(?:regel|regelen|zorg|zorgen) {_US}\b",
        rf"\b{_US} (?:vraag|vragen|geef|geven) (?:dit|dat|het) .{{0,40}}\b(?:na|door)\b", rf"\b{_WILL} (?:arrange|take care|make sure|see to)\b",
    ),
}
_RULES = [(kind, re.compile("|".join(patterns))) for kind, patterns in _PATTERNS.items()]


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something that was promised in writing: its kind, the moment where one is named, and the sentence."""

    kind: Kind
    from_at: datetime | None
    due_at: datetime | None
    sentence: str


def notice(text: str, hours: WorkingHours, now: datetime | None = None) -> Noticed | None:
    """The last promise in what is being written, or None."""
    now = now or timezone.now()
    own = _QUOTED.sub("\n", text[-LONGEST:].replace("\r\n", "\n"))
    for sentence in reversed([one.strip() for one in _SENTENCE.findall(own) if one.strip()]):
        words = " ".join(sentence.lower().replace("’", "'").split())
        kind = _kind(words)
        if kind:
            from_at, due_at = when_words.found(words, hours, now) or (None, None)
            return Noticed(kind, from_at, due_at, sentence[:200])
    return None


def _kind(words: str) -> Kind | None:
    if words.endswith("?") or _NOT.search(words):
        return None
    return next((kind for kind, rule in _RULES if rule.search(words)), None)
