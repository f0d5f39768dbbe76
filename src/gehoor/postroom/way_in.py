"""A way in: one row of the contact page and the widget (requirements B1, B10). Needs no models; see also `ways_in.py`."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # configs of apps use this before there are models
    from gehoor.targets.opening import Opening


class Trait(StrEnum):
    """What a way in is like; advice on which one fits goes by that."""

    LIVE = "live"  # somebody answers at once
    VOICE = "voice"  # one hears the other
    IN_PERSON = "in_person"
    WRITTEN = "written"  # it stands on record by itself
    PLANNED = "planned"  # at a moment the person chooses; nobody waits


@dataclass(frozen=True, slots=True)
class WayIn:
    """One row of the contact page: what to do, when somebody is there, and how long it takes."""

    key: str  # unique; "phone", "form-waste"
    title: str  # as one does it: "Call us"
    icon: str
    good_for: str
    url: str = ""  # of the page, or tel:, mailto:; empty where one comes by or writes
    shown: str = ""  # what people read or copy: the number, the address
    more: str = ""  # a second line for who needs it: from abroad, where to park
    traits: frozenset[Trait] = frozenset()
    opening: "Opening | None" = None  # None: always open, such as a letter
    wait: tuple[int, int] | None = None  # minutes until it is their turn now; None: not known, or nobody waits here
    answer: str = ""  # how soon an answer comes: "within 2 working days"
    takes_page: bool = False  # its page takes `?from=`: where somebody was, where they agreed that employees see that
    by_computer: bool = False  # a computer answers first: never where people look for a human
    box: str = ""  # template of a form that stands in the row; its context has `framed`
    order: int = 100

    @property
    def is_open(self) -> bool:
        return self.opening is None or self.opening.is_open

    @property
    def is_live(self) -> bool:
        return Trait.LIVE in self.traits
