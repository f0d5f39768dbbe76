"""A message on its way out, and each attempt to hand it over."""

import math

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.models import Contact, Message


class Delivery(models.Model):
    """One message to one address. It is queued, then sent or failed; failing comes back to the sender's screen."""

    class State(models.TextChoices):
        QUEUED = "queued", _("on its way")
        READY = "ready", _("to be printed and posted")
        SENT = "sent", _("sent")
        FAILED = "failed", _("not delivered")

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="delivery")
    channel = models.CharField(max_length=20)
    address = models.CharField(max_length=320)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    queued_at = models.DateTimeField(default=timezone.now)
    leaves_at = models.DateTimeField(null=True, help_text="until then the sender can take it back; empty: at once")
    taken_at = models.DateTimeField(null=True, help_text="when handing it over began: from then on it cannot be taken back")
    stood = models.JSONField(default=dict, help_text="how the conversation stood before, for when it is taken back")
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=500, blank=True)
    acknowledges = models.OneToOneField(
        Contact, null=True, on_delete=models.CASCADE, related_name="acknowledgement", help_text="at most one each"
    )

    class Meta:
        indexes = [models.Index(fields=["state", "queued_at"], name="deliveries_by_state")]

    def __str__(self):
        return f"{self.channel} delivery #{self.pk}"

    @property
    def can_be_taken_back(self) -> bool:
        """Whether it still waits for its moment."""
        return self.taken_at is None and self.seconds_left > 0

    @property
    def seconds_left(self) -> int:
        """Whole seconds until it leaves; 0 where it waits for nothing."""
        if self.leaves_at is None or self.state != self.State.QUEUED:
            return 0
        return max(0, math.ceil((self.leaves_at - timezone.now()).total_seconds()))

    def arrived_back(self, problem: str):
        """It bounced, or the attempts are used up."""
        self.state, self.problem = self.State.FAILED, problem[:500]
        self.save(update_fields=["state", "problem"])


class Attempt(models.Model):
    """One try to hand a delivery over."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField(auto_now_add=True)
    problem = models.CharField(max_length=500, blank=True, help_text="empty: handed over")

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.problem or "handed over"
