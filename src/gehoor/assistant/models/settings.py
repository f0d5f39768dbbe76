"""What this organisation decided about the assistant."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class AssistantSettings(models.Model):
    """One row at most, see `assistant.house`."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    is_on = models.BooleanField(
        _("the assistant answers questions"), default=True,
        help_text=_("Only where articles for everybody are published. People can always choose a human at once."),
    )
    keep_days = models.PositiveSmallIntegerField(
        _("days that a talk is kept in which no human came in"), default=90,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("After that only counts are left, without what was asked."),
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_assistant_settings")]

    def __str__(self):
        return "assistant settings"
