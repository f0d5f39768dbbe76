"""Steps of handling a complaint, each a record with who and when."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .complaint import EMPLOYEE, Complaint


class Call(models.Model):
    """A try to reach the person by phone."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="calls")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(**EMPLOYEE)
    reached = models.BooleanField(_("reached"))
    note = models.TextField(_("what was said"), blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"call #{self.pk}"


class Hearing(models.Model):
    """The person tells their story in person (Awb 9:10), or does not and why.

    Awb only; elsewhere it is offered as well, but no law asks for a report.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        WAIVED = "waived", _("not held")

    class Waived(models.TextChoices):
        """Awb 9:10, second paragraph, a to c."""

        UNFOUNDED = "unfounded", _("the complaint is evidently unfounded (Awb 9:10, 2a)")
        NOT_WANTED = "not_wanted", _("the person does not want to be heard (Awb 9:10, 2b)")
        NO_ANSWER = "no_answer", _("the person did not answer the offer in time (Awb 9:10, 2c)")

    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE, related_name="hearing")
    state = models.CharField(max_length=8, choices=State)
    offered_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(**EMPLOYEE)
    planned_at = models.DateTimeField(_("when"), null=True, blank=True)
    place = models.CharField(_("where, or by phone"), max_length=200, blank=True)
    held_at = models.DateTimeField(null=True)
    present = models.CharField(_("who were there"), max_length=300, blank=True)
    report = models.TextField(_("report"), blank=True, help_text=_("Awb 9:10, third paragraph: what was said is written down."))
    waived = models.CharField(max_length=12, choices=Waived, blank=True)
    waived_words = models.CharField(max_length=500, blank=True)

    def __str__(self):
        return f"hearing of #{self.complaint_id}"


class Extension(models.Model):
    """More time: four weeks that we take (Awb 9:11, second paragraph), or longer that the person agrees to (third)."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="extensions")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(**EMPLOYEE)
    reason = models.TextField()
    was_due_on = models.DateField()
    due_on = models.DateField()
    agreed = models.BooleanField(default=False, help_text="the person agreed in writing (Awb 9:11, third paragraph)")
    was_late = models.BooleanField(default=False, help_text="the term was over already: written down as it was")
    told_at = models.DateTimeField(null=True, help_text="a message about it went to the person")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"extension #{self.pk}"
