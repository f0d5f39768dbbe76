"""Mail that came back: tied to the message that did not arrive, shown where its sender looks."""

from gehoor.conversations.models import Contact, WaitingFor
from gehoor.core import events

from .inbound import Inbound
from .models import Delivery


def file(inbound: Inbound) -> Contact | None:
    """Mark the delivery this bounce is about and put the bounce in its conversation; None if it is not one of ours."""
    from .receive import write

    undeliverable = inbound.undeliverable
    sent = Delivery.objects.select_related("message__conversation").filter(
        message__message_id=undeliverable.message_id, channel=inbound.channel
    ).first() if undeliverable.message_id else None
    if sent is None:
        return None
    conversation = sent.message.conversation
    contact = write(inbound, conversation, person=None)
    if undeliverable.permanent:
        sent.arrived_back(undeliverable.reason or inbound.subject)
        conversation.wait_for(WaitingFor.US, by=None)
        events.record("delivery.failed", conversation_id=conversation.pk, delivery=sent.pk)
    return contact
