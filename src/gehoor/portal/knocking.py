"""Who tries tokens that are none. A right token always opens; it is the guessing that has to wait."""

import hashlib

from django.core.cache import cache

MOST = 20  # wrong ones from one place
WITHIN = 15 * 60  # seconds


def wrong(request) -> bool:
    """Count one wrong try from this place; whether it was one too many.

    Counted in each process, and per place: with 130 bits in a token, and 60 in a code, guessing finds nothing within the
    age of the world at the rate a server answers. Of the place a digest is kept.
    """
    place = hashlib.sha256(request.META.get("REMOTE_ADDR", "").encode()).hexdigest()[:32]
    key = f"knocking-{place}"
    cache.add(key, 0, WITHIN)
    try:
        return cache.incr(key) > MOST
    except ValueError:  # its time was over just now
        return False
