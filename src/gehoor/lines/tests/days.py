"""Days at a contact centre played out with a truth that the estimate does not know, to check it against.

Conversations here are a mixture of short and long questions (not what `lines.handling` assumes), longer the more an
employee has at once, and colleagues differ in speed. Times are seconds since the opening.
"""

from collections import deque
from dataclasses import dataclass, field
from heapq import heappop, heappush
from random import Random

from ..estimate import Line, Range, Server, expect
from ..handling import Handling, Talk

HOUR = 3_600
CLOSES = 8 * HOUR
DAY = 86_400
PATIENCE = 30 * 60
LATELY = 2 * HOUR  # a colleague who was here so lately may come back


@dataclass(frozen=True)
class Day:
    """A kind of day: people an hour in each of its eight hours, who works when, and how slowly it goes."""

    arrivals: tuple[float, ...]
    shifts: tuple[tuple[float, float], ...]  # hours
    room: int = 2
    pace: float = 1.0


ALL = (0, 8)
DAYS = {
    "quiet": Day((7, 9, 10, 9, 8, 9, 8, 6), (ALL,)),
    "peak": Day((22, 58, 56, 34, 20, 46, 38, 14), (ALL, ALL, ALL, ALL)),
    "leaving": Day((34, 44, 46, 40, 32, 26, 24, 12), (ALL, ALL, (0, 3.5), (0, 4))),
    "lunch": Day((34, 44, 46, 48, 46, 40, 34, 14), (ALL, (0, 3.5), (4.25, 8), (0, 4.2), (5, 8), ALL)),
    "slow": Day((22, 36, 38, 34, 28, 34, 26, 10), (ALL, ALL, ALL, ALL), pace=1.6),
}
USUAL = Day((20, 34, 32, 28, 24, 30, 24, 12), (ALL, ALL, ALL, ALL))


@dataclass
class Colleague:
    here: list[tuple[float, float]]
    speed: float
    running: dict[int, float] = field(default_factory=dict)  # person: since

    def works(self, at) -> bool:
        return any(begin * HOUR <= at < end * HOUR for begin, end in self.here)

    def was_here(self, at) -> bool:
        return any(begin * HOUR < at and end * HOUR > at - LATELY for begin, end in self.here)


@dataclass
class Person:
    """Somebody who joined the line: what they were told, and how long it took (None: left before)."""

    joined: float
    patience: float
    told: Range | None = None
    ahead: int = 0
    at_once: bool = False  # somebody was free
    waited: float | None = None


class Office:
    """One day, played out event by event; `people` tells what became of each."""

    def __init__(self, day: Day, seed: int, before: list[Talk] = ()):
        self.day, self.random, self.before = day, Random(seed), list(before)
        self.colleagues = [Colleague([shift], self.random.uniform(0.8, 1.25)) for shift in day.shifts]
        self.people: list[Person] = []
        self.talks: list[list[float]] = []  # [began, ended or None]
        self.line: deque[int] = deque()
        self.events: list[tuple] = []
        self.handling, self.handling_until = None, -1.0

    def play(self) -> "Office":
        at = 0.0
        while (at := at + self.random.expovariate(max(self.day.arrivals) / HOUR)) < CLOSES:
            if self.random.random() < self.day.arrivals[int(at // HOUR)] / max(self.day.arrivals):
                heappush(self.events, (at, "arrives", 0, 0))
        for _begin, end in self.day.shifts:
            heappush(self.events, (end * HOUR, "shift", 0, 0))
        for begin, _end in self.day.shifts:
            heappush(self.events, (begin * HOUR, "shift", 0, 0))
        while self.events:
            at, what, number, whose = heappop(self.events)
            getattr(self, f"_{what}")(at, number, whose)
            self._serve(at)
        return self

    def _arrives(self, at, *_):
        person = Person(at, self.random.expovariate(1 / PATIENCE))
        self._give_up(at)
        person.ahead = len(self.line)
        person.at_once = not self.line and any(self._has_room(each, at) for each in self.colleagues)
        if self.before and not person.at_once:
            person.told = expect(self._seen(at), person.ahead, seed=len(self.people))
        self.people.append(person)
        self.line.append(len(self.people) - 1)

    def _shift(self, *_):
        """Somebody comes or goes."""

    def _ends(self, at, number, whose):
        self.talks[number][1] = at
        self.colleagues[whose].running.pop(number)

    def _serve(self, at):
        self._give_up(at)
        while self.line:
            able = [number for number, each in enumerate(self.colleagues) if self._has_room(each, at)]
            if not able:
                return
            whose = min(able, key=lambda number: len(self.colleagues[number].running))
            self._take(at, self.line.popleft(), whose)

    def _take(self, at, who, whose):
        colleague, reaction = self.colleagues[whose], self.random.uniform(4, 25)
        self.people[who].waited = at + reaction - self.people[who].joined
        shape, mean = (1.6, 4.5 * 60) if self.random.random() < 0.65 else (2.5, 13 * 60)
        lasts = self.random.gammavariate(shape, mean / shape) * self.day.pace * colleague.speed
        lasts *= 1 + 0.15 * len(colleague.running)
        colleague.running[len(self.talks)] = at
        heappush(self.events, (at + reaction + lasts, "ends", len(self.talks), whose))
        self.talks.append([at, None])

    def _give_up(self, at):
        self.line = deque(who for who in self.line if self.people[who].joined + self.people[who].patience > at)

    def _has_room(self, colleague, at) -> bool:
        return colleague.works(at) and len(colleague.running) < self.day.room

    def _seen(self, at) -> Line:
        """What the house knows at this moment."""
        here = [each for each in self.colleagues if each.works(at)]
        away = [Server(self.day.room) for each in self.colleagues if each.was_here(at) and not each.works(at)]
        servers = [Server(self.day.room, tuple(at - since for since in each.running.values())) for each in here]
        if at > self.handling_until:
            self.handling, self.handling_until = Handling.of(self.before + self.as_talks(at)), at + 60
        return Line(servers, self.handling, away, gives_up=1 / PATIENCE / 1.2, reaction=12)

    def as_talks(self, at=CLOSES, days_ago=0) -> list[Talk]:
        ended = [(began, min(end or at, at), end is not None and end <= at) for began, end in self.talks if began <= at]
        return [Talk(at - began + days_ago * DAY, end - began, over) for began, end, over in ended]


def before(seed: int) -> list[Talk]:
    """What the house remembers of working days before."""
    return [talk for ago in (1, 3) for talk in Office(USUAL, seed * 100 + ago).play().as_talks(2 * CLOSES, ago)]


def checked(people) -> tuple[list[bool], list[int], int]:
    """(whether each wait was as told, widths of the ranges in minutes, how many were told that it is not known).

    Who left is counted only where they waited longer than told: whether they would have waited less nobody knows.
    """
    known = [person for person in people if person.told]
    hits = [person.told.holds(person.waited) for person in known if person.waited is not None]
    hits += [False for person in known if person.waited is None and person.patience > person.told.high * 60]
    return hits, [person.told.high - person.told.low for person in known], len(people) - len(known)
