"""One deed on many conversations, with what became of each."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.models import Conversation


class BulkDeed(models.Model):
    """What somebody did with many conversations at once. `values` holds what was chosen, as JSON."""

    class Kind(models.TextChoices):
        ASSIGN = "assign", _("give to a colleague")
        MOVE = "move", _("move to a team")
        CLOSE = "close", _("close")

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")

    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    values = models.JSONField(default=dict)
    name = models.CharField(max_length=200, blank=True, help_text="of the colleague or team that gets them")
    seen_event = models.BigIntegerField(null=True, help_text="newest event on the screen when it was chosen")

    def __str__(self):
        return f"{self.kind} #{self.pk}"


class BulkItem(models.Model):
    """One conversation of a deed: whether it was done, and how it was before."""

    class State(models.TextChoices):
        WAITING = "waiting", _("still to do")
        DONE = "done", _("done")
        REFUSED = "refused", _("not done")
        UNDONE = "undone", _("undone")
        KEPT = "kept", _("not undone")

    deed = models.ForeignKey(BulkDeed, on_delete=models.CASCADE, related_name="items")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    why = models.CharField(max_length=12, blank=True, help_text="why it was not done: see `queues.bulk.Refused`")
    before = models.JSONField(default=dict, help_text="team, assignee and transfers, to put back")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["deed", "conversation"], name="once_in_a_deed")]

    def __str__(self):
        return f"item #{self.pk}"
