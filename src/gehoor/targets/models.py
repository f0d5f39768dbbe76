"""When we are open, and how soon we want to answer. Read through `targets.calendar`, changed through `targets.changing`."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gehoor.staff.models import Team

from .norms import Measure, Norm, Unit


class Scope(models.Model):
    """Whose hours: the organisation's, or of one channel, one team, or one channel of one team."""

    channel = models.CharField(max_length=20, blank=True, help_text="kind of channel; empty: all")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class OpeningTime(Scope):
    """One stretch of a weekday in which we are open. A scope without any has the hours of the organisation."""

    weekday = models.PositiveSmallIntegerField(help_text="0 is Monday")
    opens = models.TimeField()
    closes = models.TimeField(help_text="00:00 is midnight at the end of the day")

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="weekday_of_a_week"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")) | Q(closes="00:00"), name="opens_before_it_closes"),
        ]

    def __str__(self):
        return f"{self.weekday} {self.opens:%H:%M}-{self.closes:%H:%M}"


class SpecialDay(Scope):
    """A day that differs: we are closed, open at other times, or open as usual although it is a holiday."""

    class Kind(models.TextChoices):
        CLOSED = "closed", _("Closed all day")
        HOURS = "hours", _("Open at other times")
        USUAL = "usual", _("Open as usual")

    date = models.DateField()
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.CLOSED)
    times = ArrayField(
        ArrayField(models.TimeField(), size=2), default=list, blank=True,
        help_text="from and until, where we are open at other times; 00:00 is midnight at the end of the day",
    )

    class Meta:
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(fields=["date", "channel", "team"], name="one_special_day", nulls_distinct=False),
            models.CheckConstraint(condition=~Q(kind="hours") | Q(times__len__gt=0), name="other_times_are_given"),
        ]

    def __str__(self):
        return f"{self.date} {self.name}"


class Target(models.Model):
    """How soon from one day on. A contact is judged by what held on its day, so none is ever changed once it holds."""

    channel = models.CharField(max_length=20, help_text="kind of channel")
    measure = models.CharField(max_length=8, choices=Measure, default=Measure.ANSWER)
    unit = models.CharField(max_length=8, choices=Unit, default=Unit.DAYS)
    amount = models.PositiveSmallIntegerField(help_text="0 days is the same working day, 0 seconds is at once")
    valid_from = models.DateField()
    source = models.CharField(max_length=200, blank=True, help_text="why, or from where")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "measure", "valid_from"], name="one_target_from_a_day")
        ]

    def __str__(self):
        return f"{self.channel} {self.measure} {self.amount} {self.unit} from {self.valid_from}"

    @property
    def norm(self) -> Norm:
        return Norm(Unit(self.unit), self.amount, self.source)


class Stamp(models.Model):
    """Becomes another with every change of what stands above; one row at most."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    value = models.CharField(max_length=16)
    counted = models.CharField(max_length=16, blank=True, help_text="up to which everything that runs was counted again")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_stamp")]

    def __str__(self):
        return self.value
