"""Answering: where it goes, in which words it begins, and writing it. The same for every channel that can reply."""

from django.db import transaction

from gehoor.conversations.models import Direction
from gehoor.people import recognise
from gehoor.people.addresses import normalised
from gehoor.people.models import DigitalAddress, Person

from . import send, standard_texts
from .models import StandardText


class NoAddress(ValueError):
    """No address is known to send this to."""


def address_of(conversation, config) -> tuple[str, Person | None]:
    """The address last used by a person in this conversation on this channel, else one that its person has."""
    last = (
        conversation.contacts.filter(channel=config.kind, direction=Direction.IN, automatic="", person__isnull=False)
        .exclude(address="").select_related("person").order_by("-at", "-pk").first()
    )
    if last:
        return last.address, last.person
    known = conversation.person.addresses.filter(kind=config.address_kind).order_by("-is_preferred", "-pk").first()
    return (known.value, conversation.person) if known else ("", None)


@transaction.atomic
def compose(config, conversation, *, by, text, files=(), to="", subject="", cites=()):
    """See `ChannelConfig.compose`."""
    address, person = _recipient(config, conversation, to)
    return send.send(
        conversation, by=by, kind=config.kind, address=address, person=person, text=text, files=files, cites=cites,
        subject=subject or answered_subject(conversation.subject), **config.outgoing_details(conversation),
    )


@transaction.atomic
def tell(config, conversation, *, by, text, to="", why):
    """Tell something that answers nothing: who is to move stays as it is. `why` is kept as `Contact.automatic`."""
    address, person = _recipient(config, conversation, to)
    return send.send(
        conversation, by=by, kind=config.kind, address=address, person=person, text=text, automatic=why,
        subject=answered_subject(conversation.subject), **config.outgoing_details(conversation),
    )


def send_summary(config, conversation, *, by, text, to=""):
    """See `ChannelConfig.send_summary`."""
    values = standard_texts.values(conversation, summary=text.strip(), employee=str(by))
    subject, body = standard_texts.render(StandardText.Key.CALL_SUMMARY, values)
    return compose(config, conversation, by=by, text=body, to=to, subject=subject)


def answered_subject(subject: str) -> str:
    """The subject with one "Re:" before it; mail programs thread on that."""
    return subject if subject[:3].lower() == "re:" else f"Re: {subject}".strip()


def _recipient(config, conversation, typed: str) -> tuple[str, Person]:
    """Address and person this goes to.

    The person decides whose reply threads here, so a typed address is looked for among who takes part first. An
    address that nobody has yet is from now on this person's.
    """
    if not typed.strip():
        last_address, last_person = config.reply_to_address(conversation)
        if not last_address:
            raise NoAddress
        return last_address, last_person
    address = normalised(config.address_kind, typed)
    wrote = conversation.contacts.filter(
        channel=config.kind, direction=Direction.IN, address=address, person__isnull=False
    ).select_related("person").order_by("-at", "-pk").first()
    if wrote:
        return address, wrote.person
    holders = recognise.candidates(config.address_kind, address)
    taking_part = {conversation.person_id, *conversation.contacts.values_list("person_id", flat=True)}
    for holder in sorted(holders, key=lambda person: (person.pk not in taking_part, person.pk)):
        return address, holder
    DigitalAddress.objects.create(person=conversation.person, kind=config.address_kind, value=address)
    return address, conversation.person
