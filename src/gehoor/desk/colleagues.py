"""Whom a conversation can be handed to: teams, and the colleagues in them who may see it."""

from dataclasses import dataclass, field

from gehoor.core import prepared
from gehoor.staff.models import Employee, Team
from gehoor.staff.permissions import CAPABILITIES, Capability, Role

HANDLING = [role for role in Role if Capability.HANDLE in CAPABILITIES[role]]


@dataclass(slots=True)
class TeamWithMembers:
    pk: int
    name: str
    is_closed: bool
    is_outsourced: bool
    members: list[Employee] = field(default_factory=list)


def by_team() -> list[TeamWithMembers]:
    """All teams with the members who handle contacts; one query."""
    teams: dict[int, TeamWithMembers] = {}
    for pk, name, is_closed, is_outsourced, *fields in prepared.rows(("teams with members",), _with_members):
        team = teams.setdefault(pk, TeamWithMembers(pk, name, is_closed, is_outsourced))
        member, first, last, username, role, is_active = fields
        if member and is_active and role in HANDLING:
            team.members.append(Employee(pk=member, first_name=first, last_name=last, username=username, role=role))
    return list(teams.values())


def drawn_on(teams) -> tuple:
    """Everything that a list of these teams and their members depends on, so that it is drawn once."""
    return tuple(
        (team.pk, team.name, team.is_closed, *((member.pk, str(member)) for member in team.members)) for team in teams
    )


def _with_members():
    person = [f"members__{name}" for name in ("pk", "first_name", "last_name", "username", "role", "is_active")]
    rows = Team.objects.order_by("name", "members__first_name", "members__last_name")
    return rows.values_list("pk", "name", "is_closed", "is_outsourced", *person)
