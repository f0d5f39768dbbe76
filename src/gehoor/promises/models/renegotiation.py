"""A promise that got another moment before its time."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.core import deadlines

from .promise import EMPLOYEE, Promise


class Renegotiation(models.Model):
    """What the moment was, what it became, and why; the person was told."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="renegotiations")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(**EMPLOYEE)
    reason = models.CharField(_("reason"), max_length=500)
    old_from = models.DateTimeField(null=True)
    old_due = models.DateTimeField()
    new_from = models.DateTimeField(null=True)
    new_due = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"renegotiation #{self.pk}"

    @property
    def was(self) -> str:
        return deadlines.words(self.old_due, self.old_from)

    @property
    def became(self) -> str:
        return deadlines.words(self.new_due, self.new_from)
