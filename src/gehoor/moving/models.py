"""What was brought over, so that doing it again changes nothing."""

from django.db import models

from gehoor.conversations.models import Conversation
from gehoor.people.models import Person


class Imported(models.Model):
    """One thing of another system that is here now. It stays when what it became is removed, so that stays removed."""

    class Kind(models.TextChoices):
        PERSON = "person"
        ORGANISATION = "organisation"
        STORY = "story"

    source = models.CharField(max_length=80, help_text="the system it came from, such as zammad or people")
    kind = models.CharField(max_length=12, choices=Kind)
    external_id = models.CharField(max_length=100, help_text="its number there")
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of what it said there")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    conversation = models.ForeignKey(Conversation, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "kind", "external_id"], name="brought_over_once")]

    def __str__(self):
        return f"{self.source} {self.kind} {self.external_id}"
