"""How somebody who waits stands: their place, and how long it takes, as a range or honestly unknown."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.db.models import Avg, Count, F, Q
from django.utils import timezone

from . import availability
from .models import Turn

LATELY = timedelta(hours=4)  # help of so long ago tells nothing of today
ENOUGH = 5  # people helped, to say anything about how long it takes


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
    low, high = _range(turn.channel, ahead, availability.present(turn.channel, turn.team))
    return Standing(ahead + 1, low, high)


def now(channel: str, team=None) -> Wait:
    """How the line of this channel stands for who would join it now."""
    here, waiting = availability.present(channel, team), _line(channel, team and team.pk).count()
    low, high = _range(channel, waiting, here)
    return Wait(low, high, len(here), waiting)


def _line(channel, team_id):
    """Who waits for the same people: of this team, or of any."""
    line = Turn.objects.in_line().filter(channel=channel)
    return line if team_id is None else line.filter(Q(team_id=team_id) | Q(team_id=None))


def _range(channel, ahead, here) -> tuple[int | None, int | None]:
    """Minutes to wait behind `ahead` people: from half to twice what helping took lately; None without anything to go by."""
    if not here:
        return None, None
    if ahead < sum(one.room(channel) for one in here):
        return 0, 1
    since = timezone.now() - LATELY
    helped = Turn.objects.filter(channel=channel, state=Turn.State.LEFT, ended_at__gt=since, taken_at__isnull=False)
    found = helped.aggregate(took=Avg(F("ended_at") - F("taken_at")), number=Count("pk"))
    if found["number"] < ENOUGH:
        return None, None
    together = sum(one.capacity(channel) for one in here)
    expected = found["took"].total_seconds() / 60 * (ahead + 1) / together
    return int(expected / 2), max(ceil(expected * 2), 1)
