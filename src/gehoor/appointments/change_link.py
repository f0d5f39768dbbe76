"""The link by which a person changes or cancels one appointment, and sees nothing else.

26 characters of lower-case base32: 130 bits of HMAC-SHA256 over the appointment's own salt. A new salt revokes it.
"""

import base64
import hashlib
import hmac

from django.conf import settings
from django.urls import reverse

from gehoor.conversations import links
from gehoor.people import ownership

from .models import Appointment

LENGTH = 26


def token_of(appointment) -> str:
    """ "17-" and the token: which appointment, and the proof."""
    return f"{appointment.pk}-{_proof(appointment)}"


def url_of(appointment) -> str:
    """The whole address, as it goes into a message."""
    return settings.PUBLIC_URL + reverse("booking:appointment", args=[token_of(appointment)])


def coming(link) -> list[Appointment]:
    """What is coming about the conversation of this `Link`, each with its own `token`; for its person alone."""
    conversation = links.told_in(link)
    if ownership.current(link.person).pk != conversation.person_id:
        return []
    rows = Appointment.objects.coming().filter(matters__conversation__in={conversation.pk, link.conversation_id}).distinct()
    found = list(rows.select_related("subject", "place"))
    for one in found:
        one.token = token_of(one)
    return found


def find(token: str) -> Appointment | None:
    """The appointment of this token; None for anything else. Equal time for right and wrong proofs."""
    number, _dash, proof = token.lower().partition("-")
    if not number.isascii() or not number.isdigit() or len(number) > 18 or len(proof) != LENGTH or not proof.isascii():
        return None
    found = Appointment.objects.booked().told_in_full().prefetch_related("matters__subject").filter(pk=int(number)).first()
    return found if found and hmac.compare_digest(_proof(found), proof) else None


def _proof(appointment) -> str:
    key = hashlib.sha256(b"gehoor appointment link" + settings.SECRET_KEY.encode()).digest()
    digest = hmac.new(key, f"{appointment.pk}:{appointment.salt}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode().lower()[:LENGTH]
