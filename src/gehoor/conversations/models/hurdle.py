"""What somebody had to do or put up with before they were helped."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .contact import Contact
from .conversation import Conversation


class Hurdle(models.Model):
    """A fact about a contact (requirement B3). It says nothing of the person, and is never told by employee."""

    class Kind(models.TextChoices):
        STEP = "step", _("steps")
        MENU = "menu", _("choices in a menu")
        BOT_TURN = "bot_turn", _("turns with a machine")
        WAIT = "wait", _("waiting in a line")
        TRANSFER = "transfer", _("handed over")
        REPEAT = "repeat", _("had to come back")
        MISSED = "missed", _("missed our call")

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="hurdles")
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.CASCADE, related_name="hurdles", help_text="null: left before there was one"
    )
    channel = models.CharField(max_length=20)
    kind = models.CharField(max_length=8, choices=Kind)
    amount = models.PositiveIntegerField(help_text="seconds of waiting; of all others a number")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="hurdle_of_some_amount")]
        indexes = [
            models.Index(fields=["conversation", "kind"], include=["amount"], name="hurdles_of_conversation"),
            models.Index(fields=["at"], include=["channel", "kind", "amount"], name="hurdles_by_week"),
        ]

    def __str__(self):
        return f"{self.kind} {self.amount}"
