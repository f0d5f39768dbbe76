"""What people in a line ask for, and which colleagues may take them: told waits count nobody who may not."""

from enum import IntEnum
from typing import NamedTuple

from . import matching
from .kinds import DUTCH


class Need(NamedTuple):
    """What somebody in a line asks for, and whose question it is: they wait for whoever has that, and may have this."""

    team_id: int | None = None
    language: str = DUTCH
    subject: str = ""
    whose: int | None = None
    is_closed: bool = False

    @classmethod
    def of(cls, turn) -> "Need":
        return cls(turn.team_id, turn.language, turn.subject, *matching.whose(turn))

    @classmethod
    def told(cls, row) -> "Need":
        """Of a row of `Turn.objects.with_needs()`."""
        return cls(*(getattr(row, name) for name in cls._fields))


ANYBODY = Need()


def newcomer(gets, team=None, language=DUTCH, subject="") -> Need:
    """What somebody asks who would join now, where their question is for the team `gets`."""
    return Need(team and team.pk, language, subject, gets and gets.pk, bool(gets and gets.is_closed))


class Can(IntEnum):
    """What a colleague can do for a need: nothing, since its question is not for them; help; help as one of the team that
    it asks for; or help all as it asks."""

    NOTHING = 0
    HELP = 1
    TEAM = 2
    FIT = 3


def can(need: Need, one) -> Can:
    if not one.may_have(need.whose, need.is_closed):
        return Can.NOTHING
    if not matching.is_of_team(need, one):
        return Can.HELP
    return Can.FIT if matching.fits(need, one) else Can.TEAM


def is_there(need: Need, there, channel: str) -> bool:
    """Whether one of these is available who can help as it asks."""
    return any(one.is_available(channel) and can(need, one) == Can.FIT for one in there)


class Takers:
    """Who may take whom: colleagues who can do as much for each of the needs are one group."""

    def __init__(self, here, needs):
        self.needs = needs
        self.groups: dict[tuple[Can, ...], int] = {}
        for one in here:
            self.group(one)
        self.fitting = {need: sum(can(need, one) == Can.FIT for one in here) for need in needs}
        self.least = {need: max([Can.HELP, *(can(need, one) for one in here)]) for need in needs}

    def group(self, one) -> int:
        return self.number(can(need, one) for need in self.needs)

    def number(self, able) -> int:
        """The group of who is so `able` for each of the needs."""
        return self.groups.setdefault(tuple(able), len(self.groups))

    def may(self, need) -> tuple[int, ...]:
        """The groups that may take it: those who can do as much for it as anybody who is there."""
        place = self.needs.index(need)
        return tuple(group for able, group in self.groups.items() if able[place] >= self.least[need])

    def of(self, places) -> list[tuple[int, ...]]:
        may = {need: self.may(need) for need in self.needs}
        return [may[need] for need in places]

    def same_as(self, need) -> frozenset[Need]:
        """The needs that wait for some of the same colleagues."""
        mine = set(self.may(need))
        return frozenset(other for other in self.needs if other == need or not mine or not mine.isdisjoint(self.may(other)))
