"""The coming moments of running plans, made ahead by a job: never twice, and none left out after a standstill.

The plan is held while its moments are made, and it counts them; `a_moment_is_made_once` guards the rest.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from . import log
from .models import Moment, Plan

logger = logging.getLogger(__name__)
AHEAD = timedelta(days=92)  # and one coming at least, however far away
MOST_AT_ONCE = 60  # of one plan


def make_all(today=None) -> int:
    """Make what is due of every running plan; returns how many. A plan that fails holds up no other."""
    today = today or timezone.localdate()
    none_open = ~Exists(Moment.objects.open().filter(plan=OuterRef("pk")))
    due = Plan.objects.running().filter(Q(next_on__lte=today + AHEAD) | Q(next_on__isnull=False) & none_open)
    return sum(_survives(pk, today) for pk in list(due.order_by("next_on").values_list("pk", flat=True)))


def _survives(pk, today) -> int:
    try:
        return len(make(pk, today))
    except Exception:
        logger.exception("moments of plan %s could not be made; it is tried again", pk)
        return 0


@transaction.atomic
def make(pk, today=None) -> list[Moment]:
    """Make the moments of this plan that fall within `AHEAD`, and the next one where none is coming."""
    last = (today or timezone.localdate()) + AHEAD
    plan = Plan.objects.select_for_update(no_key=True).get(pk=pk)
    made: list[Moment] = []
    has_open = plan.moments.open().exists()
    while plan.stopped_at is None and plan.next_on and len(made) < MOST_AT_ONCE:
        if plan.next_on > last and has_open:
            break
        made.append(_one(plan))
        has_open = True
        plan.made += 1
        plan.next_on = plan.due(plan.made)
    plan.save(update_fields=["made", "next_on"])
    return made


def _one(plan) -> Moment:
    moment = Moment.objects.create(
        plan=plan, number=plan.made, from_on=plan.next_on, until_on=plan.next_on + timedelta(days=7 * plan.weeks - 1),
        employee_id=plan.employee_id,
    )
    log.record("moment.made", moment, None, **log.when(moment))
    return moment
