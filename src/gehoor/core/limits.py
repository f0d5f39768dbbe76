"""How often somebody without an account may do something from one place. Of the place a keyed digest is kept, for a while."""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache


def place_of(request) -> str:
    """What tells one network address from another, and does not say which it is."""
    address = request.META.get("REMOTE_ADDR", "")
    return hmac.new(settings.SECRET_KEY.encode(), f"public {address}".encode(), hashlib.sha256).hexdigest()[:32]


def too_often(request, deed: str, most: int, within: int) -> bool:
    """Count this deed from this place; whether that is more than `most` within so many seconds. Counted in each process."""
    return too_many(f"{deed}-{place_of(request)}", most, within)


def too_many(what: str, most: int, within: int) -> bool:
    """The same of something else than a place, such as one key."""
    key = f"public-{what}"
    cache.add(key, 0, within)
    try:
        return cache.incr(key) > most
    except ValueError:  # its time was over just now
        return False
