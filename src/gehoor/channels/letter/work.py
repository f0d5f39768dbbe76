"""What employees have to do with letters: bring them in, read what the computer could not, and see how far it is."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from gehoor.conversations.models import Contact, Conversation
from gehoor.core import events
from gehoor.postroom.models import Arrival, Delivery

from .models import Posting, Reading

LATELY = timedelta(hours=24)
MOST = 30
POSTED_LATELY = timedelta(days=7)


def to_read(employee):
    """Letters that wait for somebody to type what they say; the oldest first."""
    return Reading.objects.to_do(employee).order_by("message_id")


@dataclass(slots=True)
class Lately:
    """A scan of today: how far it is, and the letters that came of it and this employee may see."""

    arrival: Arrival
    conversations: list[Conversation] = field(default_factory=list)


def lately(employee) -> list[Lately]:
    """The scans of the last day that wait, or became something this employee may see; the latest first; three queries."""
    mine = Q(contact=None) | Q(contact__conversation__in=Conversation.objects.visible_to(employee))
    recent = Arrival.objects.visible_to(employee).filter(mine, channel="letter", arrived_at__gte=timezone.now() - LATELY)
    found = {arrival.digest: Lately(arrival) for arrival in _with_pages(recent).order_by("-pk")[:MOST]}
    became = Q(pk__in=[])
    for digest in found:
        became |= Q(external_id__startswith=f"{digest}-")
    contacts = Contact.objects.filter(became, channel="letter", conversation__in=Conversation.objects.visible_to(employee))
    for contact in contacts.select_related("conversation").order_by("pk"):
        found[contact.external_id.partition("-")[0]].conversations.append(contact.conversation)
    return list(found.values())


def _with_pages(arrivals):
    return arrivals.defer("original").annotate(pages_read=Count("pages"))


@transaction.atomic
def type_out(reading: Reading, text: str, *, by):
    """An employee read the letter and typed what it says, or improved what the computer made of it."""
    message = reading.message
    message.text, message.notice = text.strip(), ""
    message.save(update_fields=["text", "notice"])
    reading.needs_human, reading.by, reading.at = False, by, timezone.now()
    reading.save(update_fields=["needs_human", "by", "at"])
    events.record("message.typed_out", conversation_id=message.conversation_id, actor=by, message=message.pk)


def to_print(employee):
    """Letters of ours that lie ready, of conversations this employee may see; the oldest first."""
    visible = Conversation.objects.visible_to(employee)
    ready = Delivery.objects.filter(channel="letter", state=Delivery.State.READY, message__conversation__in=visible)
    return ready.order_by("pk")


def posted_lately(employee):
    """What went into the post in the last days, the latest first."""
    since = timezone.now() - POSTED_LATELY
    visible = Conversation.objects.visible_to(employee)
    return Posting.objects.filter(at__gte=since, delivery__message__conversation__in=visible).order_by("-pk")
