"""Who it may be, and which of their conversations this contact may continue."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from gehoor.conversations import status, whom
from gehoor.conversations.models import Conversation
from gehoor.people.addresses import shown
from gehoor.people.models import ContactPerson, DigitalAddress, Person, Representation
from gehoor.postroom import channel

RECENTLY = timedelta(days=30)  # closed conversations that may still be continued from here
MOST = 8


@dataclass(slots=True)
class Candidate:
    """One person, why they are shown, what they may be asking about, where a summary can go, and who may speak for them."""

    person: Person
    reason: str
    conversations: list[Conversation]
    summary_choices: list[tuple[str, str]]
    speakers: list["Speaker"]

    @property
    def key(self) -> str:
        return str(self.person.pk)

    @property
    def together(self) -> int:
        """How many of their questions are open, where that is more than one; else 0."""
        number = sum(not one.is_closed for one in self.conversations)
        return number if number > 1 else 0


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who may speak for a person: a helper with permission, a contact person of an organisation."""

    person: Person
    role: str
    scope: str = ""

    def __str__(self):
        named = f"{self.person} ({self.role})" if self.role else str(self.person)
        return f"{named}: {self.scope}" if self.scope else named


def find(employee, text: str, *, chosen: Conversation | Person | None = None) -> list[Candidate]:
    """Candidates for what was typed; who was chosen already stays among them. At most nine queries."""
    found = whom.find(employee, text, limit=MOST)
    people = {one.person.pk: one.person for one in found}
    reasons = {one.person.pk: one.why for one in found}
    if chosen:
        person = chosen.person if isinstance(chosen, Conversation) else chosen
        people = {person.pk: person, **people}
    everyone = list(people.values())
    prefetch_related_objects(everyone, *fetched())
    theirs = _conversations(employee, everyone, chosen)
    return [
        Candidate(person, reasons.get(person.pk, ""), theirs.get(person.pk, []), summary_choices(person), speakers(person))
        for person in everyone
    ]


def fetched() -> list[Prefetch]:
    """What people are fetched with: their addresses, and who may speak for them today."""
    return [
        Prefetch("addresses", DigitalAddress.objects.order_by("-is_preferred", "pk")),
        Prefetch("helpers", Representation.objects.valid().select_related("helper").prefetch_related("helper__addresses"),
                 to_attr="valid_helpers"),
        Prefetch("organisation__contact_persons", ContactPerson.objects.select_related("person")),
    ]


def speakers(person) -> list[Speaker]:
    """Who may speak for this person (fetched with `fetched`)."""
    helpers = [Speaker(one.helper, one.relation, one.scope) for one in person.valid_helpers]
    organisation = getattr(person, "organisation", None)
    colleagues = organisation.contact_persons.all() if organisation else ()
    return helpers + [Speaker(one.person, one.role) for one in colleagues]


def summary_choices(person) -> list[tuple[str, str]]:
    """("kind:address", as people read it) for every address a written channel can send to: theirs, and of valid helpers."""
    able = channel.answering()
    found = [
        (f"{config.kind}:{address.value}", shown(address.kind, address.value))
        for config in able for address in person.addresses.all() if address.kind == config.address_kind
    ]
    return found + [
        (f"{config.kind}:{address.value}", f"{shown(address.kind, address.value)} · {one}")
        for config in able for one in person.valid_helpers for address in one.helper.addresses.all()
        if address.kind == config.address_kind
    ]


def _conversations(employee, people, chosen) -> dict[int, list[Conversation]]:
    """By person: open ones and what was closed lately, the latest contact first."""
    if not people:
        return {}
    visible = Conversation.objects.visible_to(employee).filter(person__in=people, joined_into=None)
    found: dict[int, list[Conversation]] = {}
    for one in visible.select_related("closure", "assignee", "team").order_by("-last_contact_at")[:100]:
        if not one.is_closed or one.closure.at > timezone.now() - RECENTLY or one == chosen:
            one.stands = "" if one.is_closed or one.is_confidential else status.sentence(one)  # for who phones and asks
            found.setdefault(one.person_id, []).append(one)
    return {person: sorted(several, key=lambda one: one.is_closed)[:MOST] for person, several in found.items()}
