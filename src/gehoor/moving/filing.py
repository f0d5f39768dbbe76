"""Writing down what was brought over: one transaction a record, nothing announced, nothing sent, nobody merged."""

from django.db import transaction
from django.utils.translation import gettext as _

from gehoor.conversations import waiting
from gehoor.conversations.models import Closure, Contact, Conversation, Direction, Message, WaitingFor
from gehoor.conversations.models.message import ID_LENGTH
from gehoor.core import events
from gehoor.people import ownership, recognise
from gehoor.people.addresses import InvalidAddress, normalised
from gehoor.people.models import AddressKind, ContactPerson, DigitalAddress, Organisation, Person
from gehoor.postroom.receive import attach
from gehoor.staff.models import Team

from .authors import Authors
from .models import Imported
from .records import PersonRecord, Said, Story
from .report import Outcome, Result


class Filing:
    """Files records of one `source`. With `dry_run` each is written and taken back at once."""

    def __init__(self, source: str, *, teams: dict[str, Team], default_team: Team | None, dry_run: bool = False):
        self.source, self.dry_run = source, dry_run
        self._teams = {name.casefold(): team for name, team in teams.items()}
        self._default_team = default_team
        self._authors = Authors()
        self._met: dict[tuple[str, str], str] = {}  # address: where it stood earlier in this very run
        self.unknown_groups: set[str] = set()

    def person(self, record: PersonRecord) -> Outcome:
        """Someone from a list of people. Who shares an address with anyone is left for an employee to judge."""
        with transaction.atomic():
            outcome = self._file_person(record)
            transaction.set_rollback(self.dry_run)
        return outcome

    def story(self, story: Story) -> Outcome:
        """A conversation with all that was said in it; where it is here already, only what is new in it."""
        with transaction.atomic():
            outcome = self._file_story(story)
            transaction.set_rollback(self.dry_run)
        return outcome

    def _file_person(self, record) -> Outcome:
        ownership.hold()
        if known := self._known(Imported.Kind.PERSON, record.external_id):
            if known.digest == record.digest:
                return Outcome(Result.KNOWN)
            return Outcome(Result.DOUBTFUL, _("changed in the list since it was brought over; nothing was changed here"))
        addresses, notes = _addresses(record)
        if not (record.name.strip() or addresses):
            return Outcome(Result.REFUSED, "; ".join([_("neither a name nor an address"), *notes]))
        holders = self._holders(addresses)
        if len(holders) == 1 and _is_the_same(holders[0], record.name, addresses):
            self._remember(Imported.Kind.PERSON, record, person=holders[0])
            return Outcome(Result.KNOWN)
        earlier = [self._met[address] for address in addresses if address in self._met]
        if holders or earlier:
            whose = [_("person %(n)s here") % {"n": holder.pk} for holder in holders] or earlier
            return Outcome(Result.DOUBTFUL, _("the same address as %(whose)s; not brought over") % {"whose": ", ".join(whose)})
        self._met.update(dict.fromkeys(addresses, record.where))
        self._new_person(record, addresses)
        return Outcome(Result.PARTLY if notes else Result.NEW, "; ".join(notes))

    def _file_story(self, story: Story) -> Outcome:
        ownership.hold()
        known = self._known(Imported.Kind.STORY, story.external_id)
        if known and known.conversation is None:
            return Outcome(Result.KNOWN, _("was brought over before, and removed here since"))
        notes = list(story.notes)
        conversation = known.conversation if known else self._open(story, notes)
        added = [self._say(conversation, said, notes) for said in self._not_here_yet(story)]
        if known and not added:
            return Outcome(Result.KNOWN)
        if not known:
            self._remember(Imported.Kind.STORY, story, conversation=conversation)
            if story.closed_at:
                closure = Closure.objects.create(conversation=conversation)
                Closure.objects.filter(pk=closure.pk).update(at=story.closed_at)  # else it is always now
        Conversation.objects.filter(pk=conversation.pk).update(
            last_contact_at=max([conversation.last_contact_at, *(contact.at for contact in added)])
        )
        if conversation.waiting_for == WaitingFor.US and conversation.respond_by is None and not story.closed_at:
            waiting.begin_without_contact(conversation, conversation.waiting_since)
            conversation.save(update_fields=waiting.FIELDS)
        events.record("conversation.imported", conversation_id=conversation.pk, source=self.source, number=story.number)
        return Outcome(Result.PARTLY if notes else Result.NEW, "; ".join(dict.fromkeys(notes)))

    def _open(self, story: Story, notes: list) -> Conversation:
        person = self._person_of(story.person, notes)
        since = story.opened_at
        if story.waiting_for != WaitingFor.US:
            since = max((said.at for said in story.said), default=since)
        else:  # from the oldest question that was not answered
            unanswered = []
            for said in story.said:
                unanswered = [*unanswered, said.at] if said.direction == Direction.IN else (
                    unanswered if said.direction == Direction.INTERNAL else []
                )
            since = unanswered[0] if unanswered else since
        return Conversation.objects.create(
            person=person, subject=story.subject[:300], team=self._team(story.group), opened_at=story.opened_at,
            last_contact_at=story.opened_at, waiting_for=story.waiting_for, waiting_since=since,
        )

    def _say(self, conversation, said: Said, notes: list) -> Contact:
        speaker = self._person_of(said.person, notes) if said.person else conversation.person
        contact = Contact.objects.create(
            conversation=conversation, channel=said.channel, direction=said.direction, at=said.at,
            person=None if said.direction == Direction.INTERNAL else speaker, automatic=said.automatic,
            employee=self._authors.employee(said.author) if said.author else None,
            external_id=self._contact_id(said), address=said.address[:320], our_address=said.our_address[:320],
        )
        message = Message.objects.create(
            contact=contact, conversation=conversation, subject=said.subject[:300], text=said.text, html=said.html,
            message_id=said.message_id[:ID_LENGTH], in_reply_to=said.in_reply_to[:ID_LENGTH],
        )
        attach(message, said.files)
        return contact

    def _not_here_yet(self, story: Story) -> list[Said]:
        ids = [self._contact_id(said) for said in story.said]
        here = set(Contact.objects.filter(external_id__in=ids).values_list("external_id", flat=True))
        return [said for said, pk in zip(story.said, ids, strict=True) if pk not in here]

    def _contact_id(self, said: Said) -> str:
        return f"{self.source} {said.external_id}"[:128]

    def _team(self, group: str) -> Team | None:
        if group and group.casefold() not in self._teams:
            self.unknown_groups.add(group)
        return self._teams.get(group.casefold(), self._default_team)

    def _person_of(self, record: PersonRecord, notes: list) -> Person:
        """The person of a story: brought over before; the one holder of the address with the same name; else new."""
        if (known := self._known(Imported.Kind.PERSON, record.external_id)) and known.person:
            return ownership.current(known.person)
        addresses, left_out = _addresses(record)
        notes.extend(left_out)
        holders = self._holders(addresses)
        if len(holders) == 1 and _alike(holders[0].name, record.name):
            self._remember(Imported.Kind.PERSON, record, person=holders[0])
            return holders[0]
        if holders:
            notes.append(_("this address is also that of %(whose)s, under another name; nobody was merged") % {
                "whose": ", ".join(_("person %(n)s here") % {"n": holder.pk} for holder in holders),
            })
        return self._new_person(record, addresses)

    def _new_person(self, record, addresses) -> Person:
        person = Person.objects.create(name=record.name.strip()[:200])
        for kind, value in addresses:
            DigitalAddress.objects.create(person=person, kind=kind, value=value)
        self._remember(Imported.Kind.PERSON, record, person=person)
        if record.organisation:
            ContactPerson.objects.get_or_create(organisation=self._organisation(*record.organisation), person=person)
        events.record("person.registered", person_id=person.pk, source=self.source)
        return person

    def _organisation(self, external_id: str, name: str) -> Organisation:
        known = self._known(Imported.Kind.ORGANISATION, external_id)
        if known and known.person and (found := Organisation.objects.filter(party=known.person).first()):
            return found
        party = Person.objects.create(name=name.strip()[:200])
        Imported.objects.update_or_create(
            source=self.source, kind=Imported.Kind.ORGANISATION, external_id=external_id, defaults={"person": party}
        )
        return Organisation.objects.create(party=party)

    def _holders(self, addresses) -> list[Person]:
        found = {}
        for kind, value in sorted(addresses):  # always in one order, so that two who lock never wait for each other
            recognise.lock(kind, value)
            found.update({person.pk: person for person in recognise.candidates(kind, value)})
        return list(found.values())

    def _known(self, kind, external_id: str) -> Imported | None:
        found = Imported.objects.filter(source=self.source, kind=kind, external_id=external_id)
        return found.select_related("person", "conversation").first()

    def _remember(self, kind, record, **became) -> None:
        Imported.objects.update_or_create(
            source=self.source, kind=kind, external_id=record.external_id,
            defaults={"digest": getattr(record, "digest", ""), **became},
        )


def _addresses(record: PersonRecord) -> tuple[list[tuple[str, str]], list[str]]:
    """(addresses as they are kept, what is wrong with those that are none)."""
    found, notes = [], list(record.notes)
    for kind, text in record.addresses:
        try:
            found.append((str(kind), normalised(kind, text)))
        except InvalidAddress:
            notes.append(_("%(kind)s cannot be reached and was left out") % {"kind": AddressKind(kind).label})
    return list(dict.fromkeys(found)), notes


def _is_the_same(person: Person, name: str, addresses) -> bool:
    has = set(person.addresses.values_list("kind", "value"))
    return person.name.casefold() == name.strip().casefold() and set(addresses) <= has


def _alike(one: str, other: str) -> bool:
    """The same name, or one of both gave none."""
    one, other = (" ".join(name.split()).casefold() for name in (one, other))
    return one == other or not one or not other
