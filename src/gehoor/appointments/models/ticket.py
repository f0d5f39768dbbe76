"""A number in the line of a walk-in hour. It says nothing about who holds it."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.models import Conversation

from .place import Place
from .subject import Subject


def new_key() -> str:
    """80 bits: who has it may follow one number, and nothing else."""
    return secrets.token_hex(10)


class TicketQuerySet(models.QuerySet):
    def today(self, place):
        """Those of today at this place: what was taken yesterday never comes back."""
        return self.filter(place=place, day=timezone.localdate())

    def waiting(self):
        """In the order in which they are called."""
        return self.filter(state=Ticket.State.WAITING).order_by("in_line_since", "pk")


class Ticket(models.Model):
    """One place in the line. Numbers begin at 1 each day, at each place."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        CALLED = "called", _("called")
        DONE = "done", _("helped")
        GONE = "gone", _("left")

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="tickets")
    day = models.DateField(default=timezone.localdate)
    number = models.PositiveSmallIntegerField()
    subject = models.ForeignKey(Subject, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    key = models.CharField(max_length=20, unique=True, default=new_key)
    taken_at = models.DateTimeField(default=timezone.now)
    in_line_since = models.DateTimeField(default=timezone.now)
    called_at = models.DateTimeField(null=True)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    counter = models.CharField(max_length=20, blank=True)
    calls = models.PositiveSmallIntegerField(default=0)
    missed = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    conversation = models.ForeignKey(Conversation, null=True, on_delete=models.SET_NULL, related_name="tickets")

    objects = TicketQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "day", "number"], name="one_ticket_a_number"),
            models.UniqueConstraint(
                fields=["place", "day", "called_by"], condition=Q(state="called"), name="one_called_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.place.letter}{self.number}"
