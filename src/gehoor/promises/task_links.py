"""The token of a department's link, made as `conversations.links` makes those of residents (decision 014)."""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings
from django.urls import reverse

from .models import TaskLink

WHY = "department"  # `Contact.automatic` of the mail that brings one
LENGTH = 26  # characters of base32: 130 bits


def new_salt() -> str:
    return secrets.token_urlsafe(16)


def digest_of(salt: str) -> str:
    return _digest(_token(salt))


def token_of(link: TaskLink) -> str:
    """The token again; "" where the secret key is another one by now."""
    token = _token(link.salt)
    return token if hmac.compare_digest(_digest(token), link.digest) else ""


def url_of(link: TaskLink) -> str:
    """The whole address, as it goes into a mail; "" as in `token_of`."""
    token = token_of(link)
    return settings.PUBLIC_URL + reverse("task:task", args=[token]) if token else ""


def find(token: str) -> TaskLink | None:
    """The link of this token, whether it still opens anything or not."""
    if len(token) != LENGTH:
        return None
    links = TaskLink.objects.select_related("promise__conversation", "department__party", "made_by")
    return links.filter(digest=_digest(token.lower())).first()


def line_of(message) -> str:
    """What is put under the mail when it is handed over, so that our own copy of it opens nothing."""
    if message.contact.automatic != WHY:
        return ""
    link = TaskLink.objects.filter(message=message, revoked_at=None).first()
    return url_of(link) if link else ""


def _token(salt: str) -> str:
    key = hashlib.sha256(b"gehoor task link" + settings.SECRET_KEY.encode()).digest()
    return base64.b32encode(hmac.new(key, salt.encode(), hashlib.sha256).digest()).decode().lower()[:LENGTH]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
