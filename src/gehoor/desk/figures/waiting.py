"""For team leads: whether people waited in a line as long as they were told, by week and line."""

from dataclasses import dataclass
from datetime import date

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gehoor.lines import as_told
from gehoor.lines.kinds import KINDS
from gehoor.staff.guard import requires
from gehoor.staff.models import Team
from gehoor.staff.permissions import Capability

from .. import rail

WEEKS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One column: a channel, and the team people waited for (empty: any)."""

    title: str
    team: str


@requires(Capability.OVERSEE)
@require_GET
def show(request):
    """A table of shares for the lines of this lead's teams and those for anyone; no employees, and nothing about a few."""
    mine = {team.pk: team.name for team in Team.objects.filter(pk__in=request.user.team_ids)}
    found = as_told.by_week(WEEKS)
    keys = {key for lines in found.values() for key in lines if key[1] is None or key[1] in mine}
    columns = sorted(keys, key=lambda key: (list(KINDS).index(key[0]), mine.get(key[1], "")))
    return render(request, "desk/figures/waiting.html", {
        "lines": [Line(KINDS[channel].title, mine.get(team, _("every team"))) for channel, team in columns],
        "weeks": _weeks(found, columns), "fewest": as_told.FEWEST, "rail": rail.links(request.user, "in_time"),
    })


def _weeks(found, columns) -> list[tuple[date, list[as_told.Share | None]]]:
    shares = ((week, [lines.get(key) for key in columns]) for week, lines in found.items())
    return [(week, row) for week, row in shares if any(row)]
