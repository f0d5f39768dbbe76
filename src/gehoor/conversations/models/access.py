"""Who may read one conversation although the rules say otherwise; and what was opened with a reason."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .conversation import Conversation


class Grant(models.Model):
    """One employee may read one conversation: named on a confidential one, or for a while by breaking the glass."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="grants")
    employee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True, help_text="empty: as long as the conversation is confidential")

    class Meta:
        indexes = [models.Index(fields=["employee", "until"], name="grants_of_employee")]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "employee"], condition=models.Q(until__isnull=True), name="named_once"
            )
        ]

    def __str__(self):
        return f"grant #{self.pk}"


class GlassBreak(models.Model):
    """Somebody opened what was closed to them, with a reason; a team lead looks at it afterwards."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="glass_breaks")
    employee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    review = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["conversation", "employee"], name="glass_of_conversation"),
            models.Index(fields=["at"], name="glass_to_review", condition=models.Q(reviewed_at__isnull=True)),
        ]

    def __str__(self):
        return f"glass #{self.pk}"
