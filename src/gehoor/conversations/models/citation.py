"""Which text of the knowledge base somebody was told."""

from django.db import models
from django.utils import timezone

from gehoor.knowledge.models import Version

from .contact import Contact


class Citation(models.Model):
    """In this contact we told what this version says (requirement D2). Who told it stands on the contact."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="citations")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="citations")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "version"], name="told_once_in_a_contact")]
        indexes = [models.Index(fields=["version", "at"], name="told_when")]

    def __str__(self):
        return f"{self.contact_id} {self.version_id}"
