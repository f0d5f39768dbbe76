"""How a line stands at this moment, for everyone in it at once: read from the database, estimated, and kept shortly."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from math import ceil
from statistics import median
from time import monotonic

from django.db.models import Exists, OuterRef
from django.utils import timezone

from gehoor.queues import routing as queues
from gehoor.staff.models import Team

from . import availability, estimate, matching
from .estimate import Line, Range, Server
from .handling import FEWEST, Handling, Talk
from .kinds import KINDS
from .matching import PATIENCE
from .models import Turn
from .takers import ANYBODY, Can, Need, Takers

SHORT = 20  # people: a line so short is looked at anew each time, for each of them matters
A_SECOND = 20  # people for whom the outlook of a longer one is kept a second: they ask all at once
KEPT = 15  # seconds at most: a wait is told in minutes
LONGEST = 2_500  # places that are estimated
WEEKS = timedelta(weeks=6)  # what is older tells nothing of today
NEWEST = 500  # turns that are looked at
LATELY = timedelta(hours=2)  # a colleague who helped since then may come back
REACTS = 60  # seconds: who took somebody later than that after an offer took another offer, or none
AGREED = 30.0  # seconds that what was learned is taken for true


@dataclass(frozen=True, slots=True)
class Outlook:
    """By need: how many employees are there for it, which needs wait for the same ones, and the waits behind how many."""

    present: dict[Need, int]
    same: dict[Need, frozenset[Need]]
    waits: dict[Need, tuple[list[int], list[Range | None]]]
    waiting: Counter[Need]

    def ahead(self, need: Need, waiting: Mapping[Need, int]) -> int:
        """How many of those who wait do so for the same employees."""
        return sum(number for other, number in waiting.items() if other in self.same[need])

    def behind(self, ahead: int, need: Need = ANYBODY) -> Range | None:
        """The wait behind so many people; None where it is honestly not known."""
        aheads, told = self.waits[need]
        return told[min(bisect_left(aheads, ahead), len(told) - 1)]


_kept: dict[str, tuple[float, Outlook]] = {}
_learned: dict[str, tuple[tuple, float, "_Learned"]] = {}


@dataclass(frozen=True)
class Seen:
    """What is asked of the database about every line at once: who is there, and the turns that are not over."""

    there: list
    current: list

    @classmethod
    def now(cls) -> "Seen":
        """Three queries."""
        return cls(availability.there(), list(Turn.objects.current().with_needs().order_by().values_list(
            *Need._fields, "state", "channel", "joined_at", "offered_to_id", "taken_by_id", "offered_at", "taken_at", "pk", named=True)))

    def present(self, channel) -> list:
        """Who is available on this channel: not who is busy, or has a break."""
        return [one for one in self.there if one.is_available(channel)]

    @cached_property
    def default_team(self):
        """Who would join now asks this team."""
        return queues.default_team()

    def waiting(self, channel) -> list:
        """Who waits on it, the longest waiting first."""
        waiting = [row for row in self.current if row.state in Turn.IN_LINE and row.channel == channel]
        return sorted(waiting, key=lambda row: (row.joined_at, row.pk))


def of(channel: str, needs: Collection[Need] = (), seen: Seen | None = None) -> Outlook:
    """Of a line, for who waits in it and who would with these `needs`. At most five queries, none where many wait and
    somebody just asked.

    Who asks of several lines hands over what was `seen` of all.
    """
    now = monotonic()
    if (kept := _kept.get(channel)) and now < kept[0] and kept[1].waits.keys() >= set(needs):
        return kept[1]
    found = _look(channel, needs, seen or Seen.now())
    if (waiting := found.waiting.total()) > SHORT:
        _kept[channel] = (now + min(waiting / A_SECOND, KEPT), found)
    return found


def _look(channel, needs, seen) -> Outlook:
    here, waiting, now = seen.present(channel), seen.waiting(channel), timezone.now()
    line = [Need.told(row) for row in waiting]
    asking = sorted({ANYBODY, *needs, *line}, key=repr)
    takers = Takers(here, asking)
    places = line[:LONGEST] + asking
    servers = [_server(one, channel, seen.current, now, takers.group(one)) for one in here]
    known = Line(servers, None, takers=takers.of(places), asking=len(asking))
    told = estimate.of_all(known, len(places))
    if here and None in told:
        learned = _learn(channel, seen.current, now)
        away = learned.others({one.employee for one in here}, KINDS[channel].capacity, takers)
        known = replace(known, handling=learned.handling, away=away, gives_up=learned.gives_up, reaction=learned.reaction)
        known = replace(known, takers=takers.of(places))  # colleagues who may come back made groups of their own
        told = estimate.of_all(known, len(places))
    return _by_need(takers, line, places, _held_back(told, places, takers, waiting, now))


def _held_back(told, places, takers, waiting, now) -> list[Range | None]:
    """Nobody of the team that they ask for is there: who else is free helps them, but not before `PATIENCE` is over."""
    held = []
    for number, (found, need) in enumerate(zip(told, places, strict=True)):
        if found and takers.least[need] < Can.TEAM:
            joined = waiting[number].joined_at if number < len(waiting) else now
            left = max(ceil((PATIENCE - (now - joined)).total_seconds() / 60), 0)
            found = Range(max(found.low, left), max(found.high, left))
        held.append(found)
    return held


def _by_need(takers, line, places, told) -> Outlook:
    same = {need: takers.same_as(need) for need in takers.needs}
    waits = {need: ([], []) for need in takers.needs}
    before: Counter[Need] = Counter()
    for number, (need, found) in enumerate(zip(places, told, strict=True)):
        if is_last := number >= len(places) - len(takers.needs):  # who would join now stands behind everybody
            before, found = Counter(line), None if len(line) > LONGEST else found
        aheads, ranges = waits[need]
        aheads.append(sum(before[other] for other in same[need]))
        ranges.append(found)
        before[need] += not is_last
    return Outlook(takers.fitting, same, waits, Counter(line))


def _server(one, channel, current, now, group) -> Server:
    """Who is offered to them still stands in the line; whom they help on another channel takes room here as well."""
    theirs = [row for row in current if row.taken_by_id == one.employee and row.taken_at]
    offered = [row for row in current if row.state == Turn.State.OFFERED and row.offered_to_id == one.employee]
    running = [_elapsed(row, now) for row in theirs if row.channel == channel]
    others = [_elapsed(row, now) for row in theirs + offered if row.channel != channel]
    capacity = one.capacity(channel)
    blocked = capacity - one.room(channel) - len(running) - sum(row.channel == channel for row in offered)
    if others and blocked > 0:
        running += [min(others)] * blocked
    return Server(capacity, tuple(running), group)


def _elapsed(row, now) -> float:
    return max((now - _began(row)).total_seconds(), 0.0)


def _began(row) -> datetime:
    """When an employee was first busy with it: from the offer on, where that is the one they took."""
    if row.taken_at is None:
        return row.offered_at
    offered = row.offered_at
    return offered if offered and 0 <= (row.taken_at - offered).total_seconds() <= REACTS else row.taken_at


@dataclass(frozen=True, slots=True)
class _Learned:
    """What the last weeks tell of a channel; `helped_lately` as (employee, team): our own people."""

    handling: Handling | None
    gives_up: float
    reaction: float
    helped_lately: frozenset[tuple[int, int | None]]

    def others(self, here: set[int], capacity: int, takers: "Takers") -> list[Server]:
        """Colleagues who helped lately and are not there now. Of their skills nothing is known: they are not counted on."""
        teams: dict[int, set] = {}
        for who, whose in self.helped_lately:
            if who not in here:
                teams.setdefault(who, set()).add(whose)
        return [Server(capacity, group=takers.number(_could(need, whose) for need in takers.needs)) for whose in teams.values()]


def _could(need, teams) -> Can:
    if need.is_closed:
        return Can.NOTHING
    if need.team_id and not {None, need.team_id} & teams:
        return Can.HELP
    return Can.TEAM if matching.asked(need) else Can.FIT


def _learn(channel, current, now) -> _Learned:
    """Kept until another turn ends or begins, or for half a minute."""
    ended = Turn.objects.filter(channel=channel, state=Turn.State.LEFT).order_by("-ended_at")
    running = [row for row in current if row.state == Turn.State.TAKEN and row.channel == channel]
    key = (ended.values_list("pk", flat=True).first(), *sorted(row.pk for row in running))
    known = _learned.get(channel)
    if known and known[0] == key and monotonic() - known[1] < AGREED:
        return known[2]
    hired = Exists(Team.objects.filter(is_outsourced=True, members=OuterRef("taken_by")))
    over = ended.filter(ended_at__gt=now - WEEKS).annotate(hired=hired).values_list(
        "joined_at", "offered_at", "taken_at", "ended_at", "taken_by_id", "team_id", "keeps_place", "aside_at", "hired", named=True)[:NEWEST]
    learned = _from(list(over), running, now)
    _learned[channel] = (key, monotonic(), learned)
    return learned


def _from(over, running, now) -> _Learned:
    helped = [row for row in over if row.taken_at]
    talks = [Talk((now - _began(row)).total_seconds(), (row.ended_at - _began(row)).total_seconds(), True) for row in helped]
    talks += [Talk(_elapsed(row, now), _elapsed(row, now), False) for row in running]
    reactions = [(row.taken_at - _began(row)).total_seconds() for row in helped]
    waited = [row for row in over if not row.keeps_place and not (row.aside_at and row.taken_at)]  # who was away meanwhile tells nothing
    seconds = sum(((row.taken_at or row.aside_at or row.ended_at) - row.joined_at).total_seconds() for row in waited)
    left = sum(row.taken_at is None for row in waited)
    return _Learned(
        Handling.of(talks), left / seconds if len(waited) >= FEWEST and seconds > 0 else 0.0,
        median(reactions) if reactions else 0.0,
        frozenset((row.taken_by_id, row.team_id) for row in helped if row.ended_at > now - LATELY and row.taken_by_id and not row.hired),
    )
