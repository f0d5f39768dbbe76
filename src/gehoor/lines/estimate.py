"""How long somebody in a line will wait, as a range: the next hours are played out many times, from what is known now.

Who comes later stands behind, so arrivals do not lengthen a wait; conversations, colleagues and patience do. What is
played out: how long each conversation goes on, at the pace of today; colleagues who stop or come back unannounced;
people ahead who give up. Nothing here reads a database. Decision 025 tells why so, with figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappush, heapreplace
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
    """An employee who takes people from the line: how many at once, and how long each now goes on (seconds)."""

    room: int
    running: tuple[float, ...] = ()

    @property
    def free(self) -> int:
        return max(self.room - len(self.running), 0)


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of a line at this moment.

    `away` is the room of each colleague who was here lately and is not now; `gives_up` the share of those waiting that
    leaves in a second; `reaction` how many seconds it takes to accept somebody who is offered.
    """

    servers: Sequence[Server]
    handling: Handling | None
    away: Sequence[int] = ()
    gives_up: float = 0.0
    reaction: float = 0.0


def expect(line: Line, ahead: int, seed: int = 0) -> Range | None:
    """The wait of somebody with so many ahead; None where that is honestly not known."""
    return of_all(line, ahead + 1, seed)[ahead]


def of_all(line: Line, number: int, seed: int = 0) -> list[Range | None]:
    """The wait of each of the first `number` in the line, in one go. The same question always gets the same answer."""
    free = sum(server.free for server in line.servers)
    at_once = [_range([line.reaction])] * min(free, number)
    rest = number - len(at_once)
    if not rest or line.handling is None or not any(server.room for server in line.servers):
        return at_once + [None] * rest
    random = Random(seed)
    runs = min(max(WORK // number, RUNS[0]), RUNS[1])
    played = [_played(random, line, number) for _ in range(runs)]
    behind = [_range([waits[place] + line.reaction for waits in played]) for place in range(len(at_once), number)]
    return at_once + behind


def _played(random: Random, line: Line, number: int) -> list[float]:
    """When each of them is taken, in seconds from now, as it might go."""
    pace = line.handling.pace(random)
    free, stops = _places(random, line, pace)
    waits = []
    while len(waits) < number:
        at, server = free[0]
        if at > stops[server]:
            back = max(at, stops[server] + random.expovariate(1 / BREAK))
            stops[server] = back + random.expovariate(1 / STAYS)
            heapreplace(free, (back, server))
            continue
        waits.append(min(at, LONGEST))
        if at > LONGEST:
            return waits + [LONGEST] * (number - len(waits))
        stayed = not line.gives_up or random.expovariate(line.gives_up) > at
        if stayed:
            heapreplace(free, (at + line.handling.draw(random, pace), server))
    return waits


def _places(random, line, pace) -> tuple[list[tuple[float, int]], list[float]]:
    """When each place is free for the next, with whose it is; and until when each goes on."""
    free, stops = [], []
    for number, server in enumerate(line.servers):
        ends = sorted(line.handling.left(random, pace, elapsed) for elapsed in server.running)
        places = [0.0] * server.free + ends[max(len(ends) - server.room, 0):]
        free += [(end, number) for end in places]
        stops.append(random.expovariate(1 / STAYS))
    heapify(free)
    for room in line.away:
        back = random.expovariate(1 / BREAK)
        stops.append(back + random.expovariate(1 / STAYS))
        for _ in range(room):
            heappush(free, (back, len(stops) - 1))
    return free, stops


def _range(waits: list[float]) -> Range | None:
    """Rounded outward to numbers people use; None where it may be anything."""
    waits.sort()
    low, high = (waits[round(share * (len(waits) - 1))] / 60 for share in (LOW, HIGH))
    if high >= STEPS[-1]:
        return None
    return Range(max(step for step in STEPS if step <= low), max(min(step for step in STEPS if step >= high), 1))
