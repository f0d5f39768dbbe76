"""How long a conversation out of a line takes: its shape from the last weeks, its pace from the last hours.

The shape is a Kaplan-Meier estimate, so that conversations still running count too: without them the long ones are
missed, and the wait is promised too short. The pace is how much slower or faster than usual it goes at this moment.
"""

from bisect import bisect, bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from math import exp, log, sqrt
from statistics import NormalDist

FEWEST = 12  # conversations that ended: of fewer nothing is to be said
HALF_LIFE = 10 * 86_400  # seconds: what is older weighs half for the shape
RECENT = 3 * 3_600  # seconds: conversations begun since then tell the pace
RECENT_HALF_LIFE = 45 * 60
SHORTEST = 5.0  # seconds: a shorter conversation is counted as this
PARTS = 100  # the shape is kept as so many equal steps of probability
TAIL = 2.0  # beyond the longest ever seen: a Pareto tail with this index
STEPS = [step / 10 for step in range(-10, 16)]  # logarithms of the paces that are weighed
PRIOR = 0.3  # standard deviation of the logarithm of the pace of a day
SURE = 0.6  # colleagues and questions differ, so a conversation tells less about the pace than one of many alike
STANDARD = NormalDist()


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation out of a line, counted from when somebody was asked to take it. In seconds."""

    began_ago: float
    lasted: float  # until it ended, else until now
    is_over: bool


@dataclass(frozen=True, slots=True)
class Handling:
    """How long conversations take; `shape` in seconds by equal steps of probability, `paces` cumulative weights."""

    shape: tuple[float, ...]
    paces: tuple[float, ...]

    @classmethod
    def of(cls, talks: Iterable[Talk]) -> "Handling | None":
        """None: too few of them have ended."""
        talks = list(talks)
        if sum(talk.is_over for talk in talks) < FEWEST:
            return None
        shape = _shape(talks)
        return cls(shape, _paces(shape, [talk for talk in talks if talk.began_ago <= RECENT]))

    def pace(self, random) -> float:
        """How much longer than usual conversations take now: drawn, for it is not known for sure."""
        step = STEPS[min(bisect(self.paces, random.random()), len(STEPS) - 1)]
        return exp(step + (random.random() - 0.5) / 10)

    def draw(self, random, pace: float) -> float:
        """How long one takes that begins now."""
        return pace * self._at(random.random())

    def left(self, random, pace: float, elapsed: float) -> float:
        """How long one goes on that has taken `elapsed` already."""
        reached = self._reached(elapsed / pace)
        if reached > 0.98:  # longer than nearly all: then it tends to go on in proportion
            return elapsed * ((1 - random.random()) ** (-1 / TAIL) - 1)
        return max(pace * self._at(reached + (1 - reached) * random.random()) - elapsed, 0)

    def _at(self, share: float) -> float:
        place, rest = divmod(share * PARTS, 1)
        low, high = self.shape[int(place)], self.shape[int(place) + 1]
        return low + (high - low) * rest

    def _reached(self, lasted: float) -> float:
        """Which share is over by then."""
        place = bisect(self.shape, lasted)
        if place in (0, len(self.shape)):
            return place / len(self.shape)
        low, high = self.shape[place - 1], self.shape[place]
        return (place - 1 + (lasted - low) / (high - low)) / PARTS


def _shape(talks: list[Talk]) -> tuple[float, ...]:
    """Kaplan-Meier, each weighed by its age; what no conversation has reached the end of is continued as a Pareto tail."""
    weighed = sorted((max(talk.lasted, SHORTEST), not talk.is_over, 2 ** (-talk.began_ago / HALF_LIFE)) for talk in talks)
    at_risk, alive = sum(weight for *_, weight in weighed), 1.0
    lasted, going_on = [weighed[0][0] * 0.8], [1.0]
    for length, is_running, weight in weighed:
        if not is_running:
            alive *= max(1 - weight / at_risk, 0)
            lasted.append(length)
            going_on.append(alive)
        at_risk = max(at_risk - weight, 1e-12)
    known = partial(_until, lasted=lasted, going_on=going_on, longest=weighed[-1][0])
    return tuple(known(1 - step / PARTS) for step in range(PARTS)) + (known(0.4 / PARTS),)


def _until(share: float, lasted: list[float], going_on: list[float], longest: float) -> float:
    """After how many seconds only this share still goes on."""
    place = bisect_left(going_on, -share, key=lambda alive: -alive)
    if place == len(going_on):
        return longest * sqrt(going_on[-1] / share)
    if place == 0:
        return lasted[0]
    low, high = lasted[place - 1], lasted[place]
    return low + (high - low) * (going_on[place - 1] - share) / (going_on[place - 1] - going_on[place])


def _paces(shape: tuple[float, ...], recent: list[Talk]) -> tuple[float, ...]:
    """How likely each pace is, by Bayes: conversations are log-normal enough for this (Brown and others, JASA 2005)."""
    logs = [log(max(length, SHORTEST)) for length in shape]
    usual = sum(logs) / len(logs)
    spread = max(sqrt(sum((each - usual) ** 2 for each in logs) / len(logs)), 0.3)
    likely = [-((step / PRIOR) ** 2) / 2 for step in STEPS]
    for talk in recent:
        weight = SURE * 2 ** (-talk.began_ago / RECENT_HALF_LIFE)
        reached = (log(max(talk.lasted, SHORTEST)) - usual) / spread
        tells = _ended if talk.is_over else _goes_on
        likely = [known + weight * tells(reached - step / spread) for known, step in zip(likely, STEPS, strict=True)]
    highest = max(likely)
    weights = list(accumulate(exp(each - highest) for each in likely))
    return tuple(weight / weights[-1] for weight in weights)


def _ended(off: float) -> float:
    return -off * off / 2


def _goes_on(off: float) -> float:
    """The floor is for what somebody forgot to close: it tells nothing about the pace."""
    return log(max(STANDARD.cdf(-off), 0.02))
