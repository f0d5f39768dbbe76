"""What is to be done, what is due first first: never the newest first by accident."""

from django.db.models import Q, TextChoices
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.models import Conversation, WaitingFor

BY_DUE = ("respond_by", "waiting_since", "pk")  # what has no moment to answer by comes last: the person is to move


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
    if view == View.WAITING:
        return visible.open().filter(ours).exclude(waiting_for=WaitingFor.US).order_by("waiting_since", "pk")
    work = visible.open().order_by(*BY_DUE)
    return work.filter(assignee=employee) if view == View.MINE else work.filter(ours, waiting_for=WaitingFor.US)


def late(employee, view: str):
    """Those in this view that should have been answered by now."""
    return select(employee, view).filter(respond_by__lt=Now())


def counts(employee) -> dict[str, int]:
    """How many there are in each view that is work."""
    return {view: select(employee, view).count() for view in (View.TEAM, View.MINE, View.WAITING)}
