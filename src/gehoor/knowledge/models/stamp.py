"""What tells every process that knowledge changed."""

from secrets import token_hex

from django.db import models
from django.db.models import Q


class Stamp(models.Model):
    """Becomes another with every change of what is told; one row at most. What processes keep in memory goes by it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    value = models.CharField(max_length=16)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_knowledge_stamp")]

    def __str__(self):
        return self.value

    @classmethod
    def renew(cls):
        """From the end of this transaction on, everybody reads again what is told."""
        cls.objects.update_or_create(pk=1, defaults={"value": token_hex(8)})
