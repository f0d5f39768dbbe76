"""One meeting: who, where, when and about what."""

import secrets
import uuid

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.models import Conversation, Message

from .place import Place
from .subject import Subject, Way


def new_salt() -> str:
    return secrets.token_urlsafe(16)


class AppointmentQuerySet(models.QuerySet):
    def expired(self, now=None):
        """Holds that nobody finished in time."""
        return self.filter(state=Appointment.State.HELD, held_until__lte=now or timezone.now())

    def coming(self, now=None):
        """Booked, and not over yet."""
        return self.filter(state__in=Appointment.GOING_ON, ends__gt=now or timezone.now())

    def booked(self):
        """Everything but holds."""
        return self.exclude(state=Appointment.State.HELD)

    def told_in_full(self):
        """With all that a page shows of them."""
        return self.select_related("subject", "place", "staff", "conversation__person")


class Appointment(models.Model):
    """A meeting, or while `HELD` a moment that is kept for a few minutes for whoever is filling in who they are.

    `lane` is which of the counters at once it takes, so that two constraints of the database can say what full means.
    """

    class State(models.TextChoices):
        HELD = "held", _("held for a moment")
        BOOKED = "booked", _("booked")
        ARRIVED = "arrived", _("is here")
        DONE = "done", _("done")
        MISSED = "missed", _("did not come")
        CANCELLED = "cancelled", _("cancelled")

    GOING_ON = (State.BOOKED, State.ARRIVED)

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="appointments")
    way = models.CharField(max_length=8, choices=Way)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="appointments")
    lane = models.PositiveSmallIntegerField(null=True)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="appointments")
    address = models.CharField(_("where"), max_length=300, blank=True, help_text="of a home visit; the link of a video call")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    blocked = DateTimeRangeField(help_text="what it takes of a lane and of a colleague, travelling included")
    state = models.CharField(max_length=9, choices=State, default=State.HELD)
    held_until = models.DateTimeField(null=True)
    held_for = models.CharField(max_length=64, blank=True, help_text="keyed digest of where a hold came from")
    conversation = models.ForeignKey(Conversation, null=True, on_delete=models.PROTECT, related_name="appointments")
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300, blank=True, help_text="why it was changed or cancelled last")
    told_at = models.CharField(max_length=320, blank=True, help_text="the e-mail address given with the booking")
    to_be_told = models.BooleanField(default=False, help_text="no address is known: somebody has to call")
    remind_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, help_text="RFC 5545 3.8.4.7")
    sequence = models.PositiveIntegerField(default=0, help_text="RFC 5545 3.8.7.4")
    salt = models.CharField(max_length=32, default=new_salt, help_text="of the link to change it")

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["begins", "pk"]
        indexes = [
            models.Index(fields=["begins"], name="appointments_by_time"),
            models.Index(fields=["remind_at"], name="to_be_reminded", condition=Q(reminded_at=None, state="booked")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="appointment_ends_later"),
            models.CheckConstraint(condition=Q(state="held") | Q(conversation__isnull=False), name="booked_for_somebody"),
            models.CheckConstraint(
                condition=Q(way="place", place__isnull=False, lane__isnull=False)
                | (~Q(way="place") & Q(place=None, lane=None, staff__isnull=False)),
                name="appointment_has_its_room",
            ),
            ExclusionConstraint(
                name="one_at_a_time_in_a_lane", condition=~Q(state="cancelled"),
                expressions=[("place", RangeOperators.EQUAL), ("lane", RangeOperators.EQUAL), ("blocked", RangeOperators.OVERLAPS)],
            ),
            ExclusionConstraint(
                name="one_at_a_time_with_a_colleague", condition=~Q(state="cancelled"),
                expressions=[("staff", RangeOperators.EQUAL), ("blocked", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self):
        return f"appointment #{self.pk}"

    @property
    def minutes(self) -> int:
        return round((self.ends - self.begins).total_seconds() / 60)

    @property
    def is_coming(self) -> bool:
        """Whether it is booked and still lies ahead, so that it can be changed."""
        return self.state == self.State.BOOKED and self.begins > timezone.now()

    @property
    def where(self) -> str:
        """The place as one line."""
        if self.way == Way.PLACE:
            return f"{self.place.name}, {self.place.address}"
        return self.address or str(self.get_way_display())

    @property
    def things(self) -> list[str]:
        """What to bring for everything it is about, each once."""
        return list(dict.fromkeys(thing for matter in self.matters.all() for thing in matter.subject.things))


class Telling(models.Model):
    """A message in which the person was told of an appointment."""

    class What(models.TextChoices):
        BOOKED = "booked", _("booked")
        MOVED = "moved", _("moved")
        CANCELLED = "cancelled", _("cancelled")
        REMINDER = "reminder", _("reminder")

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="tellings")
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=9, choices=What)

    def __str__(self):
        return f"{self.what} of appointment #{self.appointment_id}"


class Matter(models.Model):
    """What an appointment is about: a question of the person, and how long it takes. One visit may cover several."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="matters")
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="matters")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["appointment", "conversation"], name="one_matter_a_conversation")]

    def __str__(self):
        return f"{self.subject} of appointment #{self.appointment_id}"
