"""Writing down hurdles: what somebody had to do or put up with before they were helped (requirement B3)."""

from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Sum
from django.db.models.functions import JSONObject
from django.utils import timezone

from gehoor.core import prepared

from .models import Contact, Direction, Hurdle

MOST = 86_400  # of one hurdle: a day of seconds


def record(conversation, kind: str, amount: float = 1, *, contact=None, channel: str = "", at: datetime | None = None):
    """Write it down with `contact`, or else with their last one; of nobody's contact without a `channel` there is none.

    `amount` is in seconds for a wait, else a number; nothing is written of 0.
    """
    amount = min(round(amount), MOST)
    if amount < 1:
        return
    contact = contact or prepared.one(("their last contact",), _theirs, conversation=conversation.pk)
    channel = channel or (contact.channel if contact else "")
    if channel:
        prepared.insert(Hurdle(
            conversation_id=conversation.pk, contact=contact, channel=channel, kind=kind, amount=amount, at=at or timezone.now(),
        ))


def take_back(conversation, kind: str, number: int):
    """The last so many of this kind were none after all."""
    if number > 0:
        last = conversation.hurdles.filter(kind=kind).order_by("-pk").values("pk")[:number]
        Hurdle.objects.filter(pk__in=list(last.values_list("pk", flat=True))).delete()


def summed():
    """For a query of conversations: `[{"kind": …, "amount": …}]`, added up by kind."""
    of_it = Hurdle.objects.filter(conversation=OuterRef("pk")).order_by().values("kind").annotate(all=Sum("amount"))
    return ArraySubquery(of_it.values(found=JSONObject(kind="kind", amount="all")))


def _theirs(conversation):
    return Contact.objects.filter(conversation=conversation, direction=Direction.IN, automatic="").order_by("-at", "-pk")[:1]
