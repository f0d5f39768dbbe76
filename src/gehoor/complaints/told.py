"""A complaint as its person sees it: how far it is, who handles it, by when, and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from .models import Complaint, Hearing, Outcome
from .models.rules import Law


@dataclass(frozen=True, slots=True)
class Told:
    """`steps` are (words, "done" | "now" | "later"); `outcome` only where it was told."""

    about: str
    wish: str
    received_at: datetime
    steps: list[tuple[str, str]]
    handler: str
    due_on: date
    is_open: bool
    was_extended: bool
    next_step: str
    outcome: Outcome | None
    external: str


def of(conversation, named=str) -> Told | None:
    """The complaint of this conversation; None where it is none. `named` gives the name of an employee as shown. Two queries."""
    found = Complaint.objects.with_progress().select_related("handler", "outcome", "hearing")
    complaint = found.filter(conversation=conversation).prefetch_related("extensions").first()
    if complaint is None:
        return None
    outcome = getattr(complaint, "outcome", None)
    return Told(
        complaint.about, complaint.wish, complaint.received_at, _steps(complaint), named(complaint.handler) if complaint.handler else "",
        complaint.due_on, complaint.is_open, bool(complaint.extensions.all()), _next(complaint, named),
        outcome if outcome and outcome.told_at else None, complaint.external,
    )


def _steps(complaint) -> list[tuple[str, str]]:
    heard = complaint.hearing_state in (Hearing.State.HELD, Hearing.State.WAIVED)
    done = [True, complaint.reached, heard, not complaint.is_open]
    labels = [_("Received"), _("We call you"), _("You tell your story"), _("You read the outcome")]
    if complaint.law != Law.AWB and complaint.hearing_state is None:  # nobody has to be heard
        del labels[2], done[2]
    if not complaint.is_open:
        labels, done = [_("Received"), _ending(complaint)], [True, True]
    now = next((number for number, is_done in enumerate(done) if not is_done), None)
    return [(label, "done" if done[number] else "now" if number == now else "later") for number, label in enumerate(labels)]


def _ending(complaint) -> str:
    return {
        Complaint.Ending.CONCLUDED: _("You have the outcome"), Complaint.Ending.SOLVED: _("Solved together"),
        Complaint.Ending.WITHDRAWN: _("You took it back"), Complaint.Ending.NOT_TAKEN_UP: _("Not taken up"),
    }[complaint.ending]


def _next(complaint, named) -> str:
    name = named(complaint.handler) if complaint.handler else ""
    if not complaint.is_open:
        return _("Your complaint is done. Do you not agree? You find below where you can go.")
    if not (complaint.reached or complaint.taken_up_at):
        return _("%(name)s calls you first, to hear what happened.") % {"name": name} if name else _("A colleague calls you first, to hear what happened.")
    if complaint.hearing_state is None and complaint.law == Law.AWB:
        return _("We agree with you when you can tell your story.")
    if complaint.hearing_state == Hearing.State.PLANNED:
        at = timezone.localtime(complaint.hearing.planned_at)
        return _("You can tell your story on %(day)s at %(time)s, %(place)s.") % {
            "day": formats.date_format(at, "l j F"), "time": formats.date_format(at, "H:i"), "place": complaint.hearing.place}
    return _("We write down what we find and what changes. You get it in writing.")
