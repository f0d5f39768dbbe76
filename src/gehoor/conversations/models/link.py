"""A link that opens one conversation to the person who had it, without an account."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from gehoor.people.models import Person

from .conversation import Conversation


class Link(models.Model):
    """For one person in one conversation. The token itself is kept nowhere: see `conversations.links`."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="links")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="links")
    salt = models.CharField(max_length=24, help_text="the token is made of this and the secret key")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, hexadecimal")
    code_digest = models.CharField(
        max_length=64, unique=True, null=True, help_text="HMAC of the code to type, hexadecimal; null: made before codes were"
    )
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", help_text="empty: by itself"
    )
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    first_opened_at = models.DateTimeField(null=True)
    last_opened_at = models.DateTimeField(null=True)
    renewed_at = models.DateTimeField(null=True, help_text="when a new one was asked for with this one")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["conversation", "person"], name="links_of_conversation")]

    def __str__(self):
        return f"link #{self.pk}"

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def opens(self) -> bool:
        return self.revoked_at is None and not self.is_expired
