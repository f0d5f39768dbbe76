"""What came of a complaint: what went wrong, why, and what changes."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .complaint import EMPLOYEE, Complaint


class Judgement(models.TextChoices):
    FOUNDED = "founded", _("founded")
    PARTLY = "partly", _("partly founded")
    UNFOUNDED = "unfounded", _("unfounded")
    NONE = "none", _("no judgement")


class Outcome(models.Model):
    """Findings, judgement and conclusions with their reasons (Awb 9:12, first paragraph; Wkkgz 17).

    Saved while it is being written; told once `told_at` is there. `parts` is what was complained about, one by one:
    [{"about": words, "judgement": `Judgement`}].
    """

    class Admitted(models.TextChoices):
        YES = "yes", _("Yes, this should not have happened")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE, related_name="outcome")
    went_wrong = models.TextField(_("what went wrong"), blank=True)
    why = models.TextField(_("why"), blank=True)
    changes = models.TextField(_("what changes"), blank=True)
    done = models.TextField(_("what was done for the person"), blank=True)
    admitted = models.CharField(_("do we admit a mistake?"), max_length=8, choices=Admitted, blank=True)
    admitted_words = models.CharField(_("in our own words"), max_length=500, blank=True)
    parts = models.JSONField(default=list)
    judgement = models.CharField(max_length=10, choices=Judgement, blank=True, help_text="over all parts")
    letter = models.TextField(blank=True, help_text="as the handler left it; empty: composed from the parts")
    changed_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(**EMPLOYEE)
    told_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"outcome of #{self.complaint_id}"

    @property
    def is_whole(self) -> bool:
        """Whether it says what an outcome has to say."""
        return all([self.went_wrong.strip(), self.why.strip(), self.changes.strip(), self.admitted, self.judgement])


def over_all(judgements) -> str:
    """One judgement over all parts: as they all are, else partly founded where any of them is."""
    several = {one for one in judgements if one}
    if not several:
        return ""
    if len(several) == 1:
        return several.pop()
    if several & {Judgement.FOUNDED, Judgement.PARTLY}:
        return Judgement.PARTLY
    return Judgement.UNFOUNDED
