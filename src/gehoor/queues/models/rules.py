"""How long things may take here, in one place."""

from datetime import time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from gehoor.core.working_hours import WorkingHours

HOURS = [MinValueValidator(1), MaxValueValidator(400)]


class WorkRules(models.Model):
    """The organisation's own times and counts; exactly one row (`queues.rules.current`). Hours are working hours."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    day_begins = models.TimeField(_("the working day begins"), default=time(8, 30))
    day_ends = models.TimeField(_("the working day ends"), default=time(17))
    shift_change = models.TimeField(
        _("the second shift begins"), null=True, blank=True, default=time(13), help_text=_("Empty: one shift a day.")
    )
    response_hours = models.PositiveSmallIntegerField(
        _("we answer within"), default=16, validators=HOURS,
        help_text=_("Working hours. What waits longer comes first under Next."),
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

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_set_of_rules")]

    def __str__(self):
        return str(_("rules of work"))

    @property
    def hours(self) -> WorkingHours:
        return WorkingHours((((self.day_begins, self.day_ends),),) * 5 + ((), ()), shift_change=self.shift_change)
