"""Whose a plan is that was made while two people were taken for one, and where it goes when conversations are joined."""

from gehoor.conversations import threading
from gehoor.conversations.whose import with_conversation
from gehoor.people import belongings

from . import log
from .models import Plan, SentIn


def register():
    """Called once when the app is ready; asked after conversations are decided."""
    belongings.told_by("planning.plan.person", _plans, order=20)
    belongings.told_by("planning.sentin.person", _sent_in, order=21)
    threading.carries(_carry)


def _carry(emptied, into, _by):
    Plan.objects.filter(conversation=emptied).update(conversation=into)
    log.carry(emptied.pk)
    log.carry(into.pk)


def _plans(rows, telling) -> dict[int, bool]:
    found = Plan.objects.filter(pk__in=rows).values_list("pk", "conversation_id")
    return with_conversation(found, telling)


def _sent_in(rows, telling) -> dict[int, bool]:
    found = SentIn.objects.filter(pk__in=rows).values_list("pk", "moment__plan__conversation_id")
    return with_conversation(found, telling)
