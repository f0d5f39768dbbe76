"""What Next gave to whom, so that two who ask at once get different work."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from gehoor.conversations.models import Conversation


class Offer(models.Model):
    """The employee a conversation was last given to by Next."""

    conversation = models.OneToOneField(Conversation, primary_key=True, on_delete=models.CASCADE, related_name="offer")
    employee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"offer of #{self.conversation_id}"
