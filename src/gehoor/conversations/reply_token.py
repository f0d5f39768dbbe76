"""Signed tokens in reply addresses: prove that we issued them, for one conversation and one person.

A token is 28 characters of lower-case base32 (mail servers may fold case): 4 bytes conversation, 4 bytes person,
9 bytes (72 bits) of HMAC-SHA256 over both. It opens nothing on the web; it only threads mail.
"""

import base64
import hashlib
import hmac
import re
import struct

from django.conf import settings

TOKEN = re.compile(r"(?<![a-z2-7])[a-z2-7]{28}(?![a-z2-7])")


def issue(conversation_id: int, person_id: int) -> str:
    """The token for this person's replies in this conversation; the same one every time."""
    body = struct.pack(">II", conversation_id, person_id)
    return base64.b32encode(body + _mac(body)).decode().lower().rstrip("=")


def read(token: str) -> tuple[int, int] | None:
    """(conversation id, person id) of a token of ours; None for anything else."""
    try:
        packed = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except ValueError:
        return None
    if len(packed) != 17 or not hmac.compare_digest(packed[8:], _mac(packed[:8])):
        return None
    return struct.unpack(">II", packed[:8])


def find(text: str) -> tuple[str, ...]:
    """What looks like a token in an address or a subject."""
    return tuple(TOKEN.findall(text.lower()))


def _mac(body: bytes) -> bytes:
    key = hashlib.sha256(b"gehoor reply token" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, body, hashlib.sha256).digest()[:9]
