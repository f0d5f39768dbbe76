"""Receipt of a complaint is confirmed in writing (Awb 9:6)."""

from django.utils import timezone

from gehoor.core import events

from . import letters, telling
from .models import Complaint


def confirm(complaint, *, by, answers="") -> bool:
    """Send it where an address is known, once, unless it came back; False where it still has to be done."""
    if not complaint.needs_receipt:
        return True
    subject, text = letters.receipt(complaint, answers)
    delivery = telling.confirm(complaint.conversation, subject=subject, text=text)
    if delivery is None:
        return False
    was_sent(complaint, delivery, by=by)
    return True


def was_sent(complaint, delivery, *, by):
    """It went out, by us or by the channel that the complaint came in on."""
    complaint.receipt_sent_at, complaint.receipt = timezone.now(), delivery
    complaint.save(update_fields=["receipt_sent_at", "receipt"])
    events.record("complaint.receipt_sent", conversation_id=complaint.conversation_id, actor=by)


def with_contact(contact, answers="") -> tuple[str, str] | None:
    """(subject, text) in place of the usual confirmation of this contact, where it made a complaint by itself; else None."""
    complaint = _by_itself(contact)
    return letters.receipt(complaint, answers) if complaint else None


def was_sent_with(contact, delivery):
    """The confirmation of this contact went out."""
    if complaint := _by_itself(contact):
        was_sent(complaint, delivery, by=None)


def _by_itself(contact) -> Complaint | None:
    found = Complaint.objects.select_related("conversation__person", "handler")
    return found.filter(conversation=contact.conversation, receipt_sent_at=None, opened_by=None).first()
