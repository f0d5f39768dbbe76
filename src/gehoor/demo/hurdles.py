"""What people of Merelveld had to put up with: who called, waited some minutes first."""

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from gehoor.conversations import hurdles
from gehoor.conversations.models import Contact, Direction, Hurdle

MINUTES = (2, 6, 1, 9, 4, 3)


def tell():
    """Each call after a wait, and every hurdle of the story at the moment of its contact."""
    calls = Contact.objects.filter(channel="phone", direction=Direction.IN).select_related("conversation").order_by("at", "pk")
    for number, contact in enumerate(calls):
        hurdles.record(contact.conversation, Hurdle.Kind.WAIT, 60 * MINUTES[number % len(MINUTES)] + 20, contact=contact)
    theirs = Contact.objects.filter(pk=OuterRef("contact")).values("at")
    Hurdle.objects.update(at=Coalesce(Subquery(theirs), F("at")))
