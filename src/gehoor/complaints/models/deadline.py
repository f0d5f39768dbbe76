"""Something about a complaint that has a last moment, and whether somebody was warned of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .complaint import Complaint


class DeadlineQuerySet(models.QuerySet):
    def running(self):
        """Not met, of complaints that are open."""
        return self.filter(met_at=None, complaint__ended_at=None)


class Deadline(models.Model):
    """One of each kind for a complaint. Warned at `warn_at`, the leads at `leads_at`; each once."""

    class Kind(models.TextChoices):
        CALL = "call", _("call the person")
        NOTICE = "notice", _("decide whether it is taken up")  # Awb 9:8, third paragraph
        HEARING = "hearing", _("hear the person")  # Awb 9:10
        DUE = "due", _("conclude it")  # Awb 9:11, Wkkgz 17

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=8, choices=Kind)
    due_at = models.DateTimeField()
    warn_at = models.DateTimeField()
    leads_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True)
    leads_told_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["complaint", "kind"], name="one_deadline_of_each_kind")]
        indexes = [
            models.Index(fields=["warn_at"], name="deadlines_to_warn", condition=Q(met_at=None, warned_at=None)),
            models.Index(fields=["leads_at"], name="deadlines_to_leads", condition=Q(met_at=None, leads_told_at=None)),
        ]

    def __str__(self):
        return f"{self.kind} of #{self.complaint_id}"
