"""A plan goes on in another rhythm: what was held, missed or agreed stays as it is, what is to come moves."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from gehoor.people import ownership

from . import inviting, log, making_ahead
from .models import Moment, Plan, State


@transaction.atomic
def change(plan: Plan, *, by, reason: str, begins_on: date, every=None, dates=(), today=None) -> list[Moment]:
    """From `begins_on` every so many months, or on these dates. The moments that moved.

    Prepared moments and those with a time that was agreed stay. Whoever was invited to one that moves hears of it.
    """
    ownership.hold()
    held = Plan.objects.select_for_update().get(pk=plan.pk)
    coming = list(_to_move(held, today or timezone.localdate()).select_for_update(of=("self",)))
    held.begins_on, held.every_months, held.dates = begins_on, every, [] if every else sorted(dates)
    held.numbered_from = coming[0].number if coming else held.made
    held.next_on = held.due(held.made)
    held.save()
    log.record_of_plan("plan.another_rhythm", held, by, reason=reason.strip()[:300], rhythm=held.rhythm_in_words)
    moved = [moment for moment in coming if _move(moment, held, by, reason)]
    making_ahead.make(held.pk)
    return moved


def _to_move(plan, today):
    return plan.moments.filter(state=State.COMING, at=None, from_on__gte=today).order_by("number")


def _move(moment, plan, by, reason) -> bool:
    """To its day in the new rhythm; withdrawn where that has none for it."""
    moment.plan, was, day = plan, log.when(moment), plan.due(moment.number)
    if day is None:
        moment.state, moment.ended_at, moment.ended_by = State.WITHDRAWN, timezone.now(), by
        moment.save(update_fields=["state", "ended_at", "ended_by"])
        log.record("moment.withdrawn", moment, by, **was)
        return False
    if day == moment.from_on:
        return False
    moment.from_on, moment.until_on = day, day + timedelta(days=7 * plan.weeks - 1)
    moment.warned_of = moment.leads_told_of = ""
    moment.save(update_fields=["from_on", "until_on", "warned_of", "leads_told_of"])
    log.record("moment.moved", moment, by, was=was, reason=reason.strip()[:300], **log.when(moment))
    inviting.tell_moved(moment.pk, by=by, reason=reason)
    return True
