"""Mail that came back: tied to the message that did not arrive, shown where its sender looks."""

from gehoor.conversations import threading
from gehoor.conversations.models import Contact

from .inbound import Inbound
from .models import Delivery


def file(inbound: Inbound) -> Contact | None:
    """Mark the delivery this bounce is about and put the bounce in its conversation; None if it is not one of ours."""
    from .receive import write
    from .send import give_back

    undeliverable = inbound.undeliverable
    sent = Delivery.objects.select_related("message__conversation").filter(
        message__message_id=undeliverable.message_id, channel=inbound.channel
    ).first() if undeliverable.message_id else None
    if sent is None:
        return None
    contact = write(inbound, threading.current(sent.message.conversation_id), person=None)
    if undeliverable.permanent:
        give_back(sent, undeliverable.reason or inbound.subject)
    return contact
