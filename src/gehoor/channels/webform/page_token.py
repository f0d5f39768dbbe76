"""What a page of a form carries, signed: no cookie is needed, in a frame of another site neither."""

import secrets
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta

from django.core import signing

VALID_FOR = timedelta(days=31)
LINK_VALID_FOR = timedelta(days=60)
RECEIVED_SHOWN_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one browser. Sending it twice is sending it once: `nonce` says that it is the same page."""

    version: int
    nonce: str = field(default_factory=lambda: secrets.token_hex(16))
    opened_at: float = field(default_factory=lambda: datetime.now(UTC).timestamp())
    conversation: int | None = None
    person: int | None = None

    @property
    def age(self) -> timedelta:
        return timedelta(seconds=datetime.now(UTC).timestamp() - self.opened_at)

    def signed(self) -> str:
        return signing.dumps(asdict(self), salt="webform.page", compress=True)


def read(token: str) -> Page | None:
    """The page this token was made for; None where we did not make it, or too long ago."""
    loaded = _load(token, "webform.page", VALID_FOR)
    return loaded and Page(**loaded)


def for_conversation(conversation) -> str:
    """What a link carries that leads from a conversation to a form: who sends it adds to that conversation."""
    return signing.dumps([conversation.pk, conversation.person_id], salt="webform.conversation")


def read_conversation(token: str) -> tuple[int, int] | tuple[None, None]:
    """(conversation id, person id) of such a link; two times None for anything else."""
    return tuple(_load(token, "webform.conversation", LINK_VALID_FOR) or (None, None))


def for_received(arrival_id: int) -> str:
    """What leads to the page that says it was received, with the copy."""
    return signing.dumps(arrival_id, salt="webform.received")


def read_received(token: str) -> int | None:
    """Id of the arrival; None for anything else, and after `RECEIVED_SHOWN_FOR`: others may use this computer."""
    return _load(token, "webform.received", RECEIVED_SHOWN_FOR)


def _load(token, salt, max_age):
    try:
        return signing.loads(token, salt=salt, max_age=max_age)
    except (signing.BadSignature, ValueError):
        return None
