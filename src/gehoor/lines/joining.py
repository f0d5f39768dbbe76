"""Getting in line, and out of it."""

from django.db import transaction

from gehoor.conversations.models import Conversation
from gehoor.core import events

from . import routing, standing
from .kinds import CALLING_BACK, DUTCH
from .models import Turn


@transaction.atomic
def join(
    conversation, *, contact=None, channel, team=None, language=DUTCH, subject="", prefers=None, keeps_place=False
) -> Turn:
    """Somebody waits for a human from now on; who is in this line already keeps their place.

    `team` None is any; `prefers` is who helped them before, else whoever has the conversation.
    """
    Conversation.objects.held().filter(pk=conversation.pk).values_list("pk").first()
    if there := Turn.objects.current().filter(conversation=conversation, channel=channel).first():
        return there
    turn = Turn.objects.create(
        conversation=conversation, contact=contact, channel=channel, team=team, language=language or DUTCH,
        subject=subject[:80], prefers=prefers or conversation.assignee, keeps_place=keeps_place,
    )
    first = standing.of(turn)
    turn.low, turn.high = first.low, first.high
    turn.save(update_fields=["low", "high"])
    _record("joined", turn, low=turn.low, high=turn.high)
    routing.offer_soon()
    return turn


def leave(turn, why) -> Turn:
    """The person waits no longer, such as "left" or "gone"."""
    return routing.finish(turn, why)


@transaction.atomic
def to_call_back(turn) -> Turn:
    """The same place in line, but nobody has to hold on: they are called when it is their turn. Raises `routing.Gone`."""
    changed = Turn.objects.in_line().filter(pk=turn.pk).update(
        state=Turn.State.WAITING, offered_to=None, channel=CALLING_BACK, keeps_place=True,
    )
    turn = Turn.objects.select_related("conversation", "offered_to", "taken_by").get(pk=turn.pk)
    if not changed:
        raise routing.Gone(turn)
    _record("to_call_back", turn)
    routing.offer_soon()
    return turn


def carry_along(emptied, into, by):
    """Turns of a conversation that proves to be the same question are turns of the other."""
    there = Turn.objects.current().filter(conversation=into).values("channel")
    for turn in Turn.objects.current().filter(conversation=emptied, channel__in=there):
        routing.finish(turn, "joined", by=by)
    Turn.objects.filter(conversation=emptied).update(conversation=into)


def _record(verb, turn, **data):
    events.record(f"turn.{verb}", conversation_id=turn.conversation_id, turn=turn.pk, channel=turn.channel, **data)
