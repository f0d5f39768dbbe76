"""What passages mean, as a model of embeddings tells it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Vector(models.Model):
    """Of one passage's words: whoever writes them again, in whatever version, has their vector already."""

    model = models.CharField(max_length=100, help_text="name of the model that made it")
    digest = models.BinaryField(max_length=16, help_text="BLAKE2b of the passage")
    values = models.BinaryField(help_text="half-precision numbers, little-endian")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "digest"], name="one_vector_of_a_passage")]

    def __str__(self):
        return f"{self.model} {bytes(self.digest).hex()}"


class Indexing(models.Model):
    """How far the job that makes vectors is; one row at most."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    stamp = models.CharField(max_length=16, blank=True, help_text="what was told when it last was done")
    model = models.CharField(max_length=100, blank=True)
    done = models.PositiveIntegerField(default=0, help_text="passages that have a vector")
    total = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True, help_text="why it stopped; empty where it goes well")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_indexing")]

    def __str__(self):
        return f"{self.done} of {self.total}"

    @property
    def is_done(self) -> bool:
        """Every passage has its vector."""
        return self.done >= self.total and not self.trouble
