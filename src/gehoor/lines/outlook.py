"""How a line stands at this moment, for everyone in it at once: read from the database, estimated, and kept shortly."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from time import monotonic

from django.utils import timezone

from . import availability, estimate
from .estimate import Line, Range, Server
from .handling import FEWEST, Handling, Talk
from .kinds import KINDS
from .models import Turn

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
    """How many employees are there, how many people wait, and the wait behind none of them, behind one, and so on."""

    present: int
    waiting: int
    waits: list[Range | None]

    def behind(self, ahead: int) -> Range | None:
        """The wait behind so many people; None where it is honestly not known."""
        return self.waits[ahead] if ahead < len(self.waits) else None


_kept: dict[tuple[str, int | None], tuple[float, Outlook]] = {}
_learned: dict[str, tuple[tuple, float, "_Learned"]] = {}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is asked of the database about every line at once: who is there, and the turns that are not over."""

    there: list
    current: list

    @classmethod
    def now(cls) -> "Seen":
        """Three queries."""
        return cls(availability.there(), list(Turn.objects.current().order_by().values_list(
            "state", "channel", "team_id", "offered_to_id", "taken_by_id", "offered_at", "taken_at", "pk", named=True)))

    def present(self, channel, team) -> list:
        """Who is available for this line."""
        return [one for one in self.there if one.is_available(channel) and (team is None or team.pk in one.teams)]


def of(channel: str, team=None, seen: Seen | None = None) -> Outlook:
    """Of the line for this team (None: any). At most five queries, none where many wait and somebody just asked.

    Who asks of several lines hands over what was `seen` of all.
    """
    key, now = (channel, team and team.pk), monotonic()
    if (kept := _kept.get(key)) and now < kept[0]:
        return kept[1]
    found = _look(channel, team, seen or Seen.now())
    if found.waiting > SHORT:
        _kept[key] = (now + min(found.waiting / A_SECOND, KEPT), found)
    return found


def _look(channel, team, seen) -> Outlook:
    here, current = seen.present(channel, team), seen.current
    waiting = sum(row.state in Turn.IN_LINE and row.channel == channel and _same_line(row, team) for row in current)
    number = min(waiting + 1, LONGEST)
    now = timezone.now()
    servers = [_server(one, channel, current, now) for one in here]
    if not here or sum(server.free for server in servers) >= number:
        return Outlook(len(here), waiting, estimate.of_all(Line(servers, None), number))
    learned = _learn(channel, current, now)
    away = learned.rooms_of_others({one.employee for one in here}, team, KINDS[channel].capacity)
    line = Line(servers, learned.handling, away, learned.gives_up, learned.reaction)
    return Outlook(len(here), waiting, estimate.of_all(line, number))


def _same_line(row, team) -> bool:
    return team is None or row.team_id in (None, team.pk)


def _server(one, channel, current, now) -> Server:
    """Who is offered to them still stands in the line; whom they help on another channel takes room here as well."""
    theirs = [row for row in current if row.taken_by_id == one.employee and row.taken_at]
    offered = [row for row in current if row.state == Turn.State.OFFERED and row.offered_to_id == one.employee]
    running = [_elapsed(row, now) for row in theirs if row.channel == channel]
    others = [_elapsed(row, now) for row in theirs + offered if row.channel != channel]
    capacity = one.capacity(channel)
    blocked = capacity - one.room(channel) - len(running) - sum(row.channel == channel for row in offered)
    if others and blocked > 0:
        running += [min(others)] * blocked
    return Server(capacity, tuple(running))


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
    """What the last weeks tell of a channel; `helped_lately` as (employee, team)."""

    handling: Handling | None
    gives_up: float
    reaction: float
    helped_lately: frozenset[tuple[int, int | None]]

    def rooms_of_others(self, here: set[int], team, capacity: int) -> list[int]:
        """The room of colleagues who helped lately and are not there now."""
        of_line = {who for who, whose in self.helped_lately if team is None or whose in (None, team.pk)}
        return [capacity for _who in of_line - here]


def _learn(channel, current, now) -> _Learned:
    """Kept until another turn ends or begins, or for half a minute."""
    ended = Turn.objects.filter(channel=channel, state=Turn.State.LEFT).order_by("-ended_at")
    running = [row for row in current if row.state == Turn.State.TAKEN and row.channel == channel]
    key = (ended.values_list("pk", flat=True).first(), *sorted(row.pk for row in running))
    known = _learned.get(channel)
    if known and known[0] == key and monotonic() - known[1] < AGREED:
        return known[2]
    over = ended.filter(ended_at__gt=now - WEEKS).values_list(
        "joined_at", "offered_at", "taken_at", "ended_at", "taken_by_id", "team_id", "keeps_place", named=True)[:NEWEST]
    learned = _from(list(over), running, now)
    _learned[channel] = (key, monotonic(), learned)
    return learned


def _from(over, running, now) -> _Learned:
    helped = [row for row in over if row.taken_at]
    talks = [Talk((now - _began(row)).total_seconds(), (row.ended_at - _began(row)).total_seconds(), True) for row in helped]
    talks += [Talk(_elapsed(row, now), _elapsed(row, now), False) for row in running]
    reactions = [(row.taken_at - _began(row)).total_seconds() for row in helped]
    waited = [row for row in over if not row.keeps_place]
    seconds = sum(((row.taken_at or row.ended_at) - row.joined_at).total_seconds() for row in waited)
    left = sum(row.taken_at is None for row in waited)
    return _Learned(
        Handling.of(talks), left / seconds if len(waited) >= FEWEST and seconds > 0 else 0.0,
        median(reactions) if reactions else 0.0,
        frozenset((row.taken_by_id, row.team_id) for row in helped if row.ended_at > now - LATELY and row.taken_by_id),
    )
