"""Making, finding and revoking links that open one conversation to one person, without an account.

A token is 26 characters of lower-case base32: 130 bits of HMAC-SHA256 over a random salt. The database holds the salt
and a digest of the token, so neither a copy of it nor a backup opens anything, and with the secret key we can still
show and send the same link again.

On paper and by phone a link has a code to type as well: 60 bits, out of the same salt, of which the database holds an
HMAC. It is short because only our own page can be asked whether it is right, and that page counts who guesses.
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
from .reference import ALPHABET, MISREAD

LENGTH = 26
CODE_LENGTH = 12  # characters of `ALPHABET`, five bits each
BY_ITSELF = "link"  # `Contact.automatic` of a message that brings a link


def issue(conversation, person, *, by=None) -> Link:
    """A new link for this person; `by` is the employee who made it, or None where the system did."""
    salt = secrets.token_urlsafe(16)
    expires_at = timezone.now() + timedelta(days=house.current().link_days)
    with transaction.atomic():
        link = Link.objects.create(
            conversation=conversation, person=person, salt=salt, digest=_digest(_token(salt)),
            code_digest=_code_digest(_code(salt)), made_by=by, expires_at=expires_at,
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
    return Link.objects.select_related("person").filter(digest=digest_of(token)).first()


def digest_of(token: str) -> str:
    """By which the link of this token is found."""
    return _digest(token.lower())


def code_of(link) -> str:
    """The code to type, such as K7P2-9XQM-4TRW; "" as in `token_of`, and where the link has none."""
    code = _code(link.salt)
    is_its = link.code_digest and hmac.compare_digest(_code_digest(code), link.code_digest)
    return "-".join(code[at : at + 4] for at in range(0, CODE_LENGTH, 4)) if is_its else ""


def typed(text: str) -> Link | None:
    """The link of a code as somebody typed it, forgiving case, dashes and look-alikes; whether it opens or not."""
    bare = text.upper().translate(MISREAD)
    if len(bare) != CODE_LENGTH or not set(bare) <= set(ALPHABET):
        return None
    return Link.objects.filter(code_digest=_code_digest(bare)).first()


def place() -> str:
    """Where a code is typed, as people write addresses: without https:// and without the last slash."""
    return (settings.PUBLIC_URL + reverse("resident:code")).split("://")[1].rstrip("/")


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
    """The link that goes out with this message; None where none does."""
    person = message.contact.person
    if person is None or not goes_along(message.conversation, message.contact.automatic):
        return None
    return current(message.conversation, person)


def goes_along(conversation, automatic="") -> bool:
    """Whether a message of this kind brings a link: where the organisation wants it, and always where it was asked for.

    Never by itself for what is confidential or with a closed team: mail is read on shared screens and sent on.
    """
    if automatic == BY_ITSELF:
        return True
    closed = conversation.is_confidential or (conversation.team and conversation.team.is_closed)
    return not closed and automatic in ("", "acknowledgement", "promise", "planned") and house.current().sends_link


def told_in(link) -> Conversation:
    """The conversation this link opens, or the one that it was joined into."""
    found = Conversation.objects.select_related("person", "team", "assignee", "closure", "joined_into").get(
        pk=link.conversation_id
    )
    if not found.joined_into_id:
        return found
    return Conversation.objects.select_related("person", "team", "assignee", "closure").get(pk=found.joined_into_id)


def _token(salt: str) -> str:
    key = _key(b"gehoor conversation link")
    return base64.b32encode(hmac.new(key, salt.encode(), hashlib.sha256).digest()).decode().lower()[:LENGTH]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _code(salt: str) -> str:
    bits = int.from_bytes(hmac.new(_key(b"gehoor typed code"), salt.encode(), hashlib.sha256).digest()[:8])
    return "".join(ALPHABET[bits >> 5 * place & 31] for place in range(CODE_LENGTH))


def _code_digest(code: str) -> str:
    return hmac.new(_key(b"gehoor typed code digest"), code.encode(), hashlib.sha256).hexdigest()


def _key(purpose: bytes) -> bytes:
    return hashlib.sha256(purpose + settings.SECRET_KEY.encode()).digest()
