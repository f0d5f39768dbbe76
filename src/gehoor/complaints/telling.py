"""Writing to the person: by the channel they can be reached on, mail first, then paper."""

from gehoor.people.addresses import InvalidAddress
from gehoor.postroom import answer, channel, send
from gehoor.postroom.models import Delivery


def reachable(conversation) -> bool:
    """Whether we can write to the person at all."""
    return _way(conversation) is not None


def _way(conversation):
    able = channel.answering()
    return next((config for config in able if config.reply_to_address(conversation)[0]), None)


def confirm(conversation, *, subject, text) -> Delivery | None:
    """Send a confirmation of receipt; None where no address is known."""
    config = _way(conversation)
    if config is None:
        return None
    address, person = config.reply_to_address(conversation)
    return send.send(
        conversation, by=None, kind=config.kind, address=address, person=person, subject=subject, text=text,
        automatic="acknowledgement", **config.outgoing_details(conversation),
    )


def write(conversation, *, by, subject, text, is_ours_to_move=True) -> bool:
    """Send a letter or mail of the handler; False where no address is known. It was looked at before, so it is not taken back.

    Who is to move stays with us, unless it says how it ended.
    """
    config = _way(conversation)
    if config is None:
        return False
    stood = (conversation.waiting_for, conversation.waiting_since)
    try:
        delivery = config.compose(conversation, by=by, text=text, subject=subject)
    except (answer.NoAddress, InvalidAddress):
        return False
    Delivery.objects.filter(pk=delivery.pk).update(leaves_at=None)
    if is_ours_to_move:
        conversation.refresh_from_db(fields=["waiting_for", "waiting_since"])
        conversation.waiting_for, conversation.waiting_since = stood
        conversation.save(update_fields=["waiting_for", "waiting_since"])
    return True
