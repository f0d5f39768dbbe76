"""The key of a talk: 26 characters of lower-case base32, 130 bits of HMAC-SHA256 over a random salt of its own.

The database holds salt and digest, so neither a copy of it nor a backup opens a talk (as with `conversations.links`).
"""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

from .models import Talk

LENGTH = 26


def new_salt() -> str:
    return secrets.token_urlsafe(16)


def of_salt(salt: str) -> str:
    key = hashlib.sha256(b"gehoor talk with the assistant" + settings.SECRET_KEY.encode()).digest()
    return base64.b32encode(hmac.new(key, salt.encode(), hashlib.sha256).digest()).decode().lower()[:LENGTH]


def of(talk: Talk) -> str:
    """What opens it; "" where the secret key is another one by now."""
    key = of_salt(talk.salt)
    return key if hmac.compare_digest(digest_of(key), talk.digest) else ""


def digest_of(key: str) -> str:
    """By which the talk of this key is found."""
    return hashlib.sha256(key.lower().encode()).hexdigest()


def find(key: str) -> Talk | None:
    """The talk of this key."""
    if len(key) != LENGTH:
        return None
    return Talk.objects.select_related("link").filter(digest=digest_of(key)).first()
