"""Who may read which conversation: the one set of rules, behind `Conversation.objects.visible_to`.

1. By team. In-house colleagues see every team that is not closed, and what no team has; a closed team is for its
   members. Whoever is in an outsourced team sees their own teams only.
2. Confidential narrows that to who has it, and the team leads of its team.
3. A `Grant` opens one conversation to one employee in spite of both: somebody who was named on a confidential one, or
   who broke the glass, for as long as that lasts.

It must stay cheap at a million conversations. So there is no join: teams are few, and which of them somebody may see is
one subquery over them that runs once a query; grants are a handful a person, found by the index `grants_of_employee`,
and become a hashed set. Neither keeps PostgreSQL from walking the index that the page asks for, `queue_of_team` and its
like, and the rule is a filter on what comes from there. Times are the database's own (`Now`), since the work list keeps
the SQL and asks it again later.
"""

from django.db.models import Exists, Q
from django.db.models.functions import Now

from gehoor.staff.models import Employee, Team
from gehoor.staff.permissions import CAPABILITIES, Capability
from gehoor.trust.models import TrustSettings


def seen_by(employee) -> Q:
    """The condition on `Conversation` for this employee, who is known to handle contacts."""
    from .models.access import Grant

    granted = Grant.objects.filter(employee=employee.pk).filter(Q(until__isnull=True) | Q(until__gt=Now()))
    return _by_rule(employee) | Q(pk__in=granted.values("conversation_id"))


def kept_by(employee) -> Q:
    """The same without what is open for a while only: who broke the glass may not hand it to themselves."""
    from .models.access import Grant

    named = Grant.objects.filter(employee=employee.pk, until__isnull=True)
    return _by_rule(employee) | Q(pk__in=named.values("conversation_id"))


def glimpsed_by(employee) -> Q:
    """What an outsourced colleague may know of a person's other questions: the subject and how it stands.

    Nothing, unless the organisation says so; never of closed teams or what is confidential.
    """
    decided = Exists(TrustSettings.objects.filter(outsourced_see_status=True))
    return Q(decided, is_confidential=False, team__is_closed=False)


def _by_rule(employee) -> Q:
    unless_confidential = Q(is_confidential=False) | Q(assignee=employee.pk)
    if employee.may(Capability.OVERSEE):
        unless_confidential |= Q(team_id__in=employee.team_ids)
    return of_teams(employee) & unless_confidential


def of_teams(employee) -> Q:
    """The condition on whatever has a `team`: which teams are open to this employee."""
    if employee.is_outsourced:
        return Q(team_id__in=employee.team_ids)
    others = Team.objects.filter(is_closed=True).exclude(pk__in=employee.team_ids).order_by()
    return Q(team__isnull=True) | ~Q(team_id__in=others.values("pk"))


def who_can_have(conversation):
    """Employees whose name can stand on this conversation: they handle contacts, and its team is open to them."""
    roles = [role for role, held in CAPABILITIES.items() if Capability.HANDLE in held]
    handling = Employee.objects.filter(is_active=True, role__in=roles)
    members = Q(pk__in=Employee.teams.through.objects.filter(team=conversation.team_id).values("employee_id"))
    if conversation.team_id and conversation.team.is_closed:
        return handling.filter(members)
    outsourced = Employee.teams.through.objects.filter(team__is_outsourced=True)
    return handling.filter(members | ~Q(pk__in=outsourced.values("employee_id")))


def who_can_be_offered(conversation):
    """Of these the ones who may read it already: what is confidential opens to nobody because its person waits in a line."""
    able = who_can_have(conversation)
    if not conversation.is_confidential:
        return able
    named = conversation.grants.filter(until__isnull=True).values("employee_id")
    return able.filter(Q(pk=conversation.assignee_id) | Q(pk__in=named) | Q(pk__in=team_leads(conversation).values("pk")))


def team_leads(conversation):
    """Employees who run the team of this conversation."""
    roles = [role for role, held in CAPABILITIES.items() if {Capability.HANDLE, Capability.OVERSEE} <= held]
    return Employee.objects.filter(is_active=True, role__in=roles, teams=conversation.team_id)
