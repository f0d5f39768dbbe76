"""More time for a complaint, told to the person before the old term ends."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import clock, letters, telling
from .handling import Refused, held, record
from .models import Complaint, Deadline, Extension


def longest(complaint) -> date:
    """The last day that we may take without asking: once so many weeks (Awb 9:11, second paragraph; Wkkgz 17)."""
    return clock.last_day(complaint.received_at, complaint.weeks + complaint.extension_weeks)


def is_over(complaint) -> bool:
    """Whether the term ended, so that extending it comes too late."""
    return timezone.localdate() > complaint.due_on


@transaction.atomic
def extend(complaint, *, by, reason, due_on=None, agreed=False, knows_late=False) -> tuple[Extension, bool]:
    """Move the last day, and tell the person why; returns the extension and whether they could be told.

    Without `due_on` by the weeks that the law gives. Beyond those only with `agreed`: the person agreed in writing
    (Awb 9:11, third paragraph). After the term ended only with `knows_late`, and then it says so. Raises `Refused`.
    """
    complaint = held(complaint)
    new, late = due_on or longest(complaint), is_over(complaint)
    _check(complaint, new, agreed, late and not knows_late)
    extension = Extension.objects.create(
        complaint=complaint, by=by, reason=reason.strip()[:5000], was_due_on=complaint.due_on, due_on=new, agreed=agreed, was_late=late,
    )
    Complaint.objects.filter(pk=complaint.pk).update(due_on=new)
    complaint.due_on = new
    clock.set_deadline(complaint, Deadline.Kind.DUE, clock.end_of(new))
    subject, text = letters.extension(complaint, extension)
    sent = telling.write(complaint.conversation, by=by, subject=subject, text=text)
    if sent:
        extension.told_at = timezone.now()
        extension.save(update_fields=["told_at"])
    record("extended", complaint, by, due_on=new.isoformat(), late=late)
    return extension, sent


def _check(complaint, new, agreed, is_late):
    if is_late:
        raise Refused(_("The term ended on %(day)s. Extending it now is too late; say that you know this, and it is written down so.")
                      % {"day": letters.day(complaint.due_on)})
    if new <= complaint.due_on:
        raise Refused(_("The new last day has to be later than %(day)s.") % {"day": letters.day(complaint.due_on)})
    if new > longest(complaint) and not agreed:
        raise Refused(_("Later than %(day)s is possible only if the person agrees to it in writing.")
                      % {"day": letters.day(longest(complaint))})
