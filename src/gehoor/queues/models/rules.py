"""How long things may take here, in one place."""

from datetime import time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from gehoor.core.working_hours import WorkingHours
from gehoor.targets import calendar

HOURS = [MinValueValidator(1), MaxValueValidator(400)]


class WorkRules(models.Model):
    """The organisation's own times and counts; exactly one row (`queues.rules.current`). Hours are working hours."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    shift_change = models.TimeField(
        _("the second shift begins"), null=True, blank=True, default=time(13), help_text=_("Empty: one shift a day.")
    )
    colleague_hours = models.PositiveSmallIntegerField(
        _("a colleague accepts a handover within"), default=4, validators=HOURS,
        help_text=_("Working hours. After that it goes back, with an alarm."),
    )
    team_hours = models.PositiveSmallIntegerField(
        _("a team accepts a handover within"), default=4, validators=HOURS, help_text=_("Working hours.")
    )
    shift_hours = models.PositiveSmallIntegerField(
        _("the next shift accepts a handover within"), default=1, validators=HOURS,
        help_text=_("Working hours after that shift began."),
    )
    repeat_contacts = models.PositiveSmallIntegerField(
        _("a question gets an owner at contact number"), default=3,
        validators=[MinValueValidator(2), MaxValueValidator(20)],
    )
    repeat_days = models.PositiveSmallIntegerField(
        _("counted over so many days"), default=30, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    # Longer than a phone is laid aside for, so that few are put aside who are about to look again; half as long as people
    # wait for us at most on a busy day, so that nobody waits long behind who has left. Coming back costs them no place.
    chat_minutes = models.PositiveSmallIntegerField(
        _("who waits in the chat and closed the page stands before others for"), default=10,
        validators=[MinValueValidator(5), MaxValueValidator(120)],
        help_text=_("Minutes. Then nobody waits behind them any more. Their question stays, and whoever comes back has the old place."),
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_set_of_rules")]

    def __str__(self):
        return str(_("rules of work"))

    @cached_property
    def hours(self) -> WorkingHours:
        """Business time of the organisation."""
        return calendar.current(getattr(self, "stamp", None)).hours(shift_change=self.shift_change)
