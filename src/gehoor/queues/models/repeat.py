"""Somebody had to come back about the same question again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.models import Conversation


class Repeat(models.Model):
    """The contact by which a question became a repeated one, and who owns it since (requirement A8)."""

    class Why(models.TextChoices):
        HAD_IT = "had_it", _("had it already")
        HELPED_LAST = "helped_last", _("helped last")
        HAS_ROOM = "has_room", _("has the fewest open conversations in the team")
        NOBODY = "nobody", _("nobody in the team can take it")

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="repeats")
    at = models.DateTimeField(auto_now_add=True)
    number = models.PositiveSmallIntegerField(help_text="how many times they contacted us")
    days = models.PositiveSmallIntegerField(help_text="within so many days")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=12, choices=Why)

    class Meta:
        indexes = [models.Index(fields=["conversation", "-at"], name="repeats_of_conversation")]

    def __str__(self):
        return f"contact {self.number} about #{self.conversation_id}"
