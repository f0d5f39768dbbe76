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
    key = f"public-{deed}-{place_of(request)}"
    cache.add(key, 0, within)
    try:
        return cache.incr(key) > most
    except ValueError:  # its time was over just now
        return False
