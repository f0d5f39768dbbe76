"""The one way out: the message and its job are written together, then handed over by the channel."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.conversations import threading, waiting
from gehoor.conversations.models import Contact, Direction, Message, WaitingFor
from gehoor.core import events, prepared
from gehoor.people import ownership

from . import channel, citing, jobs
from .models import Attempt, Delivery
from .receive import attach

log = logging.getLogger(__name__)


class Failed(Exception):
    """Handing over did not work: `permanent` alone decides between trying again and giving it back."""

    def __init__(self, problem: str, *, permanent: bool):
        super().__init__(problem)
        self.permanent = permanent


@transaction.atomic(savepoint=False)
def send(conversation, *, by, kind, address, text, subject="", message_id="", html="", files=(), acknowledges=None,
         person=None, automatic="", our_address="", external_id=None, cites=()) -> Delivery:
    """Write an outgoing message to `address` on channel `kind` and queue it, in one transaction.

    An answer to someone goes through `ChannelConfig.compose`, which knows where it goes and how the channel names it.
    `by` is the employee, or None for what the system sends itself; `automatic` then says why ("acknowledgement").
    `external_id` as in `Contact`, where the sender may try twice. `cites` are ids of the versions that it tells; raises
    `citing.Outdated`, and `IntegrityError` where `acknowledges` was acknowledged already.
    """
    ownership.hold()
    person = ownership.of(person.pk if person else conversation.person_id)
    now = timezone.now()
    contact = prepared.insert(Contact(
        conversation=conversation, channel=kind, direction=Direction.OUT, person=person,
        employee=by, at=now, automatic=automatic, address=address[:320], our_address=our_address[:320],
        external_id=external_id,
    ))
    message = prepared.insert(Message(
        contact=contact, conversation=conversation, subject=subject[:300], text=text, html=html, message_id=message_id
    ))
    attach(message, files)
    if cites:
        citing.write(contact, cites)
    at_once = channel.get(kind).is_there_at_once
    delivery = prepared.insert(Delivery(
        message=message, channel=kind, address=address, acknowledges=acknowledges, stood=_standing(conversation),
        **_leaves(now, by, at_once),
    ))
    if not automatic:
        conversation.answered(now)
    elif person.pk == conversation.person_id:
        waiting.confirm(conversation, now)
    said = "utterance.said" if at_once else "message.sent"
    events.record(said, conversation_id=conversation.pk, actor=by, delivery=delivery.pk, channel=kind)
    if not at_once:
        jobs.deliver_later.configure(schedule_at=delivery.leaves_at).defer(delivery_id=delivery.pk)
    return delivery


def _leaves(now, by, at_once) -> dict:
    """When it is handed over: at once, by the worker, or after the seconds in which its writer can take it back."""
    if at_once:
        return {"state": Delivery.State.SENT, "taken_at": now, "sent_at": now}
    return {"leaves_at": now + timedelta(seconds=settings.UNDO_SECONDS)} if by and settings.UNDO_SECONDS else {}


def _standing(conversation) -> dict[str, str]:
    return {
        "waiting_for": conversation.waiting_for, "waiting_since": conversation.waiting_since.isoformat(),
        "last_contact_at": conversation.last_contact_at.isoformat(),
    }


def claim(delivery_id: int) -> bool:
    """Say that it is being handed over: from now on it cannot be taken back. False where there is nothing to do.

    One conditional UPDATE, so that of the worker and whoever takes it back at this moment one is first.
    """
    waiting = Delivery.objects.filter(pk=delivery_id, state=Delivery.State.QUEUED)
    return bool(waiting.update(taken_at=Coalesce("taken_at", timezone.now())))


def deliver(delivery_id: int, *, last_try=False):
    """Hand one delivery to its channel; each attempt is recorded. Raises `Failed` to be tried again later."""
    if not claim(delivery_id):
        return
    delivery = Delivery.objects.select_related("message__conversation__person", "message__contact").get(pk=delivery_id)
    try:
        channel.get(delivery.channel).send(delivery)
    except Failed as failure:
        Attempt.objects.create(delivery=delivery, problem=str(failure)[:500])
        if not (failure.permanent or last_try):
            raise
        give_back(delivery, str(failure))
    except Exception:
        if not last_try:
            raise
        log.exception("delivery %s could not be handed over", delivery_id)
        give_back(delivery, _("Sending it went wrong. The log says more."))  # never "on its way" for ever
    else:
        _mark_sent(delivery)


@transaction.atomic
def _mark_sent(delivery):
    Attempt.objects.create(delivery=delivery)
    queued = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.QUEUED)  # its bounce may have been quicker
    if channel.get(delivery.channel).sent_by_hand:
        queued.update(state=Delivery.State.READY)
        events.record("delivery.ready", conversation_id=delivery.message.conversation_id, delivery=delivery.pk)
    elif queued.update(state=Delivery.State.SENT, sent_at=timezone.now()):
        events.record("delivery.sent", conversation_id=delivery.message.conversation_id, delivery=delivery.pk)


@transaction.atomic
def give_back(delivery, problem):
    """It will not arrive: show it in the conversation, which opens again and is ours to move."""
    delivery.arrived_back(problem)
    conversation = threading.current(delivery.message.conversation_id)
    if not delivery.message.contact.automatic:
        conversation.reopen()
        conversation.wait_for(WaitingFor.US, by=None)
    events.record("delivery.failed", conversation_id=conversation.pk, delivery=delivery.pk)


@transaction.atomic
def try_again(delivery, *, by) -> bool:
    """An employee sends a failed delivery once more; False where it is on its way already, or was sent."""
    failed = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.FAILED)  # two who ask at once send one mail
    if not failed.update(state=Delivery.State.QUEUED, problem="", queued_at=timezone.now()):
        return False
    events.record("delivery.retried", conversation_id=delivery.message.conversation_id, actor=by, delivery=delivery.pk)
    jobs.deliver_later.defer(delivery_id=delivery.pk)
    return True
