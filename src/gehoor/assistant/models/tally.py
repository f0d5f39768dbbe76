"""What is left of talks that were erased: numbers."""

from django.db import models
from django.db.models import Q

from gehoor.knowledge.models import Article

from .talk import Talk
from .turn import Turn


class Tally(models.Model):
    """How many turns of one week were alike in all of this; nothing of what was asked."""

    week = models.DateField(help_text="its Monday")
    door = models.CharField(max_length=8, choices=Talk.Door)
    article = models.ForeignKey(Article, null=True, on_delete=models.CASCADE, related_name="+", help_text="that was told or offered first")
    outcome = models.CharField(max_length=8, choices=Turn.Outcome, blank=True)
    reason = models.CharField(max_length=16, choices=Turn.Reason, blank=True)
    helped = models.BooleanField(null=True)
    ended = models.CharField(max_length=11, choices=Talk.Ended, blank=True, help_text="of the last turn of a talk: how that ended")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["week", "door", "article", "outcome", "reason", "helped", "ended"], nulls_distinct=False,
                                    name="one_tally_of_alike_turns"),
            models.CheckConstraint(condition=Q(number__gt=0), name="tally_of_some"),
        ]

    def __str__(self):
        return f"{self.week} {self.outcome} {self.number}"
