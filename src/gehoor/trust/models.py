"""Who looked at which story (requirement M2: every read is logged), and what the organisation decided on access."""

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Names(models.TextChoices):
    FULL = "full", _("first and last name")
    FIRST = "first", _("first name only")
    NONE = "none", _("no name, only that of the organisation")


class MayBreakGlass(models.TextChoices):
    NOBODY = "nobody", _("nobody")
    LEADS = "leads", _("team leads")
    ALL = "all", _("team leads and employees, not those of outsourced teams")


class TrustSettings(models.Model):
    """What this organisation decided on access; one row at most, see `trust.house`."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    sends_link = models.BooleanField(
        _("put a link to the conversation in confirmations and answers"), default=True,
        help_text=_("Whoever has the mail can then read what was said without an account, and write back. Never for "
                    "confidential conversations or those of a closed team: there an employee decides each time."),
    )
    link_days = models.PositiveSmallIntegerField(
        _("days that a link opens the conversation"), default=90,
        validators=[MinValueValidator(1), MaxValueValidator(730)],
    )
    names_shown = models.CharField(
        _("how residents see the name of an employee"), max_length=5, choices=Names, default=Names.FULL
    )
    shows_calls = models.BooleanField(
        _("show residents what an employee wrote down of a call or visit"), default=True,
        help_text=_("Notes for colleagues are never shown."),
    )
    glass_for = models.CharField(
        _("who may open what is closed to them, with a reason"), max_length=8, choices=MayBreakGlass,
        default=MayBreakGlass.ALL,
        help_text=_("For an emergency, or somebody at the counter. The owner and the team leads are told at once."),
    )
    glass_minutes = models.PositiveSmallIntegerField(
        _("minutes that it then stays open"), default=60, validators=[MinValueValidator(5), MaxValueValidator(480)]
    )
    outsourced_see_status = models.BooleanField(
        _("outsourced teams see that a person has other open questions"), default=False,
        help_text=_("Only the subject and how it stands, nothing that was said. Not of closed teams or confidential ones."),
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_trust_settings")]

    def __str__(self):
        return str(_("Trust"))


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
            BrinIndex(fields=["at"], name="read_in_period"),  # rows come in order of time: a few kilobytes will do
        ]

    def __str__(self):
        return f"{self.what} #{self.pk}"
