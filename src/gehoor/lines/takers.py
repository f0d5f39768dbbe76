"""What people in a line ask for, and which colleagues may take them: told waits count nobody who may not."""

from typing import NamedTuple

from . import matching
from .kinds import DUTCH


class Need(NamedTuple):
    """What somebody in a line asks for, as `Turn` has it: they wait for whoever has that."""

    team_id: int | None = None
    language: str = DUTCH
    subject: str = ""

    @classmethod
    def of(cls, turn) -> "Need":
        return cls(turn.team_id, turn.language, turn.subject)


ANYBODY = Need()


class Takers:
    """Who may take whom: colleagues who fit the same needs are one group."""

    def __init__(self, here, needs):
        self.needs = needs
        self.groups: dict[tuple[bool, ...], int] = {}
        for one in here:
            self.group(one)
        self.fitting = {need: sum(matching.fits(need, one) for one in here) for need in needs}

    def group(self, one) -> int:
        return self.number(matching.fits(need, one) for need in self.needs)

    def number(self, fits) -> int:
        return self.groups.setdefault(tuple(fits), len(self.groups))

    def may(self, need) -> tuple[int, ...]:
        """The groups that may take it: where nobody who fits is there, everybody may."""
        place = self.needs.index(need)
        found = tuple(group for fits, group in self.groups.items() if fits[place])
        return found if self.fitting[need] else tuple(self.groups.values())

    def of(self, places) -> list[tuple[int, ...]]:
        may = {need: self.may(need) for need in self.needs}
        return [may[need] for need in places]

    def same_as(self, need) -> frozenset[Need]:
        """The needs that wait for some of the same colleagues."""
        mine = set(self.may(need))
        return frozenset(other for other in self.needs if other == need or not mine or not mine.isdisjoint(self.may(other)))
