"""Breaking the glass: opening what is closed to you, with a reason, for a while, seen by who it belongs to.

Meant for the person at the counter who says that they have a question here, and for an emergency. It tells that
something is there only to who knows its exact reference, or who has already given a reason that is kept.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from gehoor.core import events
from gehoor.staff.models import Employee
from gehoor.staff.permissions import CAPABILITIES, Capability
from gehoor.trust import house
from gehoor.trust.models import MayBreakGlass

from .confidentiality import reason_in
from .models import Conversation, GlassBreak, Grant

LEAST = 20  # characters of a reason: a sentence
RECENT = timedelta(days=365)  # closed conversations that a person may still mean


def may_break(employee) -> bool:
    """Whether the organisation lets this employee break the glass."""
    if not employee.may(Capability.BREAK_GLASS) or employee.is_outsourced:
        return False
    decided = house.current().glass_for
    return decided == MayBreakGlass.ALL or (decided == MayBreakGlass.LEADS and employee.may(Capability.OVERSEE))


def behind(employee, reference: str) -> Conversation | None:
    """The conversation with exactly this reference, where it is there and this employee may not read it."""
    found = Conversation.objects.filter(reference=reference, joined_into=None).first() if reference else None
    if found is None or Conversation.objects.visible_to(employee).filter(pk=found.pk).exists():
        return None
    return found


@transaction.atomic
def break_one(conversation, *, reason, by) -> GlassBreak:
    """Open one conversation to `by`. Raises `NeedsReason`."""
    reason = reason_in(reason, LEAST)
    until = timezone.now() + timedelta(minutes=house.current().glass_minutes)
    broken = GlassBreak.objects.create(conversation=conversation, employee=by, reason=reason, until=until)
    Grant.objects.create(conversation=conversation, employee=by, by=by, until=until)
    events.record("conversation.glass_broken", conversation_id=conversation.pk, actor=by, until=until.isoformat())
    return broken


@transaction.atomic
def break_for_person(person, *, reason, by) -> list[GlassBreak]:
    """Open what this person has with us and `by` may not read; that it was asked is kept, also where nothing is there."""
    reason = reason_in(reason, LEAST)
    events.record("person.glass_asked", person_id=person.pk, actor=by, reason=reason)
    theirs = Conversation.objects.filter(person=person, joined_into=None)
    theirs = theirs.filter(Q(closure__isnull=True) | Q(closure__at__gt=timezone.now() - RECENT))
    hidden = theirs.exclude(pk__in=Conversation.objects.visible_to(by).values("pk")).order_by("-last_contact_at")[:20]
    return [break_one(each, reason=reason, by=by) for each in hidden]


@transaction.atomic
def review(broken: GlassBreak, *, agreed: bool, note: str, by):
    """A team lead looked at it; the first to do so counts."""
    waiting = GlassBreak.objects.filter(pk=broken.pk, reviewed_at__isnull=True)
    changed = waiting.update(reviewed_by=by, reviewed_at=timezone.now(), agreed=agreed, review=note.strip()[:500])
    if changed and not agreed:  # it was not right: then it is not open any longer either
        Grant.objects.filter(
            conversation=broken.conversation_id, employee=broken.employee_id, until__isnull=False
        ).delete()
    if changed:
        events.record("conversation.glass_reviewed", conversation_id=broken.conversation_id, actor=by, agreed=agreed)


def told_to(employee):
    """What this employee is told of: as owner of the conversation, as lead of its team, or as who did it."""
    return GlassBreak.objects.filter(Q(conversation__assignee=employee.pk) | Q(employee=employee.pk) | _led_by(employee))


def to_look_at(employee):
    """What nobody looked at yet and this employee is told of: others opened it."""
    return told_to(employee).filter(reviewed_at__isnull=True).exclude(employee=employee.pk)


def to_review(employee):
    """What this team lead must still look at; never what they did themselves."""
    return GlassBreak.objects.filter(_led_by(employee), reviewed_at__isnull=True).exclude(employee=employee.pk)


def _led_by(employee) -> Q:
    """Of the teams that this lead runs. Where a team has no other lead, every lead is told: somebody must look at it."""
    if not employee.may(Capability.OVERSEE):
        return Q(pk__in=[])
    roles = [role for role, held in CAPABILITIES.items() if Capability.OVERSEE in held]
    members = Employee.teams.through.objects.filter(team=OuterRef("conversation__team"))
    leads = members.filter(employee__is_active=True, employee__role__in=roles).exclude(employee=OuterRef("employee"))
    return Q(conversation__team__in=employee.team_ids) | ~Exists(leads)
