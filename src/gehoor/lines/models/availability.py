"""Who is there for people who wait: what an employee says of themself, and whether a screen of theirs is alive."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_AT_ONCE = 6  # people helped at one moment by one employee on one channel


class Availability(models.Model):
    """What an employee says of themself for one live channel. Counts only while a screen of theirs is alive."""

    class State(models.TextChoices):
        AVAILABLE = "available", _("available")
        BUSY = "busy", _("busy")
        AWAY = "away", _("away")

    employee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="availabilities")
    channel = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State, default=State.AWAY)
    capacity = models.PositiveSmallIntegerField(
        _("people at once"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_AT_ONCE)],
        help_text=_("Empty: as many as is usual on this channel."),
    )
    missed = models.PositiveSmallIntegerField(default=0, help_text="offers in a row that they did not react to")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employee", "channel"], name="one_availability_per_channel"),
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(capacity__range=(1, MOST_AT_ONCE)), name="capacity_within_limits"
            ),
        ]

    def __str__(self):
        return f"{self.channel}: {self.state}"


class Heartbeat(models.Model):
    """When a screen of this employee was alive last. Written over each time, so it tells nothing of a day's work."""

    employee = models.OneToOneField(settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return f"heartbeat of #{self.employee_id}"


class Watch(models.Model):
    """That heartbeats are written at all; one row. Without it nobody is taken for vanished: we may be blind ourselves."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    since = models.DateTimeField(help_text="without a gap")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_watch")]

    def __str__(self):
        return "watch"


class Skill(models.Model):
    """A language that an employee helps people in, or a subject they know. Dutch needs no row."""

    class Kind(models.TextChoices):
        LANGUAGE = "language", _("language")
        SUBJECT = "subject", _("subject")

    employee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="skills")
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=80, help_text="of a language: BCP 47")

    class Meta:
        ordering = ["kind", "value"]
        constraints = [models.UniqueConstraint(fields=["employee", "kind", "value"], name="a_skill_once")]

    def __str__(self):
        return self.value
