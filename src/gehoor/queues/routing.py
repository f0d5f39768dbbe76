"""Which team gets it. By the address it was sent to; else the default team. Nothing is ever without a queue."""

from collections.abc import Callable

from gehoor.conversations import hurdles
from gehoor.core import events
from gehoor.staff.models import Team

from .models import Handover

_following: list[Callable] = []


def follows(deed: Callable):
    """Let `deed(conversation, team, employee, by)` take along what an app above keeps with it. Called once, when it is ready."""
    _following.append(deed)


def team_for(addressed_to: int | None) -> int | None:
    """Id of the team a new conversation goes to: the one it was addressed to, else the default team."""
    if addressed_to:
        return addressed_to
    default = default_team()
    return default and default.pk


def default_team() -> Team | None:
    """The team that gets whatever no other is meant for."""
    return Team.objects.order_by("-is_default", "pk").first()


def move(conversation, team, *, by):
    """Give a conversation to another team; nobody's name stays on it."""
    give(conversation, team, None, by=by)
    events.record("conversation.moved", conversation_id=conversation.pk, actor=by, team=team.name)


def assign(conversation, employee, *, by):
    """Put `employee`'s name on a conversation; None gives it back to the team."""
    give(conversation, conversation.team, employee, by=by)
    name = str(employee) if employee else ""
    events.record("conversation.assigned", conversation_id=conversation.pk, actor=by, employee=name)


def give(conversation, team, employee, *, by):
    """From now on it is `team`'s and `employee`'s. A handover that still waits lapses; the caller writes the event."""
    if _is_transfer(conversation, team, employee):
        conversation.transfers += 1
        hurdles.record(conversation, "transfer")
    if conversation.team_id != (team and team.pk):
        conversation.joined.update(team=team)  # joined into it: of the same story, and as much for them only
    conversation.team, conversation.assignee = team, employee
    conversation.save(update_fields=["team", "assignee", "transfers"])
    Handover.objects.lapse(conversation, by=by)
    for deed in _following:
        deed(conversation, team, employee, by)


def _is_transfer(conversation, team, employee) -> bool:
    """Whether somebody else helps the person from now on; taking up what nobody had is none."""
    had, gets = conversation.assignee_id, employee and employee.pk
    other_team = conversation.team_id is not None and conversation.team_id != (team and team.pk)
    return other_team or (had is not None and gets is not None and had != gets)
