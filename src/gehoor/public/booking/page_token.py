"""What the pages carry from step to step, signed: no cookie and no session."""

import secrets
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta

from django.core import signing

from gehoor.appointments import offering, slots
from gehoor.appointments.models import Subject

VALID_FOR = timedelta(days=2)
LINK_VALID_FOR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Page:
    """A moment that somebody chose, and `hold`, the row that keeps it. Booking one page twice is booking it once: `nonce`."""

    subject: int
    where: str
    begins: str  # ISO 8601
    hold: int
    conversation: int | None = None
    person: int | None = None
    also: list[int] = field(default_factory=list)  # subjects that come along in the same visit
    nonce: str = field(default_factory=lambda: secrets.token_hex(12))

    def signed(self) -> str:
        return signing.dumps(asdict(self), salt="booking.page")  # not compressed: the log knows tokens by their letters

    def at(self, held) -> "Page":
        """The same page with another moment."""
        begins, where = held.begins.isoformat(), slots.Where(held.way, held.place).key
        return replace(self, hold=held.pk, begins=begins, where=where)

    def with_also(self, subjects) -> "Page":
        """The same page about these other subjects too."""
        return replace(self, also=[one.pk for one in subjects])

    @property
    def moment(self) -> datetime:
        return offering.read(self.begins)

    def wanted(self) -> slots.Wanted | None:
        """What is looked for; None where it is no longer offered."""
        subject = Subject.objects.filter(pk=self.subject, is_active=True).first()
        where = subject and slots.where_of(subject, self.where)
        along = self.along() if where else []
        return slots.Wanted(subject, where, subject.minutes + sum(one.minutes for one in along)) if where else None

    def along(self) -> list[Subject]:
        """The other subjects of this visit, in the order in which they were added."""
        if not self.also:
            return []
        known = Subject.objects.filter(is_active=True).in_bulk(self.also)
        return [known[pk] for pk in self.also if pk in known]


def read(token: str) -> Page | None:
    """The page of this token; None where we did not make it, or too long ago."""
    loaded = _load(token, "booking.page", VALID_FOR)
    return Page(**loaded) if loaded else None


def for_conversation(conversation) -> str:
    """What a link carries that leads from a conversation to here: the appointment is about that."""
    return signing.dumps([conversation.pk, conversation.person_id], salt="booking.conversation")


def read_conversation(token: str) -> tuple[int, int] | tuple[None, None]:
    """(conversation id, person id) of such a link; two times None for anything else."""
    return tuple(_load(token, "booking.conversation", LINK_VALID_FOR) or (None, None))


def _load(token, salt, max_age):
    try:
        return signing.loads(token, salt=salt, max_age=max_age)
    except (signing.BadSignature, ValueError):
        return None
