"""Warning the owner, then the team lead, of a talk that nobody prepared or held. Each once: the UPDATE is the lock."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from . import log
from .models import Moment, State
from .models.moment import PREPARE_BEFORE

logger = logging.getLogger(__name__)
LEADS_BEFORE = timedelta(days=3)  # days before it that nobody prepared it: the team leads hear of it too
LEADS_AFTER = timedelta(days=7)  # days after its time is over
UNPREPARED, NOT_HELD = Moment.Warning.UNPREPARED, Moment.Warning.NOT_HELD


def warn(today=None) -> int:
    """Warn of everything that asks for it today; returns how many warnings. One that fails holds up no other."""
    today = today or timezone.localdate()
    moments = Moment.objects.open().with_days()
    unprepared = moments.filter(state=State.COMING, ends_on__gte=today)
    over = moments.filter(ends_on__lt=today)
    return sum((
        _tell(unprepared.filter(starts_on__lte=today + PREPARE_BEFORE, warned_of=""), "warned_of", UNPREPARED),
        _tell(over.exclude(warned_of=NOT_HELD), "warned_of", NOT_HELD),
        _tell(unprepared.filter(starts_on__lte=today + LEADS_BEFORE, leads_told_of=""), "leads_told_of", UNPREPARED),
        _tell(over.filter(ends_on__lt=today - LEADS_AFTER).exclude(leads_told_of=NOT_HELD), "leads_told_of", NOT_HELD),
    ))


def _tell(moments, field, of) -> int:
    return sum(_survives(pk, field, of) for pk in list(moments.order_by("pk").values_list("pk", flat=True)))


def _survives(pk, field, of) -> bool:
    try:
        return _once(pk, field, of)
    except Exception:
        logger.exception("nobody could be warned of moment %s; it is tried again", pk)
        return False


@transaction.atomic
def _once(pk, field, of) -> bool:
    untold = Moment.objects.open().filter(~Q(**{field: of}), pk=pk)
    if of == UNPREPARED:
        untold = untold.filter(state=State.COMING)
    if not untold.update(**{field: of}):
        return False
    moment = Moment.objects.select_related("plan").get(pk=pk)
    log.record("moment.warned" if field == "warned_of" else "moment.leads_warned", moment, None, of=of, **log.when(moment))
    return True
