"""What is promised for when: the list of one employee, and the board of a team. No ranking of people anywhere."""

from datetime import timedelta
from itertools import groupby

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.core import prepared
from gehoor.promises import figures
from gehoor.promises.models import Promise
from gehoor.staff.models import Employee, Team
from gehoor.staff.permissions import Capability

from .. import rail
from ..access import shows
from ..paging import Shortened
from .facts import UNDO

MOST = 100  # rows of one's own list
PAGE = 50
SHOWN = 3  # above the work list


@shows
def mine(request):
    """What I promised, and what my teams promised without a name: too late, today, later; and what I just kept."""
    rows = _dressed(prepared.rows(("my promises", request.user.scope), lambda: of_employee(request.user)[: MOST + 1]))
    kept = Promise.objects.visible_to(request.user).filter(
        state=Promise.State.KEPT, ended_by=request.user, ended_at__gt=timezone.now() - UNDO
    )
    return render(request, "desk/promises/mine.html", {
        "parts": _by_day(rows[:MOST]), "has_more": len(rows) > MOST, "kept": _dressed(kept.listed().order_by("-ended_at")[:20]),
        "rail": rail.links(request.user, "promises"),
    })


def of_employee(employee):
    """What is theirs to do, the soonest first."""
    return Promise.objects.visible_to(employee).of(employee).listed().order_by("due_at", "pk")


def breaking(employee):
    """What is about to break, or broke, and is this employee's to mind: shown above the work list."""
    found = Promise.objects.visible_to(employee).to_mind(employee)
    return found.listed().order_by("due_at", "pk")[:SHOWN]


def _dressed(rows) -> list:
    """With `drawn_once`: everything the drawing of a row depends on, so that it is drawn once a day and language."""
    rows = list(rows)
    for row in rows:
        told = row.conversation
        row.drawn_once = (
            row.pk, row.kind, row.what, row.number, row.state, row.tries, row.from_at, row.due_at, row.is_overdue,
            bool(row.owner_warned_at), str(row.owner or ""), str(row.team or ""), str(told), str(told.person),
            told.reference, told.is_confidential, timezone.localdate(),
        )
    return rows


def _by_day(rows) -> list:
    """(heading, whether it is too late, promises) in order of time."""
    return [(_heading(day), day is None, list(found)) for day, found in groupby(rows, key=_day)]


def _day(promise):
    return None if promise.is_overdue else timezone.localtime(promise.due_at).date()


def _heading(day):
    today = timezone.localdate()
    if day is None:
        return _("Too late")
    named = {today: _("Today"), today + timedelta(days=1): _("Tomorrow")}
    return named.get(day, day)


@shows
def board(request):
    """What a team promised, or all teams the employee is in, by day; of one of its people where that is asked."""
    teams = list(Team.objects.filter(pk__in=request.user.team_ids) if request.user.is_outsourced else Team.objects.all())
    team = _chosen(request, teams)
    people, sees_figures = list(_people(request.user, team)), request.user.may(Capability.OVERSEE)
    person = next((one.pk for one in people if one.pk == _number(request.GET.get("person"))), None)
    page = _page(request, team, person)
    return render(request, "desk/promises/board.html", {
        "teams": teams, "team": team, "person": person, "page": page, "parts": _by_day(page.object_list),
        "page_query": f"&team={team.pk if team else ''}&person={person or ''}", "people": people,
        "figures": figures.of_team(team) if team and sees_figures else [], "sees_figures": sees_figures, "few": figures.FEWEST,
        "rail": rail.links(request.user, "promises"),
    })


def _page(request, team, person):
    """The page that is asked for; its SQL is put together once for each employee's scope (decision 010)."""
    asked = {name: pk for name, pk in (("team", team and team.pk), ("person", person)) if pk}
    page = Shortened(of_team(request.user, **asked), PAGE).get_page(request.GET.get("page"))
    start = (page.number - 1) * PAGE
    key = ("board", request.user.scope, *asked, start)
    page.object_list = _dressed(
        prepared.rows(key, lambda **values: of_team(request.user, **values)[start:start + PAGE], **asked)
    )
    return page


def of_team(employee, team=None, person=None):
    """What this team promised and is open, or every team of the employee's; or one of its people. The soonest first."""
    teams = {"team": team} if team else {"team__in": employee.team_ids}
    found = Promise.objects.visible_to(employee).open().filter(**teams)
    found = found.filter(owner=person) if person else found
    return found.listed().order_by("due_at", "pk")


def _people(employee, team):
    """The members, by name."""
    teams = [team.pk] if team else employee.team_ids
    return Employee.objects.filter(teams__in=teams, is_active=True).distinct().order_by("first_name", "last_name")


def _chosen(request, teams):
    asked = _number(request.GET.get("team"))
    return next((team for team in teams if team.pk == asked), None)


def _number(text) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 19 else None
