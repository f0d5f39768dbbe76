"""How far a complaint is, in words, and the one step that comes next.

Needs `ComplaintQuerySet.with_progress`, or the same as attributes.
"""

from dataclasses import dataclass

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import Hearing
from .models.rules import Law


@dataclass(frozen=True, slots=True)
class Step:
    """What to do now: `key` is handler, call, hearing, prepare, report or outcome."""

    key: str
    label: str
    icon: str


def stage(complaint) -> str:
    """How far it is, in a few words."""
    if not complaint.is_open:
        return str(complaint.get_ending_display())
    if complaint.hearing_state == Hearing.State.HELD:
        return _("heard, outcome to come")
    if complaint.hearing_state == Hearing.State.PLANNED:
        return _("hearing planned")
    if complaint.taken_up_at:
        return _("being handled")
    return _("spoken with") if complaint.reached else _("received")


def next_step(complaint) -> Step | None:
    """None where it is done."""
    if not complaint.is_open:
        return None
    if complaint.handler_id is None:
        return Step("handler", _("Say who handles it"), "user")
    if not (complaint.reached or complaint.taken_up_at):
        return Step("call", _("Call first"), "phone")
    if complaint.hearing_state is None and complaint.law == Law.AWB:  # elsewhere nobody has to be heard
        return Step("hearing", _("Plan the hearing"), "users")
    if complaint.hearing_state == Hearing.State.PLANNED and complaint.hearing_at > timezone.now():
        return Step("prepare", _("Prepare the hearing"), "users")
    if complaint.hearing_state == Hearing.State.PLANNED:
        return Step("report", _("Write down the hearing"), "users")
    return Step("outcome", _("Write the outcome"), "pencil")


def days_left(complaint) -> int:
    """Days until the last one; negative where that is past."""
    return (complaint.due_on - timezone.localdate()).days


def clock(complaint) -> str:
    """How long there is still, in words."""
    day = formats.date_format(complaint.due_on, "l j F")
    left = days_left(complaint)
    if left < 0:
        return ngettext("%(number)s day too late: it was due on %(day)s", "%(number)s days too late: it was due on %(day)s", -left) % {
            "number": -left, "day": day}
    if left == 0:
        return _("today is the last day")
    return ngettext("%(number)s day left, until %(day)s", "%(number)s days left, until %(day)s", left) % {"number": left, "day": day}


def is_short(complaint) -> bool:
    """Whether time is short: less than a week, or something is to be done before."""
    return complaint.is_open and days_left(complaint) < 7
