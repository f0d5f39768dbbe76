"""Telling someone that their form came in, with a copy of what they filled in (Wmebv, Awb 2.3).

It goes out through whichever channel can write to an e-mail address.
"""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from gehoor.complaints import receipt
from gehoor.people.models import AddressKind
from gehoor.postroom import channel, send, standard_texts
from gehoor.postroom.models import Delivery, StandardText

from .models import Version

MOST_A_DAY = 10  # to one address: else anybody could fill somebody's mailbox by means of a form
A_DAY = timedelta(hours=24)


def acknowledge(contact) -> bool:
    """Queue the copy for who gave an e-mail address; False where there is none, or it is better not sent."""
    writer = next((one for one in channel.all_channels() if one.can_reply and one.address_kind == AddressKind.EMAIL), None)
    if writer is None or "@" not in contact.address or _too_many(contact.address):
        return False
    subject, text = _words(contact)
    try:
        with transaction.atomic():
            delivery = send.send(
                contact.conversation, by=None, kind=writer.kind, address=contact.address, person=contact.person,
                subject=subject, text=text, acknowledges=contact, automatic="acknowledgement",
                **writer.outgoing_details(contact.conversation),
            )
            receipt.was_sent_with(contact, delivery)
    except IntegrityError:  # the same job ran twice at once: the other one did it
        return False
    return True


def _words(contact) -> tuple[str, str]:
    """(subject, text): the confirmation of a complaint where it is one, else the copy of the form."""
    return receipt.with_contact(contact, _answers(contact)) or standard_texts.render(StandardText.Key.FORM_COPY, _blanks(contact))


def _blanks(contact) -> dict[str, str]:
    message = contact.messages.first()
    envelope = contact.arrivals.values_list("envelope", flat=True).first() or {}
    version = Version.objects.filter(pk=envelope.get("version")).first()
    return standard_texts.values(
        contact.conversation, subject=message.subject, term=version.definition.term if version else "",
        answers=_answers(contact),
    )


def _answers(contact) -> str:
    return "\n\n".join(f"{label}\n{answer}" for label, answer in contact.messages.first().facts)


def _too_many(address) -> bool:
    sent = Delivery.objects.filter(acknowledges__isnull=False, address=address, queued_at__gte=timezone.now() - A_DAY)
    return sent.count() >= MOST_A_DAY
