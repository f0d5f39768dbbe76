"""Which team gets it. By the address it was sent to; else the default team. Nothing is ever without a queue."""

from gehoor.core import events
from gehoor.staff.models import Team


def team_for(addressed_to: int | None) -> int | None:
    """Id of the team a new conversation goes to: the one it was addressed to, else the default team."""
    if addressed_to:
        return addressed_to
    return Team.objects.order_by("-is_default", "pk").values_list("pk", flat=True).first()


def move(conversation, team, *, by):
    """Give a conversation to another team; nobody's name stays on it."""
    conversation.team, conversation.assignee = team, None
    conversation.save(update_fields=["team", "assignee"])
    conversation.joined.update(team=team)  # what was joined into it is of the same story, and as much for them only
    events.record("conversation.moved", conversation_id=conversation.pk, actor=by, team=team.name)


def assign(conversation, employee, *, by):
    """Put `employee`'s name on a conversation; None gives it back to the team."""
    conversation.assignee = employee
    conversation.save(update_fields=["assignee"])
    name = str(employee) if employee else ""
    events.record("conversation.assigned", conversation_id=conversation.pk, actor=by, employee=name)
