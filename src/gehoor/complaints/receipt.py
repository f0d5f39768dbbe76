"""Receipt of a complaint is confirmed in writing (Awb 9:6)."""

from django.utils import timezone

from gehoor.core import events

from . import letters, telling
from .models import Complaint


def confirm(complaint, *, by, answers="") -> bool:
    """Send it where an address is known, once; False where it still has to be done."""
    if complaint.receipt_sent_at:
        return True
    subject, text = letters.receipt(complaint, answers)
    if not telling.confirm(complaint.conversation, subject=subject, text=text):
        return False
    was_sent(complaint, by=by)
    return True


def was_sent(complaint, *, by):
    """It went out, by us or by the channel that the complaint came in on."""
    complaint.receipt_sent_at = timezone.now()
    Complaint.objects.filter(pk=complaint.pk, receipt_sent_at=None).update(receipt_sent_at=complaint.receipt_sent_at)
    events.record("complaint.receipt_sent", conversation_id=complaint.conversation_id, actor=by)
