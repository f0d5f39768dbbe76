"""What a reader of another system's export understood: the one shape in which anything is brought over."""

from dataclasses import dataclass, field
from datetime import datetime

from gehoor.conversations.models import Direction, WaitingFor
from gehoor.postroom.inbound import InboundFile


class BadRecord(ValueError):
    """Nothing can be made of this record; the message says why, without quoting what people wrote."""


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Someone. `addresses` are (kind, text as written there); `notes` say what of it was left out."""

    external_id: str
    name: str
    addresses: tuple[tuple[str, str], ...] = ()
    organisation: tuple[str, str] | None = None  # (its number there, its name)
    digest: str = ""
    where: str = ""  # where to look in the source: "line 12"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """The colleague who wrote it there."""

    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `person` is who said it, where that is another than whose story it is."""

    external_id: str
    at: datetime
    direction: Direction
    channel: str
    text: str
    html: str = ""
    subject: str = ""
    message_id: str = ""
    in_reply_to: str = ""
    address: str = ""
    our_address: str = ""
    author: Author | None = None
    person: PersonRecord | None = None
    automatic: str = ""
    files: tuple[InboundFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One ticket or conversation. `closed_at` is None while it is open; `group` decides the team."""

    external_id: str
    number: str  # as people knew it there
    subject: str
    person: PersonRecord
    group: str
    opened_at: datetime
    said: tuple[Said, ...]
    closed_at: datetime | None = None
    waiting_for: WaitingFor = WaitingFor.US
    notes: tuple[str, ...] = field(default=())

    @property
    def where(self) -> str:
        return self.number
