"""The one way in. Read `receive` as a table of contents; each step lives where its noun lives."""

import re
from functools import partial

from django.db import transaction

from gehoor.conversations import hurdles, threading, waiting
from gehoor.conversations.models import Attachment, Blob, Contact, Direction, Message, WaitingFor
from gehoor.conversations.models.message import ID_LENGTH
from gehoor.core import events, prepared
from gehoor.people import ownership, recognise
from gehoor.people.models import Person
from gehoor.queues import repeat, routing

from . import bounces, jobs
from .inbound import Inbound

CONTENT_TYPE = re.compile(r"[\w!#$&^.+-]{1,63}/[\w!#$&^.+-]{1,63}", re.ASCII)  # RFC 6838 4.2


@transaction.atomic(savepoint=False)
def receive(inbound: Inbound) -> tuple[Contact, bool]:
    """File one contact in its conversation; returns it, and whether it is new.

    Everything below, the job that announces it included, is one transaction. Raises `IntegrityError` where the same
    contact was filed at this very moment by another process: calling again then finds it.
    """
    ownership.hold()
    if known := _known(inbound):
        return known, False
    if inbound.undeliverable and (contact := bounces.file(inbound)):
        return contact, True
    person, spoken_for = _who(inbound)
    conversation, is_new = threading.find_or_open(
        spoken_for or person, _clues(inbound), partial(_begun_with, inbound)
    )
    at = inbound.at if is_new else threading.not_before_answered(conversation, inbound.references, inbound.at)
    contact = write(inbound, conversation, person, at=at, spoken_for=spoken_for)
    if is_new:
        waiting.begin(conversation, contact.at, channel=contact.channel, contact=contact, due=conversation.respond_by)
    else:
        _continue(conversation, contact, inbound.goes_on)
    if not inbound.goes_on and (not is_new or conversation.split_from_id):
        repeat.recognise(conversation, contact)
    if inbound.acknowledge:
        jobs.announce_later.defer(contact_id=contact.pk)
    return contact, True


def _begun_with(inbound) -> dict:
    """What a new conversation begins with."""
    return {
        "subject": inbound.subject[:300], "topic": inbound.topic, "team_id": routing.team_for(inbound.team_id), "opened_at": inbound.at,
        "waiting_since": inbound.at, "last_contact_at": inbound.at, **waiting.first(inbound.channel, inbound.at),
    }


def _known(inbound):
    if inbound.same_as:
        return Contact.objects.get(pk=inbound.same_as)
    return inbound.external_id and Contact.seen_before(inbound.channel, inbound.external_id)


def _who(inbound) -> tuple[Person, Person | None]:
    """(who made this contact, whom they spoke for): a helper says so, a contact person writes from info@."""
    if inbound.person_id:
        return _known_person(inbound.person_id), _known_person(inbound.on_behalf_of_id)
    if not (inbound.sender and inbound.sender.value):
        name = inbound.sender.name[:200] if inbound.sender else ""
        return Person.objects.create(name=name, is_anonymous=inbound.anonymous), None
    party = recognise.sender(inbound.sender.kind, inbound.sender.value, inbound.sender.name, inbound.also_at)
    speaker = recognise.speaker(party, inbound.sender.name)
    return speaker, party if speaker != party else None


def _known_person(pk: int | None) -> Person | None:
    """The person with this id, or whom they proved to be since somebody chose them."""
    return ownership.of(pk) if pk else None


def _clues(inbound) -> threading.Clues:
    return threading.Clues(
        tokens=inbound.tokens,
        message_id=inbound.message_id,
        references=inbound.references,
        conversation_id=inbound.conversation_id,
        held=inbound.held,
        maybe_same_as=inbound.maybe_same_as,
    )


def write(inbound, conversation, person, *, at=None, spoken_for=None) -> Contact:
    """Put the contact, its message and its files on the timeline, at the moment `at` or else its own."""
    contact = Contact(
        conversation=conversation, channel=inbound.channel, direction=Direction.IN, person=person, on_behalf_of=spoken_for,
        employee_id=inbound.employee_id, at=at or inbound.at, external_id=inbound.external_id or None,
        automatic=inbound.automatic, our_address=inbound.our_address[:320],
        address=inbound.sender.value[:320] if inbound.sender else "",
    )
    prepared.insert(contact)
    message = Message(
        contact=contact, conversation=conversation, subject=inbound.subject[:300], text=inbound.text,
        rest=inbound.rest, html=inbound.html, message_id=inbound.message_id[:ID_LENGTH],
        in_reply_to=inbound.references[-1][:ID_LENGTH] if inbound.references else "", notice=inbound.notice,
        facts=[list(pair) for pair in inbound.facts],
    )
    prepared.insert(message)
    attach(message, inbound.files)
    hurdles.record(conversation, "step", inbound.steps, contact=contact, at=contact.at)
    events.record(
        "utterance.heard" if inbound.goes_on else "contact.received", conversation_id=conversation.pk, person_id=person and person.pk,
        contact=contact.pk, channel=inbound.channel,
    )
    return contact


def attach(message, files):
    """Keep these files with a message."""
    for file in files:
        known = CONTENT_TYPE.fullmatch(file.content_type)
        prepared.insert(Attachment(
            message=message, blob=Blob.keep(file.content), name=file.name[:255], size=len(file.content),
            content_type=file.content_type if known else "application/octet-stream",
            content_id=file.content_id[:255], inline=file.inline,
        ))


def _continue(conversation, contact, goes_on):
    """The person came back: a closed conversation opens again, and we are to move.

    Who says more in a live contact while they wait already begins no second wait.
    """
    if contact.is_to_be_read and not goes_on:  # who goes on is in an open one
        conversation.reopen()
    waits_already = goes_on and conversation.waiting_for == WaitingFor.US
    conversation.heard(contact.at, expects_answer=contact.is_to_be_read, contact=None if waits_already else contact)
