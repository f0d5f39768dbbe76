"""Handling a complaint: calling first, taking it up, hearing, and ending it.

Each holds the complaint's row first, so that of two at one moment the second sees what the first did.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.conversations.closing import StaysOpen
from gehoor.core import events
from gehoor.promises.models import Promise

from . import calling, clock, letters, telling
from .models import Call, Complaint, Deadline, Hearing, Outcome

Kind = Deadline.Kind


class Refused(ValueError):
    """It cannot be done as things stand. The message is fit to show."""


def keeps_open(conversation) -> StaysOpen | None:
    """A complaint ends by its own steps, so that the person hears how in writing (Awb 9:5, 9:8 and 9:12; Wkkgz 17)."""
    if Complaint.objects.open().filter(conversation=conversation).exists():
        return StaysOpen("complaint", _("This is a complaint. Say how the complaint ended first: the person is to hear that in writing."))
    return None


def held(complaint) -> Complaint:
    """The complaint as it is now, locked until the transaction ends. Raises `Refused` where it ended."""
    found = Complaint.objects.select_for_update(of=("self",), no_key=True).select_related("conversation", "handler")
    now = found.get(pk=complaint.pk)
    if not now.is_open:
        raise Refused(_("This complaint is done: %(how)s.") % {"how": now.get_ending_display()})
    return now


@transaction.atomic
def call(complaint, *, by, reached, note="") -> Call:
    """Somebody phoned; reached or not."""
    complaint = held(complaint)
    made = Call.objects.create(complaint=complaint, by=by, reached=reached, note=note.strip()[:20_000])
    if reached:
        clock.met(complaint, Kind.CALL)
    calling.called(complaint, by=by, reached=reached, note=note)
    record("called" if reached else "call_missed", complaint, by)
    return made


@transaction.atomic
def take_up(complaint, *, by):
    """We handle it: nobody has to hear that it is not taken up any more (Awb 9:8)."""
    complaint = held(complaint)
    if complaint.taken_up_at is None:
        complaint.taken_up_at = timezone.now()
        complaint.save(update_fields=["taken_up_at"])
        clock.met(complaint, Kind.NOTICE)
        record("taken_up", complaint, by)


@transaction.atomic
def plan_hearing(complaint, *, by, at, place) -> bool:
    """When and where the person is heard (Awb 9:10), and the invitation. Whether that could be sent."""
    complaint = held(complaint)
    Hearing.objects.update_or_create(
        complaint=complaint, defaults={"state": Hearing.State.PLANNED, "planned_at": at, "place": place.strip()[:200], "by": by, "waived": ""}
    )
    clock.set_deadline(complaint, Kind.HEARING, at)
    _taken_up(complaint, by)
    record("hearing_planned", complaint, by, at=at.isoformat())
    subject, text = letters.hearing(complaint, at, place)
    return telling.write(complaint.conversation, by=by, subject=subject, text=text)


@transaction.atomic
def hold_hearing(complaint, *, by, at, present, report):
    """The person was heard; the report is written (Awb 9:10, third paragraph). Raises `Refused` where that is still to come."""
    complaint = held(complaint)
    if at > timezone.now():
        raise Refused(_("This moment is still to come. You write the report when the person was heard."))
    if timezone.localdate(at) < timezone.localdate(complaint.received_at):
        raise Refused(_("On this day the complaint had not come in yet. Choose the day on which the person was heard."))
    said = {"state": Hearing.State.HELD, "held_at": at, "present": present.strip()[:300], "report": report.strip(), "by": by, "waived": ""}
    Hearing.objects.update_or_create(complaint=complaint, defaults=said)
    clock.met(complaint, Kind.HEARING)
    _taken_up(complaint, by)
    record("hearing_held", complaint, by)


@transaction.atomic
def waive_hearing(complaint, *, by, why, words=""):
    """Nobody is heard, for one of the reasons of Awb 9:10, second paragraph."""
    complaint = held(complaint)
    said = {"state": Hearing.State.WAIVED, "waived": why, "waived_words": words.strip()[:500], "by": by, "planned_at": None}
    Hearing.objects.update_or_create(complaint=complaint, defaults=said)
    clock.met(complaint, Kind.HEARING)
    _taken_up(complaint, by)
    record("hearing_waived", complaint, by)


def _taken_up(complaint, by):
    if complaint.taken_up_at is None:
        take_up(complaint, by=by)


@transaction.atomic
def solve(complaint, *, by, words) -> bool:
    """To the person's satisfaction: the procedure ends (Awb 9:5), and the person gets that in writing. Whether they could be told."""
    complaint = held(complaint)
    if not complaint.calls.filter(reached=True).exists():
        clock.met(complaint, Kind.CALL)
    return _end(complaint, Complaint.Ending.SOLVED, words, by, solved=True)


