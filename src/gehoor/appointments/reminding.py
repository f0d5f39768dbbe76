"""Reminding people of what comes: once, a working day ahead, and never after it began."""

import logging

from django.db import transaction
from django.utils import timezone

from gehoor.core import events
from gehoor.people import ownership

from . import telling
from .models import Appointment, Telling

log = logging.getLogger(__name__)


def due(now=None):
    """Appointments whose reminder is to go out; what began already is left alone."""
    now = now or timezone.now()
    booked = Appointment.objects.filter(state=Appointment.State.BOOKED, reminded_at=None)
    return booked.filter(remind_at__lte=now, begins__gt=now)


def remind_due() -> int:
    """Queue every reminder that is due; returns how many. One that fails holds up no other."""
    return sum(_survives(pk) for pk in list(due().order_by("remind_at").values_list("pk", flat=True)))


@transaction.atomic
def _remind(pk) -> bool:
    """The conditional UPDATE is the lock, in one transaction with the message: a worker that dies leaves neither."""
    ownership.hold()
    if not due().filter(pk=pk).update(reminded_at=timezone.now()):
        return False
    appointment = Appointment.objects.told_in_full().get(pk=pk)
    if telling.tell(appointment, Telling.What.REMINDER):
        events.record("appointment.reminded", conversation_id=appointment.conversation_id, appointment=pk)
    return True


def _survives(pk) -> bool:
    try:
        return _remind(pk)
    except Exception:
        log.exception("appointment %s: the reminder could not be queued; it is tried again", pk)
        return False
