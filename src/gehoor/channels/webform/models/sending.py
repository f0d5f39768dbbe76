"""How often something was sent from one place lately, without knowing which place."""

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

HOUR = timedelta(hours=1)


class Sending(models.Model):
    """One try to send a form. `origin` is a keyed hash of the network address with a key of that day; rows go in an hour."""

    origin = models.CharField(max_length=32)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["origin", "at"], name="sendings_lately"), models.Index(fields=["at"], name="sendings_old")]

    def __str__(self):
        return f"sending #{self.pk}"

    @classmethod
    def count(cls, address: str) -> int:
        """Write one down for this network address; returns how many that makes within an hour."""
        origin, now = _origin(address), timezone.now()
        cls.objects.filter(at__lt=now - HOUR).delete()
        cls.objects.create(origin=origin, at=now)
        return cls.objects.filter(origin=origin).count()


def _origin(address: str) -> str:
    key = f"{settings.SECRET_KEY}:{timezone.localdate()}".encode()
    return hmac.new(key, address.encode(), hashlib.sha256).hexdigest()[:32]
