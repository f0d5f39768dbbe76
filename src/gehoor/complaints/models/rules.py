"""By which law and in how many weeks complaints are handled here."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from gehoor.staff.models import Team

TOPICS = (
    "Bejegening\nInformatie\nWachten of bereikbaarheid\nAfspraak niet nagekomen\nHoe het werk werd gedaan\n"
    "Privacy\nIets anders"
)


class Law(models.TextChoices):
    AWB = "awb", _("Public body (Awb, chapter 9)")
    WKKGZ = "wkkgz", _("Care provider (Wkkgz)")
    OWN = "own", _("Own rules")


# The longest term and extension that a law allows, in weeks (Awb 9:11; Wkkgz 17).
LONGEST = {Law.AWB: (6, 4), Law.WKKGZ: (6, 4), Law.OWN: (52, 52)}
WITH_COMMITTEE = 10  # weeks, where a complaints committee advises (Awb 9:11, first paragraph, and 9:13-16)


class ComplaintRules(models.Model):
    """The organisation's own; exactly one row (`complaints.rules.current`).

    A complaint copies what it is judged by when it is received, so a change counts for new complaints only.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    law = models.CharField(_("by which law"), max_length=8, choices=Law, default=Law.AWB)
    committee_advises = models.BooleanField(
        _("a complaints committee advises"), default=False, help_text=_("Awb 9:13 to 9:16. The term is ten weeks then.")
    )
    weeks = models.PositiveSmallIntegerField(
        _("done within"), default=6, validators=[MinValueValidator(1), MaxValueValidator(52)],
        help_text=_("Weeks after receipt. Awb 9:11 and Wkkgz 17: six at the most; sooner may be promised."),
    )
    extension_weeks = models.PositiveSmallIntegerField(
        _("may be extended by"), default=4, validators=[MaxValueValidator(52)],
        help_text=_("Weeks, once. Awb 9:11 and Wkkgz 17: four at the most. After that only if the person agrees."),
    )
    call_days = models.PositiveSmallIntegerField(
        _("we call within"), default=2, validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_("Working days after receipt. Phoning first solves most complaints."),
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("complaints team"),
        help_text=_("Gets complaints that come in by a form. Empty: the team of the form."),
    )
    topics = models.TextField(
        _("subjects"), default=TOPICS, max_length=2000,
        help_text=_("One on each line. They are counted in the register (Awb 9:12a)."),
    )
    external_name = models.CharField(
        _("external body"), max_length=120, default="Nationale ombudsman",
        help_text=_("Where somebody can go after us. Awb 9:12, second paragraph; Wkkgz 18: the geschilleninstantie."),
    )
    external_site = models.URLField(_("its website"), blank=True, default="https://www.nationaleombudsman.nl")
    external_address = models.CharField(
        _("its address and phone number"), max_length=300, blank=True,
        default="Postbus 93122, 2509 AC Den Haag, telefoon 0800 33 55 555",
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_set_of_complaint_rules")]

    def __str__(self):
        return str(_("rules for complaints"))

    def clean(self):
        """No longer than the law allows."""
        longest, extension = LONGEST[self.law]
        if self.law == Law.AWB and self.committee_advises:
            longest = WITH_COMMITTEE
        if (self.weeks or 0) > longest:
            raise ValidationError({"weeks": _("This law allows at most %(weeks)s weeks.") % {"weeks": longest}})
        if (self.extension_weeks or 0) > extension:
            raise ValidationError({"extension_weeks": _("This law allows at most %(weeks)s weeks.") % {"weeks": extension}})

    @property
    def topic_list(self) -> list[str]:
        return [line.strip()[:80] for line in self.topics.splitlines() if line.strip()]

    @property
    def external(self) -> str:
        """The external body with how to reach it, in one line."""
        return ", ".join(filter(None, [self.external_name, self.external_address, self.external_site]))
