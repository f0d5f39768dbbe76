"""A call that did not reach the person: the promise stays open."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .promise import EMPLOYEE, Promise


class Attempt(models.Model):
    """Somebody tried to call back and did not get through."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(**EMPLOYEE)
    note = models.CharField(_("what happened"), max_length=200, blank=True)
    due_before = models.DateTimeField(null=True, help_text="by when it was to be done until then, so that this can be undone")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"attempt #{self.pk}"
