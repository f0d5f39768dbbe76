"""Who is warned before a promise breaks: its owner first, then the leads of its team where nobody touched it.

Rows, not timers: whatever became due to be warned about while the worker was dead is found when it is back. A conditional
UPDATE is the lock, in one transaction with the event that wakes the screens: each warning comes once, and none is lost.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from gehoor.postroom import warn_owner
from gehoor.postroom.models import OwnerWarning
from gehoor.queues import rules

from . import promising
from .models import Attempt, Promise

log = logging.getLogger(__name__)
AHEAD = 1  # working hours before its time that the owner is warned
LEADS_AHEAD = 0.5  # the same for the team leads
PATIENCE = timedelta(minutes=15)  # the owner has so long to do something before the leads are told


def soon(now: datetime | None = None) -> datetime:
    """What is due before this moment is about to break."""
    return _within(now or timezone.now(), AHEAD)


def warn_owners(now: datetime | None = None) -> int:
    """Warn the owner of each promise that is about to break, unless it was made just now; returns how many."""
    now = now or timezone.now()
    found = Promise.objects.open().filter(owner_warned_at=None, due_at__lte=soon(now))
    found = found.exclude(made_at__gt=now - PATIENCE, due_at__gt=now)
    return _each(found, "owner_warned_at", "owner_warned", now)


def warn_leads(now: datetime | None = None) -> int:
    """Tell the team leads of what its owner leaves as it is; returns how many."""
    now = now or timezone.now()
    tried = Attempt.objects.filter(promise=OuterRef("pk"), at__gt=OuterRef("owner_warned_at"))
    found = Promise.objects.open().filter(
        ~Exists(tried) | Q(due_at__lte=now), leads_warned_at=None, owner_warned_at__lte=now - PATIENCE,
        due_at__lte=_within(now, LEADS_AHEAD),
    )
    return _each(found, "leads_warned_at", "leads_warned", now)


def _within(now, hours) -> datetime:
    return rules.current().hours.add(now, hours)


def _each(found, field, verb, now) -> int:
    """One at a time, the soonest first, so that a row that fails holds up no other."""
    return sum(_warn(pk, field, verb, now) for pk in list(found.order_by("due_at", "pk").values_list("pk", flat=True)))


def _warn(pk, field, verb, now) -> bool:
    try:
        with transaction.atomic():
            open_still = Promise.objects.open().filter(pk=pk, **{field: None})
            if not open_still.update(**{field: now}):
                return False
            promise = Promise.objects.select_related("owner").get(pk=pk)
            promising.record(verb, promise, None)
            if field == "owner_warned_at":
                page = reverse("desk:promise", args=[pk])
                warn_owner.later(promise.owner, what=OwnerWarning.What.PROMISE, path=page, due_at=promise.due_at)
        return True
    except Exception:
        log.exception("nobody could be warned of promise %s; it is tried again", pk)
        return False
