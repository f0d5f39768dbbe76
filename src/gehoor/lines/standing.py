"""How somebody who waits stands: their place, and how long it takes, as a range or honestly unknown (decision 025)."""

from dataclasses import dataclass

from django.db.models import Q

from . import outlook
from .models import Turn


@dataclass(frozen=True, slots=True)
class Standing:
    """Place of one turn, 1 is next and 0 is being helped; minutes to wait, None where unknown."""

    position: int
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Wait:
    """How it is for who would join now: minutes, how many employees are available, how many people wait."""

    low: int | None
    high: int | None
    present: int
    waiting: int


def of(turn) -> Standing:
    """How this turn stands now."""
    if not turn.is_in_line:
        return Standing(0, None, None)
    ahead = _line(turn.channel, turn.team_id).filter(
        Q(joined_at__lt=turn.joined_at) | Q(joined_at=turn.joined_at, pk__lt=turn.pk)
    ).count()
    told = outlook.of(turn.channel, turn.team).behind(ahead)
    return Standing(ahead + 1, told and told.low, told and told.high)


def now(channel: str, team=None, seen: outlook.Seen | None = None) -> Wait:
    """How the line of this channel stands for who would join it now; `seen` as in `outlook.of`."""
    found = outlook.of(channel, team, seen)
    told = found.behind(found.waiting)
    return Wait(told and told.low, told and told.high, found.present, found.waiting)


def _line(channel, team_id):
    """Who waits for the same people: of this team, or of any."""
    line = Turn.objects.in_line().filter(channel=channel)
    return line if team_id is None else line.filter(Q(team_id=team_id) | Q(team_id=None))