@transaction.atomic
def withdraw(complaint, *, by, words="") -> bool:
    """The person takes it back."""
    return _end(held(complaint), Complaint.Ending.WITHDRAWN, words, by)


@transaction.atomic
def not_take_up(complaint, *, by, words) -> bool:
    """It is not taken up, and the person hears why and where else they can go (Awb 9:8; four weeks, 9:12 second paragraph)."""
    complaint = held(complaint)
    if complaint.taken_up_at:
        raise Refused(_("This complaint was taken up already. Conclude it instead."))
    return _end(complaint, Complaint.Ending.NOT_TAKEN_UP, words, by)


@transaction.atomic
def write_outcome(complaint, *, by, **said) -> Outcome:
    """Keep what is written of the outcome; nobody is told yet. `said` are fields of `Outcome`."""
    complaint = held(complaint)
    values = {**said, "by": by, "changed_at": timezone.now()}
    return Outcome.objects.update_or_create(complaint=complaint, defaults=values)[0]


@transaction.atomic
def conclude(complaint, *, by, letter) -> bool:
    """Tell the outcome in these words and end the complaint (Awb 9:12, Wkkgz 17). Whether it could be sent."""
    complaint = held(complaint)
    outcome = Outcome.objects.select_for_update().filter(complaint=complaint).first()
    if outcome is None or not outcome.is_whole:
        raise Refused(_("The outcome is not whole yet. Write what went wrong, why and what changes first."))
    subject, _text = letters.outcome(complaint, outcome)
    sent = telling.write(complaint.conversation, by=by, subject=subject, text=letter, is_ours_to_move=False)
    outcome.letter, outcome.told_at = letter, timezone.now()
    outcome.save(update_fields=["letter", "told_at"])
    _over(complaint, Complaint.Ending.CONCLUDED, "", by, solved=None)
    return sent


@transaction.atomic
def reopen(complaint, *, by):
    """It proves not to be solved, or the person goes on: so do we, within the term that it had. Raises `Refused`."""
    found = Complaint.objects.select_for_update(of=("self",), no_key=True).select_related("conversation").get(pk=complaint.pk)
    if not found.may_reopen:
        raise Refused(_("This complaint cannot go on: it is open, or its outcome was told."))
    found.ending, found.ended_at, found.ended_by = "", None, None
    found.save(update_fields=["ending", "ended_at", "ended_by"])
    record("reopened", found, by)
    found.conversation.reopen(by=by)


def _end(complaint, ending, words, by, solved=None) -> bool:
    complaint.ending, complaint.ending_words = ending, words.strip()[:20_000]
    subject, text = letters.ended(complaint)
    sent = telling.write(complaint.conversation, by=by, subject=subject, text=text, is_ours_to_move=False)
    _over(complaint, ending, complaint.ending_words, by, solved)
    return sent


def _over(complaint, ending, words, by, solved):
    """It is done, and with it the conversation, unless something promised is still to come; who answers opens that again."""
    complaint.ending, complaint.ending_words, complaint.ended_at, complaint.ended_by = ending, words, timezone.now(), by
    complaint.save(update_fields=["ending", "ending_words", "ended_at", "ended_by"])
    calling.not_needed(complaint, by=by)
    record("ended", complaint, by, ending=ending)
    if not Promise.objects.open().filter(conversation=complaint.conversation).exists():
        complaint.conversation.close(by=by, solved=solved)


def record(verb, complaint, by, **data):
    events.record(f"complaint.{verb}", conversation_id=complaint.conversation_id, actor=by, complaint=complaint.pk, **data)
