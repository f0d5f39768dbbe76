"""Mail over the limits: above MAIL_READ_LIMIT only its header is read, above MAIL_KEEP_LIMIT only its start is kept."""

import re

from django.conf import settings

from gehoor.postroom.models import Arrival

KEPT_START = 256 * 1024  # bytes of what is too large to keep at all: its header, and some of its text
LONGEST_HEADER = 1024 * 1024
END_OF_HEADER = re.compile(rb"\r?\n\r?\n")


def is_too_large(arrival: Arrival) -> bool:
    """Whether only the header of this original is read."""
    return arrival.size > settings.MAIL_READ_LIMIT or "full_size" in arrival.envelope


def full_size(arrival: Arrival) -> int:
    """Bytes the sender sent."""
    return arrival.envelope.get("full_size", arrival.size)


def header_of(original: bytes) -> bytes:
    """The header block of a mail, with the empty line after it."""
    end = END_OF_HEADER.search(original, 0, LONGEST_HEADER)
    return bytes(original[: end.end() if end else LONGEST_HEADER])


def to_keep(original: bytes) -> tuple[bytes, dict]:
    """What is kept of an original, and what its envelope then says about it."""
    if len(original) <= settings.MAIL_KEEP_LIMIT:
        return original, {}
    return original[:KEPT_START], {"full_size": len(original)}
