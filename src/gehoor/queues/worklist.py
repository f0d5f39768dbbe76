"""What is to be done, oldest wait first: never the newest first by accident."""

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.models import Conversation, WaitingFor


class View(TextChoices):
    TEAM = "team", _("Team")
    MINE = "mine", _("Mine")
    WAITING = "waiting", _("Waiting for an answer")
    CLOSED = "closed", _("Closed")


def select(employee, view: str):
    """Conversations in this view of the work list, in the order they are to be taken."""
    visible = Conversation.objects.visible_to(employee)
    if view == View.CLOSED:
        return visible.closed().filter(closure__isnull=False, joined_into__isnull=True).order_by("-closure__at")
    ours = Q(team_id__in=employee.team_ids) | Q(team__isnull=True)  # what no team has is everyone's
    work = visible.open().order_by("waiting_since", "pk")
    if view == View.MINE:
        return work.filter(assignee=employee)
    if view == View.WAITING:
        return work.filter(ours).exclude(waiting_for=WaitingFor.US)
    return work.filter(ours, waiting_for=WaitingFor.US)


def counts(employee) -> dict[str, int]:
    """How many there are in each view that is work."""
    return {view: select(employee, view).count() for view in (View.TEAM, View.MINE, View.WAITING)}
