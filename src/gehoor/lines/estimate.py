"""How long somebody in a line will wait, as a range: the next hours are played out many times, from what is known now.

Who comes later stands behind, so arrivals do not lengthen a wait; conversations, colleagues and patience do. What is
played out: how long each conversation goes on, at the pace of today; colleagues who stop or come back unannounced;
people ahead who give up. Nothing here reads a database. Decision 025 tells why so, with figures.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heapreplace
from random import Random

from .handling import Handling

LOW, HIGH = 0.1, 0.9  # quantiles: of the waits as they are played out, so much lies below and above
RUNS = (60, 160)
WORK = 12_000  # turns played out together: a long line needs fewer runs, for much evens out in it
STAYS = 3 * 3_600  # seconds: how long a colleague goes on taking people before a break or the end of a shift
BREAK = 40 * 60  # seconds: how long a colleague is away
LONGEST = 4 * 3_600  # seconds: more is not told
STEPS = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 35, 40, 45, 50, 60, 75, 90, 105, 120, 150, 180, 240]  # minutes


@dataclass(frozen=True, slots=True)
class Range:
    """Minutes, whole: between so few and so many."""

    low: int
    high: int

    def holds(self, seconds: float) -> bool:
        """Whether a wait of so many seconds was as told."""
        return self.low * 60 <= seconds <= self.high * 60


@dataclass(frozen=True, slots=True)
class Server:
    """An employee who takes people from the line: how many at once, and how long each now goes on (seconds).

    Colleagues of one `group` may take the same people.
    """

    room: int
    running: tuple[float, ...] = ()
    group: int = 0

    @property
    def free(self) -> int:
        return max(self.room - len(self.running), 0)


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of a line at this moment.

    `away` are colleagues who were here lately and are not now; `gives_up` the share of those waiting that leaves in a
    second; `reaction` how many seconds it takes to accept somebody who is offered. `takers` tells of each place which
    groups of colleagues may take it (empty: the first group all); the last `asking` of them only ask, and take no place.
    """

    servers: Sequence[Server]
    handling: Handling | None
    away: Sequence[Server] = ()
    gives_up: float = 0.0
    reaction: float = 0.0
    takers: Sequence[tuple[int, ...]] = ()
    asking: int = 0

    def groups(self, place: int) -> tuple[int, ...]:
        return self.takers[place] if self.takers else (0,)


def expect(line: Line, ahead: int, seed: int = 0) -> Range | None:
    """The wait of somebody with so many ahead; None where that is honestly not known."""
    return of_all(line, ahead + 1, seed)[ahead]


def of_all(line: Line, number: int, seed: int = 0) -> list[Range | None]:
    """The wait of each of the first `number` in the line, in one go. The same question always gets the same answer."""
    found: list[Range | None] = [None] * number
    for place in (at_once := _at_once(line, number)):
        found[place] = _range([line.reaction])
    if len(at_once) == number or line.handling is None:
        return found
    here = {server.group for server in line.servers if server.room}
    behind = [place for place in range(number) if place not in at_once and not here.isdisjoint(line.groups(place))]
    if behind:
        random, runs = Random(seed), min(max(WORK // number, RUNS[0]), RUNS[1])
        played = [_played(random, line, number) for _ in range(runs)]
        for place in behind:
            found[place] = _range([waits[place] + line.reaction for waits in played])
    return found


def _at_once(line: Line, number: int) -> set[int]:
    """The places for which somebody who may take them is free."""
    free = Counter()
    for server in line.servers:
        free[server.group] += server.free
    found = set()
    for place in range(number):
        if not any(free.values()):
            break
        group = max(line.groups(place), key=free.__getitem__, default=None)
        if free[group]:
            found.add(place)
            free[group] -= place < number - line.asking
    return found


def _played(random: Random, line: Line, number: int) -> list[float]:
    """When each of them is taken, in seconds from now, as it might go: whoever may take it and is free first does."""
    pace = line.handling.pace(random)
    free, stops = _places(random, line, pace)
    waits = []
    while len(waits) < number:
        groups = line.groups(len(waits))
        first = free[groups[0]] if len(groups) == 1 else min((free[group] for group in groups if free[group]), default=[])
        if not first or first[0][0] > LONGEST:
            waits.append(LONGEST)
            continue
        at, server = first[0]
        if at > stops[server]:
            back = max(at, stops[server] + random.expovariate(1 / BREAK))
            stops[server] = back + random.expovariate(1 / STAYS)
            heapreplace(first, (back, server))
            continue
        stayed = not line.gives_up or random.expovariate(line.gives_up) > at
        if stayed and len(waits) < number - line.asking:
            heapreplace(first, (at + line.handling.draw(random, pace), server))
        waits.append(at)
    return waits


def _places(random, line, pace) -> tuple[dict[int, list[tuple[float, int]]], list[float]]:
    """By group when each place is free for the next, with whose it is; and until when each goes on."""
    free, stops = defaultdict(list), []
    for number, server in enumerate(line.servers):
        ends = sorted(line.handling.left(random, pace, elapsed) for elapsed in server.running)
        places = [0.0] * server.free + ends[max(len(ends) - server.room, 0):]
        free[server.group] += [(end, number) for end in places]
        stops.append(random.expovariate(1 / STAYS))
    for server in line.away:
        back = random.expovariate(1 / BREAK)
        stops.append(back + random.expovariate(1 / STAYS))
        free[server.group] += [(back, len(stops) - 1)] * server.room
    for places in free.values():
        heapify(places)
    return free, stops


def _range(waits: list[float]) -> Range | None:
    """Rounded outward to numbers people use; None where it may be anything."""
    waits.sort()
    low, high = (waits[round(share * (len(waits) - 1))] / 60 for share in (LOW, HIGH))
    if high >= STEPS[-1]:
        return None
    return Range(max(step for step in STEPS if step <= low), max(min(step for step in STEPS if step >= high), 1))
