"""Closing as a record: who, when, and whether it solved anything."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .conversation import Conversation


class Closure(models.Model):
    """A conversation that is done; deleting this row opens it again."""

    class SolvedBy(models.TextChoices):
        US = "us", _("by us")
        OTHER = "other", _("by another department or organisation")
        PERSON = "person", _("by the person")

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="closure")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    solved = models.BooleanField(_("solved"), null=True, help_text="null: not known")
    solved_by = models.CharField(max_length=8, choices=SolvedBy, blank=True, help_text="empty: not solved or not known")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="closures_by_recency")]

    def __str__(self):
        return f"closure of {self.conversation_id}"
