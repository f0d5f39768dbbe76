"""A turn: one person in a line, until somebody helps them or they leave."""

import secrets

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.models import Contact, Conversation
from gehoor.staff.models import Team

EMPLOYEE = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+", "null": True, "blank": True}


def new_key() -> str:
    """What names a turn to the person whose it is: cannot be guessed."""
    return secrets.token_urlsafe(24)


class TurnQuerySet(models.QuerySet):
    def in_line(self):
        """Not helped yet, the one whose turn it is first."""
        return self.filter(state__in=Turn.IN_LINE).order_by("joined_at", "pk")

    def current(self):
        """In line, or being helped now."""
        return self.exclude(state=Turn.State.LEFT)

    def with_needs(self):
        """With whose question it is, as `takers.Need` has it."""
        is_closed = Coalesce(F("conversation__team__is_closed"), False)
        return self.annotate(whose=F("conversation__team_id"), is_closed=is_closed)

    def visible_to(self, employee):
        """Those whose conversation this employee may read."""
        return self.filter(conversation__in=Conversation.objects.visible_to(employee))


class Turn(models.Model):
    """Somebody who wants to speak to us now. `joined_at` decides the place, and stays when a turn goes back."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        OFFERED = "offered", _("offered to a colleague")
        ASIDE = "aside", _("left, and keeps the place")
        TAKEN = "taken", _("being helped")
        LEFT = "left", _("over")

    IN_LINE = (State.WAITING, State.OFFERED)

    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="turns")
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    channel = models.CharField(max_length=20, help_text="kind of channel on which they are helped, of `lines.kinds`")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="empty: any")
    language = models.CharField(max_length=12, default="nl", help_text="BCP 47")
    subject = models.CharField(max_length=80, blank=True, help_text="what it is about, as in `Skill`; empty: anything")
    prefers = models.ForeignKey(**EMPLOYEE, help_text="who helped them before: gets it first, for a moment")
    keeps_place = models.BooleanField(default=False, help_text="to be called back at their turn: nobody is on the line")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    joined_at = models.DateTimeField(default=timezone.now)
    waits_since = models.DateTimeField(default=timezone.now, help_text="in this line again after it went back, or since it joined")
    offered_to = models.ForeignKey(**EMPLOYEE)
    offered_at = models.DateTimeField(null=True)
    passed_by = ArrayField(models.BigIntegerField(), default=list, help_text="employees who let it pass, the latest last")
    widened_at = models.DateTimeField(null=True, help_text="nobody who has what it asks was there: anybody may help")
    aside_at = models.DateTimeField(null=True, help_text="when they had been gone so long that nobody waits behind them any more")
    taken_by = models.ForeignKey(**EMPLOYEE)
    taken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=20, blank=True)
    low = models.PositiveSmallIntegerField(null=True, help_text="minutes to wait, as first said; null: honestly unknown")
    high = models.PositiveSmallIntegerField(null=True)

    objects = TurnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "channel"], condition=~Q(state="left"), name="one_turn_at_a_time_on_a_channel"
            ),
            models.CheckConstraint(condition=~Q(state="offered") | Q(offered_to__isnull=False), name="offered_to_somebody"),
            models.CheckConstraint(condition=~Q(state="taken") | Q(taken_by__isnull=False), name="taken_by_somebody"),
        ]
        indexes = [
            models.Index(fields=["joined_at", "id"], name="turns_in_line", condition=Q(state__in=("waiting", "offered"))),
            models.Index(fields=["taken_by"], name="turns_taken", condition=Q(state="taken")),
            models.Index(fields=["offered_to", "-offered_at"], name="turns_offered"),
            models.Index(fields=["channel", "-ended_at"], name="turns_ended", condition=Q(state="left")),
            models.Index(fields=["conversation"], name="turns_aside", condition=Q(state="aside")),
        ]

    def __str__(self):
        return f"turn #{self.pk}"

    @property
    def is_in_line(self) -> bool:
        return self.state in self.IN_LINE

    @property
    def is_over(self) -> bool:
        return self.state == self.State.LEFT
