"""The one way out: the message and its job are written together, then handed over by the channel."""

import logging

from django.db import transaction
from django.utils import timezone

from gehoor.conversations.models import Contact, Direction, Message
from gehoor.core import events

from . import channel, jobs
from .models import Attempt, Delivery
from .receive import attach

log = logging.getLogger(__name__)


class Failed(Exception):
    """Handing over did not work: `permanent` alone decides between trying again and giving it back."""

    def __init__(self, problem: str, *, permanent: bool):
        super().__init__(problem)
        self.permanent = permanent


@transaction.atomic
def send(conversation, *, by, kind, address, text, subject="", message_id="", html="", files=(), acknowledges=None,
         person=None, automatic="", our_address="") -> Delivery:
    """Write an outgoing message to `address` on channel `kind` and queue it, in one transaction.

    An answer to someone goes through `ChannelConfig.compose`, which knows where it goes and how the channel names it.
    `by` is the employee, or None for what the system sends itself; `automatic` then says why ("acknowledgement").
    Raises `IntegrityError` where `acknowledges` was acknowledged already.
    """
    now = timezone.now()
    contact = Contact.objects.create(
        conversation=conversation, channel=kind, direction=Direction.OUT, person=person or conversation.person,
        employee=by, at=now, automatic=automatic, address=address[:320], our_address=our_address[:320],
    )
    message = Message.objects.create(
        contact=contact, conversation=conversation, subject=subject[:300], text=text, html=html, message_id=message_id
    )
    attach(message, files)
    delivery = Delivery.objects.create(message=message, channel=kind, address=address, acknowledges=acknowledges)
    if not automatic:
        conversation.answered(now)
    events.record("message.sent", conversation_id=conversation.pk, actor=by, delivery=delivery.pk, channel=kind)
    jobs.deliver_later.defer(delivery_id=delivery.pk)
    return delivery


def deliver(delivery_id: int, *, last_try=False):
    """Hand one delivery to its channel; each attempt is recorded. Raises `Failed` to be tried again later."""
    delivery = Delivery.objects.select_related("message__conversation__person", "message__contact").get(pk=delivery_id)
    if delivery.state != Delivery.State.QUEUED:
        return
    try:
        channel.get(delivery.channel).send(delivery)
    except Failed as failure:
        Attempt.objects.create(delivery=delivery, problem=str(failure)[:500])
        if not (failure.permanent or last_try):
            raise
        _give_back(delivery, str(failure))
    else:
        _mark_sent(delivery)


@transaction.atomic
def _mark_sent(delivery):
    Attempt.objects.create(delivery=delivery)
    delivery.state, delivery.sent_at = Delivery.State.SENT, timezone.now()
    delivery.save(update_fields=["state", "sent_at"])
    events.record("delivery.sent", conversation_id=delivery.message.conversation_id, delivery=delivery.pk)


@transaction.atomic
def _give_back(delivery, problem):
    """It will not arrive: show it in the conversation, and make the conversation ours to move again."""
    from gehoor.conversations.models import WaitingFor

    delivery.arrived_back(problem)
    conversation = delivery.message.conversation
    if not delivery.message.contact.automatic:
        conversation.wait_for(WaitingFor.US, by=None)
    events.record("delivery.failed", conversation_id=conversation.pk, delivery=delivery.pk)


@transaction.atomic
def try_again(delivery, *, by):
    """An employee sends a failed delivery once more."""
    delivery.state, delivery.problem, delivery.queued_at = Delivery.State.QUEUED, "", timezone.now()
    delivery.save(update_fields=["state", "problem", "queued_at"])
    events.record("delivery.retried", conversation_id=delivery.message.conversation_id, actor=by, delivery=delivery.pk)
    jobs.deliver_later.defer(delivery_id=delivery.pk)
