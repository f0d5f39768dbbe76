"""A plan begins, changes and stops."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.conversations.models import Conversation
from gehoor.people import ownership
from gehoor.people.models import Person
from gehoor.postroom import note

from . import log, making_ahead
from .models import Plan, State


@transaction.atomic
def begin(plan: Plan, *, by, helpers=()) -> Plan:
    """Save a new plan with its first moments; `helpers` are permissions of who hears of it too.

    Without a conversation it gets one of its own, which is closed between the talks: nobody has anything to do then.
    """
    ownership.hold()
    plan.person = ownership.current(Person.objects.get(pk=plan.person_id))
    plan.made_by, plan.next_on = by, plan.due(0)
    if plan.conversation_id is None:
        plan.conversation = _conversation(plan, by)
    plan.save()
    plan.helpers.set(helpers)
    log.record_of_plan("plan.begun", plan, by, of=plan.kind.name)
    making_ahead.make(plan.pk)
    plan.refresh_from_db()
    return plan


def _conversation(plan, by) -> Conversation:
    conversation = Conversation.objects.create(
        person=plan.person, subject=plan.kind.name, team=plan.team, assignee=plan.employee
    )
    words = {"kind": plan.kind.name, "rhythm": plan.rhythm_in_words}
    said = [_("%(kind)s, %(rhythm)s. Everything about these talks stands in this conversation.") % words]
    if plan.wish:
        said.append(_("How the person wants it: %(wish)s") % {"wish": plan.wish})
    note.add_internal(conversation, "\n".join(said), by=by)
    conversation.close(by=by, reason="planned")
    return conversation


@transaction.atomic
def change(plan: Plan, *, by, helpers) -> Plan:
    """Save who does it, how the person wants it and hears of it, and until when. Coming moments follow."""
    held = Plan.objects.select_for_update().get(pk=plan.pk)
    was = held.employee_id
    held.team, held.employee, held.wish, held.tells = plan.team, plan.employee, plan.wish, plan.tells
    held.ends_on, held.weeks = plan.ends_on, plan.weeks
    held.next_on = held.due(held.made)
    held.save()
    held.helpers.set(helpers)
    held.moments.open().filter(employee=was).update(employee=held.employee)
    _follow_end(held, by)
    log.record_of_plan("plan.changed", held, by)
    making_ahead.make(held.pk)
    return held


@transaction.atomic
def stop(plan: Plan, *, by, reason="") -> bool:
    """No more moments: the coming ones that nobody prepared are withdrawn. False where it was stopped before."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    running = Plan.objects.running().filter(pk=plan.pk)
    if not running.update(stopped_at=timezone.now(), stopped_by=by, stop_reason=reason.strip()[:300], next_on=None):
        return False
    plan.refresh_from_db()
    _withdraw(plan, plan.moments.all(), by)
    log.record_of_plan("plan.stopped", plan, by, reason=plan.stop_reason)
    return True


def _follow_end(plan, by):
    """An earlier end withdraws what lies after it; a later one brings back what an earlier end had withdrawn."""
    if plan.ends_on:
        _withdraw(plan, plan.moments.filter(from_on__gt=plan.ends_on), by)
    back = plan.moments.filter(state=State.WITHDRAWN, reason="", from_on__gte=timezone.localdate())
    for moment in back.filter(from_on__lte=plan.ends_on) if plan.ends_on else back:
        moment.state, moment.ended_at, moment.ended_by, moment.plan = State.COMING, None, None, plan
        moment.save(update_fields=["state", "ended_at", "ended_by"])
        log.record("moment.made", moment, by, **log.when(moment))


def _withdraw(plan, moments, by):
    for moment in moments.filter(state=State.COMING).select_for_update():
        moment.state, moment.ended_at, moment.ended_by = State.WITHDRAWN, timezone.now(), by
        moment.save(update_fields=["state", "ended_at", "ended_by"])
        moment.plan = plan
        log.record("moment.withdrawn", moment, by, **log.when(moment))
