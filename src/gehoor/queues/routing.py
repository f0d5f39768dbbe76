"""Which team gets it. By the address it was sent to; else the default team. Nothing is ever without a queue."""

from gehoor.core import events
from gehoor.staff.models import Team


def place(conversation, *, team_id=None):
    """Put a new conversation in the queue of the team it was addressed to, or of the default team."""
    conversation.team_id = team_id or default_team_id()
    conversation.save(update_fields=["team"])


def default_team_id() -> int | None:
    """The team that gets whatever no other team is meant for."""
    return Team.objects.order_by("-is_default", "pk").values_list("pk", flat=True).first()


def move(conversation, team, *, by):
    """Give a conversation to another team; nobody's name stays on it."""
    conversation.team, conversation.assignee = team, None
    conversation.save(update_fields=["team", "assignee"])
    events.record("conversation.moved", conversation_id=conversation.pk, actor=by, team=team.name)


def assign(conversation, employee, *, by):
    """Put `employee`'s name on a conversation; None gives it back to the team."""
    conversation.assignee = employee
    conversation.save(update_fields=["assignee"])
    name = str(employee) if employee else ""
    events.record("conversation.assigned", conversation_id=conversation.pk, actor=by, employee=name)
