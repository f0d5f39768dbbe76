"""What somebody without an account may listen to by a stream. The apps that own such a thing register it when ready."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listening:
    """What a key opens: `pk` of what is listened to, the topic of its words, the one where employees are, and how far it is."""

    pk: int
    topic: str
    place: str
    event: int
    told: dict[str, str] | None = None  # by language, one sentence that may change by what others do


@dataclass(frozen=True, slots=True)
class Kind:
    """`listening(keys)` gives a `Listening` by each key that opens something; `still_here(pks)` those that still hold, by pk.

    `stirs` are beginnings of kinds of events that change what is told to everyone who listens; `stirred()` then gives what
    is told to those whom it matters to at once, by their topic. The others hear it with the next `still_here`.
    """

    address: re.Pattern
    listening: Callable
    still_here: Callable
    stirs: tuple[str, ...] = ()
    stirred: Callable[[], dict[str, dict[str, str]]] = dict


_kinds: dict[str, Kind] = {}


def register(address: re.Pattern, listening: Callable, still_here: Callable, stirs=(), stirred: Callable = dict):
    """Make an address known whose first group is the key; once more with the same address replaces it."""
    _kinds[address.pattern] = Kind(address, listening, still_here, tuple(stirs), stirred)


def stirring() -> tuple[str, ...]:
    """Of all kinds."""
    return tuple(one for kind in _kinds.values() for one in kind.stirs)


def find(path: str) -> tuple[Kind, str] | None:
    """Who answers at this path, and the key in it."""
    found = ((kind, kind.address.fullmatch(path)) for kind in _kinds.values())
    return next(((kind, match[1]) for kind, match in found if match), None)
