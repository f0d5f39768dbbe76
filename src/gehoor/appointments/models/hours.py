"""When there is room: hours of places, hours of colleagues, and what takes them away. Local clock times."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .place import Place
from .subject import Way

ENDS_LATER = Q(ends__gt=F("begins"))


class Opening(models.Model):
    """A place receives people on this weekday between these times."""

    class Kind(models.TextChoices):
        BOOKED = "booked", _("by appointment")
        WALK_IN = "walk_in", _("walk-in hour")

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="openings")
    kind = models.CharField(_("for whom"), max_length=8, choices=Kind, default=Kind.BOOKED)
    weekday = models.PositiveSmallIntegerField(_("day"), choices=list(WEEKDAYS.items()))
    begins = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    capacity = models.PositiveSmallIntegerField(
        _("how many at once"), default=1, validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("Counters or rooms."),
    )

    class Meta:
        ordering = ["weekday", "begins"]
        constraints = [models.CheckConstraint(condition=ENDS_LATER, name="opening_ends_later")]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.begins:%H:%M}-{self.ends:%H:%M}"


class Closing(models.Model):
    """Days on which a place is closed; without a place, days on which nobody is received anywhere."""

    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.CASCADE, related_name="closings")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=120, help_text=_("People may read it."))

    class Meta:
        ordering = ["first_day"]
        constraints = [models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="closing_ends_later")]

    def __str__(self):
        return f"{self.days_in_words}: {self.reason}"

    @property
    def days_in_words(self) -> str:
        first, last = (formats.date_format(day, gettext("j F Y")) for day in (self.first_day, self.last_day))
        return first if first == last else gettext("%(first)s until %(last)s") % {"first": first, "last": last}


class StaffHours(models.Model):
    """A colleague receives people on this weekday: at a place, at home or by video."""

    employee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="staff_hours", verbose_name=_("colleague")
    )
    way = models.CharField(_("how"), max_length=8, choices=Way, default=Way.PLACE)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.CASCADE, related_name="staff_hours",
                              verbose_name=_("place"))
    weekday = models.PositiveSmallIntegerField(_("day"), choices=list(WEEKDAYS.items()))
    begins = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))

    class Meta:
        ordering = ["weekday", "begins"]
        constraints = [
            models.CheckConstraint(condition=ENDS_LATER, name="staff_hours_end_later"),
            models.CheckConstraint(
                condition=Q(way=Way.PLACE, place__isnull=False) | (~Q(way=Way.PLACE) & Q(place=None)),
                name="staff_hours_at_a_place_have_one",
            ),
        ]

    def __str__(self):
        return f"{self.employee}: {self.get_weekday_display()} {self.begins:%H:%M}-{self.ends:%H:%M}"


class Busy(models.Model):
    """A colleague cannot receive anybody then. Their own calendar said so; nothing is kept of why."""

    employee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="busy")
    begins = models.DateTimeField()
    ends = models.DateTimeField()

    class Meta:
        ordering = ["begins"]
        indexes = [models.Index(fields=["employee", "begins"], name="busy_of_employee")]
        constraints = [models.CheckConstraint(condition=ENDS_LATER, name="busy_ends_later")]

    def __str__(self):
        return f"{self.employee_id}: {self.begins} - {self.ends}"
