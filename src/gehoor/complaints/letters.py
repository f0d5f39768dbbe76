"""What we write to somebody about their complaint: the standard texts, with the blanks of this complaint filled in."""

from django.template.loader import render_to_string
from django.utils import formats, timezone, translation

from gehoor.postroom import standard_texts
from gehoor.postroom.models import StandardText
from gehoor.trust import house

from .models import Complaint, Deadline, Outcome

LANGUAGE = "nl"  # of what we send by ourselves
Key = StandardText.Key


def receipt(complaint, answers="") -> tuple[str, str]:
    """(subject, text): that it came in, who handles it, what happens and by when (Awb 9:6)."""
    call = complaint.deadlines.filter(kind=Deadline.Kind.CALL).first()
    return _render(Key.COMPLAINT_RECEIPT, complaint, call_by=day(call.due_at) if call else "", answers=answers)


def hearing(complaint, at, place) -> tuple[str, str]:
    """(subject, text): when and where the person can tell their story (Awb 9:10)."""
    with translation.override(LANGUAGE):
        clock = formats.date_format(timezone.localtime(at), "H:i")
    return _render(Key.COMPLAINT_HEARING, complaint, hearing=f"{day(at)} om {clock} uur, {place}")


def extension(complaint, extension) -> tuple[str, str]:
    """(subject, text): that it takes longer, why and until when (Awb 9:11, second paragraph)."""
    return _render(Key.COMPLAINT_EXTENSION, complaint, reason=extension.reason, was_due=day(extension.was_due_on))


def outcome(complaint, outcome: Outcome) -> tuple[str, str]:
    """(subject, text): the three parts, the judgement with its reasons, and the way after us (Awb 9:12)."""
    with translation.override(LANGUAGE):
        parts = [(part["about"], OUTCOME_WORDS.get(part["judgement"], "")) for part in outcome.parts]
        told = render_to_string("complaints/outcome.txt", {
            "outcome": outcome, "parts": parts, "over_all": OUTCOME_WORDS.get(outcome.judgement, ""),
        })
    told = "\n\n".join(filter(None, map(str.strip, told.split("\n\n"))))
    return _render(Key.COMPLAINT_OUTCOME, complaint, outcome=told, external=complaint.external)


OUTCOME_WORDS = {  # as the person reads them
    "founded": "gegrond: u hebt gelijk", "partly": "deels gegrond: u hebt voor een deel gelijk",
    "unfounded": "ongegrond: wij vinden dat het goed is gegaan", "none": "wij kunnen hier geen oordeel over geven",
}


def ended(complaint) -> tuple[str, str]:
    """(subject, text) of a complaint that was solved, withdrawn or not taken up."""
    key = {
        Complaint.Ending.SOLVED: Key.COMPLAINT_SOLVED, Complaint.Ending.WITHDRAWN: Key.COMPLAINT_WITHDRAWN,
        Complaint.Ending.NOT_TAKEN_UP: Key.COMPLAINT_NOT_TAKEN_UP,
    }[complaint.ending]
    external = "" if complaint.ending == Complaint.Ending.WITHDRAWN else complaint.external
    return _render(key, complaint, reason=complaint.ending_words, external=external)


def _render(key, complaint, **more) -> tuple[str, str]:
    handler = house.shown_name(complaint.handler, house.current()) if complaint.handler_id else ""
    is_past = complaint.due_on < timezone.localdate()  # then there is no day to promise
    blanks = {
        "due": "" if is_past else day(complaint.due_on),
        "about": complaint.about, "handler": handler, "received": day(complaint.received_at),
        "employee": handler, **more,
    }
    return standard_texts.render(key, standard_texts.values(complaint.conversation, **blanks))


def day(when) -> str:
    """A date, or the day of a moment, as the person reads it."""
    with translation.override(LANGUAGE):
        return formats.date_format(timezone.localtime(when) if hasattr(when, "hour") else when, "l j F Y")
