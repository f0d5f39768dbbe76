"""How somebody who waits stands: their place, and how long it takes, as a range or honestly unknown (decision 025)."""

from dataclasses import dataclass

from django.db.models import Count, Q

from gehoor.queues import routing as queues

from . import outlook, takers
from .kinds import DUTCH
from .models import Turn
from .takers import Need


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
    """How this turn stands now. Who is ahead of them waits for some of the same employees."""
    if not turn.is_in_line:
        return Standing(0, None, None)
    need = Need.of(turn)
    earlier = Q(joined_at__lt=turn.joined_at) | Q(joined_at=turn.joined_at, pk__lt=turn.pk)
    rows = Turn.objects.in_line().with_needs().filter(earlier, channel=turn.channel).order_by().values_list(*Need._fields)
    waiting = {Need(*asked): number for *asked, number in rows.annotate(number=Count("pk"))}
    found = outlook.of(turn.channel, {need, *waiting})
    ahead = found.ahead(need, waiting)
    told = found.behind(ahead, need)
    return Standing(ahead + 1, told and told.low, told and told.high)


def now(channel: str, team=None, seen: outlook.Seen | None = None, language: str = DUTCH) -> Wait:
    """How the line of this channel stands for who would join it now; `seen` as in `outlook.of`."""
    need = takers.newcomer(seen.default_team if seen else queues.default_team(), team, language)
    found = outlook.of(channel, {need}, seen)
    waiting = found.ahead(need, found.waiting)
    told = found.behind(waiting, need)
    return Wait(told and told.low, told and told.high, found.present[need], waiting)
