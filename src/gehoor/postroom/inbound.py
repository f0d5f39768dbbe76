"""What a channel understood of one delivery: the only shape in which anything comes in."""

from dataclasses import dataclass, field
from datetime import datetime

from gehoor.conversations.models import Conversation


class KeptApart(Exception):
    """This original looks like nobody's question; it waits for an employee to look. The message says why."""


class Unreadable(Exception):
    """The channel cannot make anything of this original; it stays as a visible item and is tried again."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who it came from, as the channel knows them; `kind` and `value` as in `people.DigitalAddress`."""

    kind: str
    value: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class InboundFile:
    name: str
    content_type: str
    content: bytes
    content_id: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Inbound:
    """One contact, understood. Times are aware. Give `sender`, or `person_id` where the person is already known."""

    channel: str
    external_id: str | None  # a second delivery with the same one changes nothing; None: cannot come twice
    at: datetime
    sender: Sender | None = None
    person_id: int | None = None
    on_behalf_of_id: int | None = None  # whom the person spoke for, where that is known
    anonymous: bool = False  # the person does not want to say who they are
    our_address: str = ""  # which of our addresses or numbers was used
    same_as: int | None = None  # id of our own contact that comes back to us: nothing changes
    employee_id: int | None = None  # who wrote it down (phone, counter)
    conversation_id: int | None = None  # a call, chat or form that carries its conversation
    held: Conversation | None = None  # the same, where the caller holds it already (`threading.current`)
    maybe_same_as: int | None = None  # conversation it seems to be about: told to the employee, joins nothing
    tokens: tuple[str, ...] = ()  # reply tokens found
    message_id: str = ""
    references: tuple[str, ...] = ()
    subject: str = ""
    topic: str = ""  # which of our subjects they chose, where they were asked
    text: str = ""
    rest: str = ""  # quotes and signature
    html: str = ""  # sanitised
    files: tuple[InboundFile, ...] = ()
    automatic: str = ""  # bounce, out-of-office, list, auto
    acknowledge: bool = True
    goes_on: bool = False  # one more utterance in a live contact: no new wait, and nobody came back
    team_id: int | None = None
    undeliverable: "Undeliverable | None" = None
    notice: str = ""  # what the employee must know about this delivery, such as over the limit
    extra: dict = field(default_factory=dict)  # what the channel itself wants to know again in `ChannelConfig.filed`
    steps: int = 0  # how many pages or choices it took before this could be said
    facts: tuple[tuple[str, str], ...] = ()  # question and answer, of what was asked one by one
    also_at: tuple[tuple[str, str], ...] = ()  # (kind, value): further addresses of a person who is new here


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """A bounce: which of our messages did not arrive, at which address and why (RFC 3464)."""

    message_id: str
    recipient: str = ""
    reason: str = ""
    permanent: bool = True
