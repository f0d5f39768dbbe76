"""Who looked at which story (requirement M2: every read is logged)."""

from django.conf import settings
from django.db import models


class ReadLog(models.Model):
    """One look at a conversation or a person by an employee."""

    at = models.DateTimeField(auto_now_add=True)
    employee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    conversation_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    what = models.CharField(max_length=40, help_text="page, update, attachment, original, search")

    class Meta:
        indexes = [
            models.Index(fields=["conversation_id", "-id"], name="read_of_conversation"),
            models.Index(fields=["employee", "-id"], name="read_by_employee"),
        ]

    def __str__(self):
        return f"{self.what} #{self.pk}"
