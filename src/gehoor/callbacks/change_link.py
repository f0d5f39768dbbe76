"""The link by which a person sees, moves or withdraws one request to be called, and sees nothing else.

26 characters of lower-case base32: 130 bits of HMAC-SHA256 over the request's own salt. A new salt revokes it.
"""

import base64
import hashlib
import hmac

from django.conf import settings
from django.urls import reverse

from .models import CallBack

LENGTH = 26


def token_of(call_back) -> str:
    """ "17-" and the token: which request, and the proof."""
    return f"{call_back.pk}-{_proof(call_back)}"


def path_of(call_back) -> str:
    """The address on our own site."""
    return reverse("call_back:request", args=[token_of(call_back)])


def url_of(call_back) -> str:
    """The whole address, as it goes into a message."""
    return settings.PUBLIC_URL + path_of(call_back)


def find(token: str) -> CallBack | None:
    """The request of this token; None for anything else. Equal time for right and wrong proofs."""
    number, _dash, proof = token.lower().partition("-")
    if not number.isascii() or not number.isdigit() or len(number) > 18 or len(proof) != LENGTH or not proof.isascii():
        return None
    found = CallBack.objects.told_in_full().filter(pk=int(number)).first()
    return found if found and hmac.compare_digest(_proof(found), proof) else None


def _proof(call_back) -> str:
    key = hashlib.sha256(b"gehoor call-back link" + settings.SECRET_KEY.encode()).digest()
    digest = hmac.new(key, f"{call_back.pk}:{call_back.salt}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode().lower()[:LENGTH]
