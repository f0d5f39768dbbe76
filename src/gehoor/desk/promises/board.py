"""The board of a team: what it promised, by day or by who is to do it. People stand by name; nobody is ranked (requirement F6)."""

from dataclasses import dataclass

from django.db.models import Count
from django.shortcuts import render
from django.utils.translation import gettext as _

from gehoor.core import prepared
from gehoor.promises import figures
from gehoor.promises.models import Promise
from gehoor.staff.models import Employee, Team
from gehoor.staff.permissions import Capability

from .. import rail
from ..access import shows
from ..paging import Shortened
from .lists import by_day, dressed

PAGE = 50
FEW = 12  # promises that stand open under their people without being unfolded
SOONEST = 100  # rows shown under all people together; who has more is a page of their own
NOBODY = 0  # chosen as a person: what is promised without a name


@dataclass(frozen=True, slots=True)
class Group:
    """What one colleague is to do, or the team without a name (`pk` 0): how many, and the soonest of these."""

    pk: int
    name: str
    number: int
    promises: list


@shows
def board(request):
    """What a team promised, or all teams the employee is in; of one of its people where that is asked."""
    teams = list(Team.objects.filter(pk__in=request.user.team_ids) if request.user.is_outsourced else Team.objects.all())
    team = next((one for one in teams if one.pk == _number(request.GET.get("team"))), None)
    people, sees_figures = list(_people(request.user, team)), request.user.may(Capability.OVERSEE)
    asked = _number(request.GET.get("person"))
    person = asked if asked in (NOBODY, *(one.pk for one in people)) else None
    in_groups = request.GET.get("by") == "person"
    return render(request, "desk/promises/board.html", {
        "teams": teams, "team": team, "person": person, "nobody": NOBODY, "in_groups": in_groups, "people": people,
        "page_query": f"&team={team.pk if team else ''}&person={'' if person is None else person}",
        "figures": figures.of_team(team) if team and sees_figures else [], "sees_figures": sees_figures, "few": figures.FEWEST,
        **(_grouped(request, team, person) if in_groups else _listed(request, team, person)),
        "rail": rail.links(request.user, "promises"),
    })


def _listed(request, team, person) -> dict:
    """By day; the SQL of the page is put together once for each employee's scope (decision 010)."""
    asked, nobody = _asked(team, person)
    page = Shortened(of_team(request.user, nobody=nobody, **asked), PAGE).get_page(request.GET.get("page"))
    start = (page.number - 1) * PAGE
    key = ("board", request.user.scope, nobody, *asked, start)
    page.object_list = dressed(
        prepared.rows(key, lambda **values: of_team(request.user, nobody=nobody, **values)[start:start + PAGE], **asked)
    )
    return {"page": page, "parts": by_day(page.object_list), "is_empty": not page.object_list}


def _grouped(request, team, person) -> dict:
    """By who is to do it: two queries, one that counts and one of the soonest."""
    asked, nobody = _asked(team, person)
    found = of_team(request.user, nobody=nobody, **asked)
    numbers = dict(found.order_by().values("owner").annotate(number=Count("pk")).values_list("owner", "number"))
    rows, names = {}, {one.pk: one for one in Employee.objects.filter(pk__in=numbers)}
    for row in dressed(found[:SOONEST]):
        rows.setdefault(row.owner_id, []).append(row)
    groups = [Group(pk or NOBODY, str(names.get(pk) or _("Anyone of the team")), number, rows.get(pk, []))
              for pk, number in numbers.items()]
    return {"groups": sorted(groups, key=lambda one: (one.pk == NOBODY, one.name.casefold())), "is_empty": not groups,
            "are_few": sum(numbers.values()) <= FEW}


def _asked(team, person) -> tuple[dict, bool]:
    """The parameters of `of_team`, and whether what has no name is asked."""
    return {name: pk for name, pk in (("team", team and team.pk), ("person", person)) if pk}, person == NOBODY


def of_team(employee, team=None, person=None, *, nobody=False):
    """What this team promised and is open, or every team of the employee's; or one of its people. The soonest first."""
    teams = {"team": team} if team else {"team__in": employee.team_ids}
    found = Promise.objects.visible_to(employee).open().filter(**teams)
    if person or nobody:
        found = found.filter(owner=None if nobody else person)
    return found.listed().order_by("due_at", "pk")


def _people(employee, team):
    """The members, by name."""
    teams = [team.pk] if team else employee.team_ids
    return Employee.objects.filter(teams__in=teams, is_active=True).distinct().order_by("first_name", "last_name")


def _number(text) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 19 else None
