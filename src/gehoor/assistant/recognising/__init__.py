"""Recognising that a human must come in. Nothing here is stored, and nothing judges a person.

    noticed = recognising.notice("ik wil een medewerker spreken")   # Noticed("wish", ("ik wil een medewerker spreken",))

`notice` goes by rules and tells the words that say so. `listen` is a second ear for a wish in words that no rule knows, learned
from many; it tells the sentence.
"""

from dataclasses import dataclass

from . import complaint, delicate, distress, ear, wish

WISH, DISTRESS, COMPLAINT, DELICATE = "wish", "distress", "complaint", "delicate"


@dataclass(frozen=True, slots=True)
class Noticed:
    """Why a human must come in, the words that say so, and for distress what kind of help cannot wait ("" where none)."""

    reason: str
    words: tuple[str, ...]
    line: str = ""


def notice(text: str, subjects: tuple[str, ...] = ()) -> Noticed | None:
    """The first reason that applies: somebody's safety, then what they ask for, then what it is about.

    `subjects` are the phrases that editors listed as asking for a human.
    """
    if found := distress.notice(text):
        return Noticed(DISTRESS, found.words, found.line)
    if words := wish.wants(text):
        return Noticed(WISH, words)
    if words := complaint.complains(text):
        return Noticed(COMPLAINT, words)
    if words := delicate.touches(text, subjects):
        return Noticed(DELICATE, words)
    return None


def listen(text: str) -> Noticed | None:
    """A wish for a human that no rule saw. Ask it after `notice`, and not of what only greets or thanks."""
    words = ear.hears(text)
    return Noticed(WISH, words) if words else None
