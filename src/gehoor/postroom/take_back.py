"""Taking an answer back in the seconds before it leaves. Either it was sent or it was taken back, never both."""

from datetime import datetime

from django.db import transaction

from gehoor.conversations import waiting
from gehoor.conversations.models import Wait, WaitingFor
from gehoor.core import events

from . import citing, drafts
from .models import Delivery, Draft


class AlreadyGone(Exception):
    """The answer was handed over or is being handed over now (`was_sent`), or it was taken back before."""

    def __init__(self, *, was_sent: bool):
        super().__init__(was_sent)
        self.was_sent = was_sent


@transaction.atomic
def take_back(conversation, delivery_id: int, *, by):
    """Undo sending: text, recipient and files are a draft of `by` again. Raises `AlreadyGone`.

    `conversation` is held. The worker claims a delivery by setting `taken_at` (`send.claim`); the lock on its row
    decides who was first.
    """
    waiting = Delivery.objects.select_for_update(of=["self"]).select_related("message__contact")
    delivery = waiting.filter(
        pk=delivery_id, message__conversation=conversation, message__contact__employee=by, state=Delivery.State.QUEUED,
        taken_at=None, leaves_at__isnull=False,
    ).first()
    if delivery is None:
        raise AlreadyGone(was_sent=conversation.messages.filter(delivery=delivery_id).exists())
    message = delivery.message
    files = [(file.name, file.content_type, file.blob.content) for file in message.attachments.select_related("blob")]
    fields = {"to": f"{delivery.channel}:{delivery.address}", "text": message.text, "subject": message.subject}
    contact, at, stood = message.contact, message.contact.at, delivery.stood
    if cites := citing.field_of(contact):
        fields["cites"] = cites
    contact.delete()  # with its message, files and delivery; the job finds nothing to do
    newest = conversation.messages.order_by("-pk").values_list("pk", flat=True).first()
    drafts.put_before(drafts.Place(by, Draft.Kind.REPLY, conversation), fields, files, seen=newest or 0)
    _stand_as_before(conversation, stood, at, by)
    events.record("message.taken_back", conversation_id=conversation.pk, actor=by, delivery=delivery_id)


def _stand_as_before(conversation, stood, answered_at, by):
    """Who is to move, as it was before the answer; what came in or was decided meanwhile stays."""
    if not stood:
        return
    waited_since = datetime.fromisoformat(stood["waiting_since"])
    if conversation.waiting_for == WaitingFor.PERSON and conversation.waiting_since == answered_at:
        conversation.waiting_for, conversation.waiting_since = stood["waiting_for"], waited_since
    elif conversation.waiting_for == stood["waiting_for"]:
        conversation.waiting_since = min(conversation.waiting_since, waited_since)
    if conversation.last_contact_at == answered_at:
        conversation.last_contact_at = datetime.fromisoformat(stood["last_contact_at"])
    waiting.take_back_end(conversation, answered_at, Wait.EndedBy.ANSWER)
    conversation.save(update_fields=["waiting_for", "waiting_since", "last_contact_at", *waiting.FIELDS])
    conversation.reopen(by=by)
