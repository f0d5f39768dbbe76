"""Confidential conversations that nobody may read any more: who was named left, and the team has no lead."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from gehoor.staff.models import Employee
from gehoor.staff.permissions import CAPABILITIES, Capability

from . import confidentiality
from .models import Conversation, Grant

_HANDLING = [role for role, held in CAPABILITIES.items() if Capability.HANDLE in held]
_LEADING = [role for role, held in CAPABILITIES.items() if {Capability.HANDLE, Capability.OVERSEE} <= held]


def conversations():
    """They, the open ones first: the opposite of `visibility`, for all employees at once."""
    working = Employee.objects.filter(is_active=True, role__in=_HANDLING).order_by()
    memberships = Employee.teams.through.objects.order_by()
    member = Exists(memberships.filter(employee=OuterRef("assignee"), team=OuterRef("team")))
    outsourced = Exists(memberships.filter(employee=OuterRef("assignee"), team__is_outsourced=True))
    team_is_open_to_them = member | (~outsourced & (Q(team=None) | Q(team__is_closed=False)))
    has_it = Exists(working.filter(pk=OuterRef("assignee"))) & team_is_open_to_them
    leads = Exists(working.filter(role__in=_LEADING, teams=OuterRef("team")))
    named = Exists(Grant.objects.filter(conversation=OuterRef("pk"), until=None, employee__in=working))
    lost = Conversation.objects.filter(~(has_it | leads | named), is_confidential=True, joined_into=None)
    return lost.order_by("-is_open", "-last_contact_at", "-pk")


def readers():
    """Who can be named: whoever handles contacts."""
    return Employee.objects.filter(is_active=True, role__in=_HANDLING)


@transaction.atomic
def name(reference: str, employee, *, by) -> bool:
    """Let this colleague read one that is out of sight; False where there is none of this reference, or not any more."""
    Conversation.objects.held().filter(reference=reference).values_list("pk").first()
    found = conversations().filter(reference=reference).first()
    if found:
        confidentiality.name(found, employee, by=by)
    return found is not None
