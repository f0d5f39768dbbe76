"""What a language model made of an article, and what went to and fro for that."""

from django.db import models
from django.utils import timezone

from gehoor.knowledge.models import Version


class Rewording(models.Model):
    """One version in other words; without `text` it was refused, and `why` says for what. Kept as long as the version."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="rewordings")
    way = models.CharField(max_length=8, help_text="plainer, or the ISO 639-1 code of the language")
    text = models.TextField(blank=True, help_text="that may be told, a sentence a line; empty: the article's own words are told")
    why = models.CharField(max_length=200, blank=True)
    model = models.CharField(max_length=100)
    sent = models.TextField(help_text="personal data masked")
    got = models.TextField(blank=True, help_text="personal data masked")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "way"], name="one_rewording_of_a_way")]
        indexes = [models.Index(fields=["at"], name="rewordings_by_time")]

    def __str__(self):
        return f"{self.version_id} {self.way}"
