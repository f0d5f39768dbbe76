"""What a text is like, as numbers: words and pairs, pieces of words as they were typed, and what each word does in asking for a human.

Hashed into `SIZE` places (Weinberger et al. 2009), so that no list of words is kept and a word never seen still has its pieces.
"""

import re
import zlib
from functools import cache

import numpy as np

from . import asking_words as world
from .words import clauses, plain

SIZE = 1 << 14
LONGEST = 60  # words that are looked at
PIECES = (3, 4, 5)  # letters
_ROLES = {
    "H": world.HUMAN, "S": world.SOMEONE, "P": world.HUMANS, "T": world.TALK, "L": world.ON_THE_LINE, "C": world.CONNECT,
    "B": world.BACK, "M": world.MACHINE, "N": world.NO, "I": world.ME, "W": world.WANT - world.BRING, "G": world.BRING,
    "R": world.THERE, "Q": world.ASKS,
}
_ELSE, _OUTSIDE = "r", "_"  # another word of the small world of asking for a human, and one that is not of it
_TYPED = re.compile(r"[^\W_]+|[?!]")


def traits(text: str) -> tuple[np.ndarray, np.ndarray]:
    """(places, values); each kind of trait weighs the same, however many there are of it."""
    read = ["^", *(word for clause in clauses(text) for word in (*(one.read for one in clause), "|"))][:LONGEST]
    roles = [word if word in "^|" else _role(word) for word in read]
    kinds = (_runs(read, 1), _runs(read, 2), _skipped(read), _typed(text), _in_roles(roles))
    places = [_place(f"{kind}{trait}") for kind, found in enumerate(kinds) for trait in sorted(found)]
    values = [1 / np.sqrt(len(found)) for found in kinds for _trait in found]
    counted = _counted([role for role in roles if role not in "^|"])
    places += [_place(trait) for trait in counted]
    return np.array(places, dtype=int), np.array(values + [0.5] * len(counted))


def _place(trait: str) -> int:
    return zlib.crc32(trait.encode()) % SIZE


@cache
def _roles_of(word: str) -> str:
    return "".join(letter for letter, words in _ROLES.items() if word in words)


def _role(word: str) -> str:
    if word not in world.WORLD:
        return _OUTSIDE
    return _roles_of(word) or ("#" if word == "#" else _ELSE)


def _runs(words, many) -> set[str]:
    return {" ".join(words[at : at + many]) for at in range(len(words) - many + 1)}


def _skipped(words) -> set[str]:
    """Pairs with one word between."""
    return {f"{words[at]} {words[at + 2]}" for at in range(len(words) - 2)}


def _typed(text) -> set[str]:
    line = f" {' '.join(_TYPED.findall(plain(text))[:LONGEST])} "
    return {line[at : at + many] for many in PIECES for at in range(len(line) - many + 1)}


def _in_roles(roles) -> set[str]:
    """Runs of up to four, and which go together."""
    said = sorted(set(roles) - {"^", "|"})
    together = {f"{one}+{other}" for at, one in enumerate(said) for other in said[at + 1 :]}
    return together.union(*(_runs(roles, many) for many in (1, 2, 3, 4)))


def _counted(roles) -> list[str]:
    outside = roles.count(_OUTSIDE)
    return [f"outside {min(outside, 6)}", f"long {min(len(roles), 12)}", f"share {4 * outside // max(len(roles), 1)}"]
