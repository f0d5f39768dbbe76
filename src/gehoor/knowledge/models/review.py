"""A text that a colleague was asked to look at."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .version import Version


class Review(models.Model):
    """One time that a draft was offered, and what the second pair of eyes made of it."""

    class Outcome(models.TextChoices):
        PUBLISHED = "published", _("published")
        HANDED_BACK = "handed_back", _("handed back")
        TAKEN_BACK = "taken_back", _("taken back by its writer")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="reviews")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", help_text="who asks")
    colleague = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="asked_to_review",
                                  help_text="who is asked; null: whoever can")
    note = models.TextField(max_length=1000, blank=True, help_text="what to look at")
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, help_text="empty: still waits")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    remark = models.TextField(max_length=1000, blank=True, help_text="what should be otherwise")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["version"], condition=Q(outcome=""), name="one_review_at_a_time")]

    def __str__(self):
        return f"review of {self.version_id}"
