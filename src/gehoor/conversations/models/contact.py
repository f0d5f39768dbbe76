"""One contact moment on one channel."""

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.core import prepared
from gehoor.people.models import Person

from .conversation import Conversation


class Direction(models.TextChoices):
    IN = "in", _("from the person")
    OUT = "out", _("from us")
    INTERNAL = "internal", _("among ourselves")


class Contact(models.Model):
    """One contact moment (VNG: klantcontact with its betrokkene)."""

    COMPUTER = "computer"  # `automatic` of what the assistant said

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="contacts")
    channel = models.CharField(max_length=20, help_text=_("Kind of channel, as in the channel registry."))
    direction = models.CharField(max_length=8, choices=Direction)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="contacts")
    on_behalf_of = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts_made_for",
        help_text=_("Whom this person spoke for: who they help, or their organisation."),
    )
    employee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="contacts"
    )
    at = models.DateTimeField(default=timezone.now)
    external_id = models.CharField(
        max_length=128, null=True, help_text=_("What makes a second delivery the same contact.")
    )
    address = models.CharField(
        max_length=320, blank=True, help_text=_("The person's address in this contact: where an answer goes.")
    )
    our_address = models.CharField(
        max_length=320, blank=True, help_text=_("Our address or number that was used: who answers.")
    )
    automatic = models.CharField(
        max_length=16, blank=True, help_text="bounce, out-of-office, list, auto, acknowledgement or empty"
    )

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["channel", "external_id"], name="contact_received_once")]
        indexes = [
            models.Index(fields=["conversation", "at"], name="timeline"),
            models.Index(fields=["person", "-at"], name="contacts_of_person"),
            BrinIndex(fields=["at"], name="contacts_by_week"),
        ]

    def __str__(self):
        return f"{self.channel} {self.direction} #{self.pk}"

    @property
    def expects_answer(self) -> bool:
        return self.direction == Direction.IN and not self.automatic

    @property
    def is_to_be_read(self) -> bool:
        """Whether somebody must look at it: all that comes in, save what only tells that our mail was received or not.

        A form, a list or another office's system may send what a person wrote.
        """
        return self.direction == Direction.IN and self.automatic not in ("bounce", "out-of-office")

    @classmethod
    def seen_before(cls, channel, external_id):
        """The contact that this delivery already became, or None."""
        return prepared.one(("contact seen",), cls.objects.filter, channel=channel, external_id=external_id)
