"""Now live: who waits for a human, whom I help, and for team leads who is there."""

from django.db.models import Count, Q
from django.shortcuts import render
from django.utils import timezone

from gehoor.conversations.models import Direction
from gehoor.core.live import topics
from gehoor.lines import availability, languages, wording
from gehoor.lines.kinds import DUTCH, KINDS
from gehoor.lines.models import MOST_AT_ONCE, Turn
from gehoor.staff.models import Employee, Team
from gehoor.staff.permissions import Capability
from gehoor.trust import read_log

from .. import rail
from ..access import shows
from . import bar

MOST = 100  # rows


@shows
def live(request):
    """The page."""
    links = rail.links(request.user, "live")
    read_log.note(request.user, "list")
    return render(request, "desk/lines/live.html", {**_lists(request.user), "rail": links, "most": MOST_AT_ONCE})


@shows
def lists(request):
    """Its lists alone, for live updates."""
    version = topics.version("lines")
    return render(request, "desk/lines/_lists.html", {**_lists(request.user), "version": version})


@shows
def top(request):
    """What stands at the top of every page, for live updates."""
    version = topics.version("lines")
    return render(request, "desk/lines/_top.html", {"line_bar": bar.shown(bar.alone(request.user)), "version": version})


def _lists(employee) -> dict:
    told = Turn.objects.visible_to(employee).select_related(
        "conversation__person", "conversation__team", "team", "offered_to", "taken_by", "prefers"
    ).annotate(times=Count("conversation__contacts", filter=Q(
        conversation__contacts__direction=Direction.IN, conversation__contacts__automatic="")))
    in_line = list(told.in_line()[:MOST])
    for turn in in_line:
        turn.kind, turn.waits_minutes = KINDS.get(turn.channel), int((timezone.now() - turn.joined_at).total_seconds() // 60)
        turn.told = wording.wait(turn.low, turn.high)
        turn.spoken = "" if turn.language == DUTCH else languages.name(turn.language)
    mine = list(told.filter(state=Turn.State.TAKEN, taken_by=employee).order_by("taken_at")[:MOST])
    for turn in mine:
        turn.kind = KINDS.get(turn.channel)
    sees_who = employee.may(Capability.OVERSEE)
    return {"in_line": in_line, "mine": mine, "sees_who": sees_who, "teams": _who_is_there(employee) if sees_who else []}


def _who_is_there(employee) -> list:
    """(team, who is there) for each team of this lead: name, and per channel its state and how full they are."""
    there = {one.employee: one for one in availability.there()}
    people = Employee.objects.filter(pk__in=there).order_by("first_name", "last_name")
    names = {one.pk: one for one in people}
    teams = Team.objects.filter(pk__in=employee.team_ids)
    return [(team, [_row(names[pk], there[pk]) for pk in names if team.pk in there[pk].teams]) for team in teams]


def _row(employee, one) -> tuple:
    """(employee, [(kind, state, helping, capacity)]); no times, and in order of names only."""
    return employee, [
        {"kind": kind, "state": one.states.get(key, "away"), "label": bar.label_of(one.states.get(key, "away")),
         "icon": bar.ICONS[one.states.get(key, "away")], "helping": one.helping.get(key, 0), "capacity": one.capacity(key)}
        for key, kind in KINDS.items()
    ]
