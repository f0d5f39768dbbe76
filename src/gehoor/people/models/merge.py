"""Two that proved to be one person: who said so and why, and what makes it possible to take it back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .person import Person


class Merge(models.Model):
    """`merged` proved to be `survivor`. Nothing is deleted; undoing it is a record on the same row."""

    survivor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("why they are one person"), max_length=300)
    words = models.JSONField(
        default=dict, help_text="what the merge changed in the survivor's own row: {field: [before, after]}"
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_reason = models.CharField(_("why they are two people"), max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["merged"], condition=models.Q(undone_at=None), name="merged_once_at_a_time")
        ]

    def __str__(self):
        return f"person {self.merged_id} into {self.survivor_id}"


class Belonging(models.Model):
    """Whose a row would be if nobody had ever been merged; kept for rows of people who are merged with somebody.

    An owner is always the end of the chain of `merged_into` that begins at `home`.
    """

    relation = models.CharField(max_length=120, help_text="app.model.field that points to a person")
    row = models.BigIntegerField()
    home = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    is_settled = models.BooleanField(default=True, help_text="False: it came in while `home` stood for several people")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["relation", "row"], name="one_home_a_row")]

    def __str__(self):
        return f"{self.relation} {self.row} of person {self.home_id}"
