"""A mailbox for complaints: what begins a conversation there is a complaint at once (Awb 9:6, 9:11)."""

from gehoor.complaints import opening


def opened(filed):
    """Make complaints of new conversations at such an address, in the transaction that files them.

    Not of what a machine sent, nor of mail that is brought in from years ago and is not confirmed either.
    """
    for inbound, contact, is_new in filed:
        if not (inbound.extra.get("complaint") and is_new and inbound.acknowledge and contact.expects_answer):
            continue
        if not contact.conversation.contacts.exclude(pk=contact.pk).exists():
            opening.open_one(contact.conversation, about=inbound.subject, by=None, received_at=inbound.at, confirms=False)
