"""Live contact goes along with its conversation: to a colleague who accepts it, or back to the line of another team."""

from datetime import timedelta

from gehoor.conversations import visibility
from gehoor.core import events

from . import routing
from .models import Turn

ACCEPTED_WITHIN = timedelta(minutes=2)  # somebody is waiting: what nobody accepted by then comes back, with an alarm


def follow(conversation, team, employee, by):
    """`employee`, or `team` without a name, has the conversation from now on: its turns too. Within its transaction."""
    for turn in Turn.objects.filter(conversation=conversation, state=Turn.State.TAKEN):
        if employee is None:
            routing.give_back(turn, "moved", by=by)
        elif turn.taken_by_id != employee.pk:
            Turn.objects.filter(pk=turn.pk, state=Turn.State.TAKEN).update(taken_by=employee)
            events.record(
                "turn.handed", conversation_id=conversation.pk, actor=by, turn=turn.pk, channel=turn.channel,
                to=str(employee), employee=employee.pk,
            )
            routing.offer_soon()
    able = visibility.who_can_have(conversation)
    for turn in Turn.objects.filter(conversation=conversation, state=Turn.State.OFFERED).exclude(offered_to__in=able):
        routing.give_back(turn, "moved", by=by)  # they may not have it any more
    if team:
        in_line = Turn.objects.in_line().filter(conversation=conversation).exclude(team=team)
        # Everybody helps with what is the default team's, unless only its own people were asked for.
        (in_line.filter(team__isnull=False) if team.is_default else in_line).update(team=team)


def channel_of(conversation) -> str:
    """On which channel somebody of us is in live contact about it now; "" where nobody is."""
    return Turn.objects.filter(conversation=conversation, state=Turn.State.TAKEN).values_list("channel", flat=True).first() or ""
