"""By when: the term of the law, and the moments at which somebody is warned that one comes near.

A term ends with its last day. Other deadlines (phoning, the hearing) are moments in working hours.
"""

from datetime import date, datetime, time

from django.utils import timezone

from gehoor.core import legal_term
from gehoor.queues import rules as work

from .models import Deadline

NOTICE_WEEKS = 4  # within which somebody hears that a complaint is not taken up (Awb 9:8, third paragraph)
# How many working days before a deadline its handler is warned, and the team leads are told.
AHEAD = {
    Deadline.Kind.CALL: (0.5, 0.25),
    Deadline.Kind.NOTICE: (3, 1),
    Deadline.Kind.HEARING: (1, 0.25),
    Deadline.Kind.DUE: (7, 2),
}


def last_day(received: datetime, weeks: int) -> date:
    """The last day of a term of so many weeks after receipt (Awb 9:11, Wkkgz 17; Algemene termijnenwet 1).

    An extension is counted from receipt too, so that weeks that ended on a holiday are not stretched twice.
    """
    return legal_term.ends(timezone.localdate(received), weeks=weeks)


def end_of(day: date) -> datetime:
    """The last moment of a day."""
    return timezone.make_aware(datetime.combine(day, time.max))


def call_by(received: datetime, days: int) -> datetime:
    """So many working days after receipt."""
    current = work.current()
    return current.hours.add(received, days * current.hours.hours_a_day)


def set_deadline(complaint, kind, due_at: datetime) -> Deadline:
    """Set it, or set it anew: whoever was warned of the old one is warned again."""
    warn_at, leads_at = (_before(due_at, days) for days in AHEAD[kind])
    values = {"due_at": due_at, "warn_at": warn_at, "leads_at": leads_at, "warned_at": None, "leads_told_at": None, "met_at": None}
    return Deadline.objects.update_or_create(complaint=complaint, kind=kind, defaults=values)[0]


def met(complaint, *kinds):
    """What was to be done by then is done."""
    Deadline.objects.filter(complaint=complaint, kind__in=kinds, met_at=None).update(met_at=timezone.now())


def _before(moment: datetime, days: float) -> datetime:
    current = work.current()
    return current.hours.before(moment, days * current.hours.hours_a_day)
