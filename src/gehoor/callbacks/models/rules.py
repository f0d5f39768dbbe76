"""How this organisation calls back."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CallBackRules(models.Model):
    """One row, or none while nobody changed anything: see `callbacks.rules`."""

    per_half_hour = models.PositiveSmallIntegerField(
        _("calls per half hour"), default=2, validators=[MaxValueValidator(100)],
        help_text=_("So many people may choose the same half hour. With 0 no moments are offered."),
    )
    days_ahead = models.PositiveSmallIntegerField(
        _("working days ahead"), default=5, validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("So many days with opening hours people can choose from, today among them."),
    )
    pause_minutes = models.PositiveSmallIntegerField(
        _("minutes until we call again"), default=30, validators=[MinValueValidator(5), MaxValueValidator(1440)],
        help_text=_("Counted in opening hours, after nobody answered."),
    )
    tries = models.PositiveSmallIntegerField(
        _("calls without an answer"), default=3, validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text=_("After so many calls the person gets a message, and the question stays open."),
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_row_of_call_back_rules")]

    def __str__(self):
        return "rules of calling back"
