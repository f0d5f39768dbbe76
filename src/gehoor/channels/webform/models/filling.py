"""What somebody is filling in and has not sent yet: only where there is something to keep."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from gehoor.postroom.inbound import InboundFile
from gehoor.postroom.models import Arrival

from .form import Version

SAVED_FOR = timedelta(days=30)
KEPT_FOR = timedelta(days=1)  # files between two tries, where nobody asked to go on later


def soon():
    return timezone.now() + KEPT_FOR


class Filling(models.Model):
    """One page of a form in somebody's browser. `nonce` is what the page carries; equal nonces are one filling."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    nonce = models.CharField(max_length=32, unique=True)
    answers = models.JSONField(default=dict, help_text="as typed, by name of the field: a list of values each")
    resume_digest = models.CharField(max_length=64, null=True, unique=True, help_text="SHA-256 of the token in the link")
    conversation_id = models.BigIntegerField(null=True, help_text="where the form was opened from")
    person_id = models.BigIntegerField(null=True)
    expires_at = models.DateTimeField(default=soon)
    arrival = models.ForeignKey(Arrival, null=True, on_delete=models.SET_NULL, related_name="+", help_text="it was sent")

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="fillings_expire")]

    def __str__(self):
        return f"filling #{self.pk}"

    def save_for_later(self) -> str:
        """Keep it for `SAVED_FOR`; returns the token of the link, the same one however often it is saved."""
        token = salted_hmac("gehoor.webform.resume", self.nonce, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
        self.resume_digest, self.expires_at = digest(token), timezone.now() + SAVED_FOR
        self.save(update_fields=["resume_digest", "expires_at"])
        return token

    @classmethod
    def saved(cls, token: str) -> "Filling | None":
        """What the link with this token leads to."""
        found = cls.objects.filter(resume_digest=digest(token), expires_at__gt=timezone.now())
        return found.select_related("version__form").first()

    @classmethod
    def forget_expired(cls):
        """Delete what nobody sent in time, files and all."""
        cls.objects.filter(expires_at__lt=timezone.now()).delete()


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class KeptFile(models.Model):
    """A file that was chosen for a filling, so that it need not be chosen again."""

    filling = models.ForeignKey(Filling, on_delete=models.CASCADE, related_name="files")
    question = models.CharField(max_length=12)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=127)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name

    @property
    def as_inbound(self) -> InboundFile:
        return InboundFile(self.name, self.content_type, bytes(self.content))
