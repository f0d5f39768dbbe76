"""What is ours: our addresses, the mailbox that answers, and the marks by which we know our own mail again."""

import hashlib
import hmac
import secrets

from django.conf import settings

from gehoor.conversations.models import Conversation, Direction
from gehoor.core import prepared

from .models import Mailbox

LOOP_HEADER = "X-Gehoor-Loop"


def without_subaddress(address: str) -> str:
    """name@host of name+anything@host (RFC 5233)."""
    name, at, host = address.lower().rpartition("@")
    return f"{name.partition('+')[0]}{at}{host}"


class OurAddresses:
    """All our mailboxes, fetched at once: how intake knows who is meant and what is our own."""

    def __init__(self):
        known = prepared.rows(("mailboxes",), lambda: Mailbox.objects.only("address", "team_id", "confirms_from", "is_scanner", "is_for_complaints"))
        self._mailboxes = {mailbox.address.lower(): mailbox for mailbox in known}

    def __contains__(self, address: str) -> bool:
        return without_subaddress(address) in self._mailboxes

    def first_of(self, addresses) -> Mailbox | None:
        """The mailbox that the first of these addresses belongs to, if any does."""
        found = map(self._mailboxes.get, map(without_subaddress, addresses))
        return next(filter(None, found), None)


def mailbox_answering(conversation: Conversation) -> Mailbox | None:
    """Who answers: the mailbox it came in on, else the one of its team, else the first that is in use."""
    came_to = (
        conversation.contacts.filter(channel="email", direction=Direction.IN).exclude(our_address="")
        .order_by("-at", "-pk").values_list("our_address", flat=True).first()
    )
    active = Mailbox.objects.filter(is_active=True)
    by_address = active.filter(address=came_to).first() if came_to else None
    by_team = active.filter(team_id=conversation.team_id).first() if conversation.team_id else None
    return by_address or by_team or active.first()


def outgoing_details(conversation: Conversation) -> dict:
    """Message-ID and sending address of a new outgoing mail; decided once, so that a second try sends the same."""
    mailbox = mailbox_answering(conversation)
    address = mailbox.address if mailbox else ""
    host = address.rpartition("@")[2] or "gehoor.invalid"
    return {"message_id": f"<{secrets.token_hex(12)}@{host}>", "our_address": address}


def loop_mark(message_id: str) -> str:
    """What we put into our own mail: only we can make it, and it fits this one message."""
    key = hashlib.sha256(b"gehoor loop mark" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, message_id.encode(), hashlib.sha256).hexdigest()[:24]
