"""Making, finding and revoking links that open one conversation to one person, without an account.

A token is 26 characters of lower-case base32: 130 bits of HMAC-SHA256 over a random salt. The database holds the salt
and a digest of the token, so neither a copy of it nor a backup opens anything, and with the secret key we can still
show and send the same link again.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Coalesce, Now
from django.urls import reverse
from django.utils import timezone

from gehoor.core import events
from gehoor.trust import house

from .models import Conversation, Link

LENGTH = 26
BY_ITSELF = "link"  # `Contact.automatic` of a message that brings a link


def issue(conversation, person, *, by=None) -> Link:
    """A new link for this person; `by` is the employee who made it, or None where the system did."""
    salt = secrets.token_urlsafe(16)
    expires_at = timezone.now() + timedelta(days=house.current().link_days)
    with transaction.atomic():
        link = Link.objects.create(
            conversation=conversation, person=person, salt=salt, digest=_digest(_token(salt)), made_by=by,
            expires_at=expires_at,
        )
        events.record("link.made", conversation_id=conversation.pk, person_id=person.pk, actor=by, link=link.pk)
    return link


def current(conversation, person) -> Link:
    """The link of this person that goes on longest; a new one where less than half of its time is left."""
    days = house.current().link_days
    usable = Link.objects.filter(
        conversation=conversation, person=person, revoked_at=None,
        expires_at__gt=timezone.now() + timedelta(days=days) / 2,
    )
    found = usable.order_by("-expires_at").first()
    return found if found and token_of(found) else issue(conversation, person)


def token_of(link) -> str:
    """The token again; "" where the secret key is another one by now (the link itself still works)."""
    token = _token(link.salt)
    return token if hmac.compare_digest(_digest(token), link.digest) else ""


def url_of(link) -> str:
    """The whole address, as it goes into a message; "" as in `token_of`."""
    token = token_of(link)
    return settings.PUBLIC_URL + reverse("resident:conversation", args=[token]) if token else ""


def find(token: str) -> Link | None:
    """The link of this token, whether it still opens anything or not."""
    if len(token) != LENGTH:
        return None
    return Link.objects.select_related("person").filter(digest=_digest(token.lower())).first()


def opened(link):
    """Somebody, or a mail filter that tries links, opened it. No more is kept than when."""
    Link.objects.filter(pk=link.pk).update(first_opened_at=Coalesce("first_opened_at", Now()), last_opened_at=Now())


@transaction.atomic
def revoke(link, *, by):
    """It opens nothing any more, from this moment on."""
    if Link.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by):
        events.record("link.revoked", conversation_id=link.conversation_id, person_id=link.person_id, actor=by,
                      link=link.pk)


def goes_along_with(message) -> Link | None:
    """The link that goes out with this message: where the organisation wants it, and always where it was asked for.

    Never by itself for what is confidential or with a closed team: mail is read on shared screens and sent on.
    """
    contact, conversation = message.contact, message.conversation
    if contact.person is None:
        return None
    asked_for = contact.automatic == BY_ITSELF
    closed = conversation.is_confidential or (conversation.team and conversation.team.is_closed)
    if not asked_for and (closed or contact.automatic not in ("", "acknowledgement") or not house.current().sends_link):
        return None
    return current(conversation, contact.person)


def told_in(link) -> Conversation:
    """The conversation this link opens, or the one that it was joined into."""
    found = Conversation.objects.select_related("person", "team", "assignee", "closure", "joined_into").get(
        pk=link.conversation_id
    )
    if not found.joined_into_id:
        return found
    return Conversation.objects.select_related("person", "team", "assignee", "closure").get(pk=found.joined_into_id)


def _token(salt: str) -> str:
    key = hashlib.sha256(b"gehoor conversation link" + settings.SECRET_KEY.encode()).digest()
    return base64.b32encode(hmac.new(key, salt.encode(), hashlib.sha256).digest()).decode().lower()[:LENGTH]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
