"""Telling someone that their mail came in: once a contact, never to a machine, never in circles."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from gehoor.complaints import receipt
from gehoor.conversations.models import Contact, Direction
from gehoor.postroom import send, standard_texts
from gehoor.postroom.models import Delivery, StandardText

from . import ours, too_large

QUIET = timedelta(hours=24)  # a follow-up within this time of a confirmation is not confirmed again
MOST_A_DAY = 10  # confirmations to one address: two machines that answer each other stop here


def acknowledge(contact: Contact) -> bool:
    """Queue the confirmation of this contact; False where it is better not sent."""
    address = contact.address
    big = any(map(too_large.is_too_large, contact.arrivals.defer("original")))
    if not address or not contact.expects_answer or _too_many(address):
        return False
    if not big and _is_confirmed_follow_up(contact):
        return False
    subject, text = receipt.with_contact(contact) or _words(contact, big)
    try:
        with transaction.atomic():
            delivery = send.send(
                contact.conversation, by=None, kind=contact.channel, address=address, person=contact.person,
                subject=subject, text=text, acknowledges=contact, automatic="acknowledgement",
                **ours.outgoing_details(contact.conversation),
            )
            receipt.was_sent_with(contact, delivery)
    except IntegrityError:  # the same job ran twice at once: the other one did it
        return False
    return True


def _words(contact, big) -> tuple[str, str]:
    """(subject, text) of a plain confirmation."""
    key = StandardText.Key.TOO_LARGE if big else StandardText.Key.ACKNOWLEDGEMENT
    return standard_texts.render(key, standard_texts.values(contact.conversation, name=_name(contact)))


def _name(contact) -> str:
    return contact.person.name if contact.person else ""


def _too_many(address) -> bool:
    since = timezone.now() - QUIET
    sent = Delivery.objects.filter(acknowledges__isnull=False, address=address, queued_at__gte=since)
    return sent.count() >= MOST_A_DAY


def _is_confirmed_follow_up(contact) -> bool:
    """Not the first contact of its conversation, and something was confirmed there today."""
    earlier = contact.conversation.contacts.filter(direction=Direction.IN, pk__lt=contact.pk)
    confirmed = Delivery.objects.filter(
        acknowledges__conversation=contact.conversation, queued_at__gte=timezone.now() - QUIET
    )
    return earlier.exists() and confirmed.exists()
