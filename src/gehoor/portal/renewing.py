"""A new link for who has an expired one: to an address we already know, and never telling which."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gehoor.conversations import links
from gehoor.conversations.models import Contact, Direction, Link
from gehoor.people import ownership
from gehoor.postroom import channel, send, standard_texts
from gehoor.postroom.models import StandardText

PAUSE = timedelta(hours=20)  # between two renewals with one link


@transaction.atomic
def renew(link) -> bool:
    """Send a new link where an address is known and none was sent today; whether it was. The page never says."""
    due = Link.objects.filter(Q(renewed_at=None) | Q(renewed_at__lt=timezone.now() - PAUSE), pk=link.pk, revoked_at=None)
    if not due.update(renewed_at=timezone.now()):
        return False
    return deliver(links.told_in(link), ownership.current(link.person))


@transaction.atomic
def deliver(conversation, person, *, by=None) -> bool:
    """Send this person the message that brings a link, where there is an address for it; whether there is."""
    ways = addresses(conversation, person)
    if not ways:
        return False
    config, address = ways[0]
    links.current(conversation, person)  # goes along when it is handed over; made now, so that it stands in the list
    subject, text = standard_texts.render(
        StandardText.Key.LINK, standard_texts.values(conversation, name=person.name)
    )
    send.send(
        conversation, by=by, kind=config.kind, address=address, person=person, subject=subject, text=text,
        automatic=links.BY_ITSELF, **config.outgoing_details(conversation),
    )
    return True


def addresses(conversation, person) -> list[tuple]:
    """(channel, address) that a link for this person can go to, the one they last wrote from here first."""
    able = {config.kind: config for config in channel.answering()}
    used = Contact.objects.filter(
        conversation=conversation, person=person, direction=Direction.IN, channel__in=able, automatic=""
    ).exclude(address="").order_by("-at", "-pk").values_list("channel", "address")
    known = [
        (config.kind, one.value) for config in able.values() for one in person.addresses.all()
        if one.kind == config.address_kind
    ]
    return [(able[kind], address) for kind, address in dict.fromkeys([*used[:20], *known])]
