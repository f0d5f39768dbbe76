"""Another time for a talk, or none: moved with a reason, missed and said so, or not needed any more."""

from django.db import transaction
from django.utils import timezone

from . import log, making_ahead
from .models import Moment, State


class NotOpen(Exception):
    """It was held, missed or withdrawn already."""


def held_open(pk) -> Moment:
    """The moment, held until the transaction ends, with its plan. Raises `NotOpen`."""
    moment = Moment.objects.select_for_update(of=("self",), no_key=True).select_related("plan__kind__version").get(pk=pk)
    if not moment.is_open:
        raise NotOpen
    return moment


@transaction.atomic
def move(pk, *, by, at=None, from_on=None, until_on=None, reason="") -> Moment:
    """To a day and time (`at`), or to a period. Whoever was warned of it is warned anew. Raises `NotOpen`."""
    moment = held_open(pk)
    was = log.when(moment)
    is_agreed_first = at is not None and moment.at is None and not (from_on or until_on)
    moment.at = at
    moment.from_on, moment.until_on = from_on or moment.from_on, until_on or moment.until_on
    moment.warned_of = moment.leads_told_of = ""
    moment.save(update_fields=["at", "from_on", "until_on", "warned_of", "leads_told_of"])
    kind = "moment.agreed" if is_agreed_first and moment.from_on <= moment.first_day <= moment.until_on else "moment.moved"
    log.record(kind, moment, by, was=was, reason=reason.strip()[:300], **log.when(moment))
    return moment


@transaction.atomic
def give(pk, employee, *, by) -> Moment:
    """Somebody else does it. Raises `NotOpen`."""
    moment = held_open(pk)
    moment.employee = employee
    moment.save(update_fields=["employee"])
    log.record("moment.given", moment, by, employee=str(employee) if employee else "")
    return moment


@transaction.atomic
def end(pk, state, *, by, reason) -> Moment:
    """It did not take place (`State.MISSED`), or is not needed (`State.WITHDRAWN`). Raises `NotOpen`."""
    moment = held_open(pk)
    moment.state, moment.reason = state, reason.strip()[:300]
    moment.ended_at, moment.ended_by = timezone.now(), by
    moment.save(update_fields=["state", "reason", "ended_at", "ended_by"])
    kind = "moment.missed" if state == State.MISSED else "moment.withdrawn"
    log.record(kind, moment, by, reason=moment.reason, **log.when(moment))
    making_ahead.make(moment.plan_id)
    return moment
