"""One key for one mail, whichever way it came in; another content under the same Message-ID has another"
" key."""

from __future__ import annotations

import hashlib

from .headers import Headers

# What the sender wrote. Received, Delivered-To, DKIM, ARC and X- lines differ by route.
_STABLE = ("message-id", "date", "from", "to", "subject")


def content_key(headers: Headers, body: bytes) -> str:
    """SHA-256 in hex over the stable fields and the body; line ends and folding do not matter."""
    key = hashlib.sha256()
    for name in _STABLE:
        for value in headers.all(name):
            key.update(name.encode() + b":" + b" ".join(value.split()) + b"\n")
    if b"\r" in body:
        body = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    key.update(b"\n" + body.rstrip(b"\n"))
    return key.hexdigest()
