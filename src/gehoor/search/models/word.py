"""The words that were ever said, so that parts of compounds and misspelt words can be found."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models


class Word(models.Model):
    """A word as it is written, in small letters, and in how many messages it was when they were learned."""

    text = models.CharField(max_length=40, primary_key=True)
    messages = models.IntegerField(default=1)

    class Meta:
        indexes = [GinIndex(OpClass("text", name="gin_trgm_ops"), name="word_trigram")]

    def __str__(self):
        return self.text


class Learned(models.Model):
    """Up to which message words are learned; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    message = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="learned_once")]

    def __str__(self):
        return f"up to message #{self.message}"
