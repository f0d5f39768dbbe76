"""That somebody waits for an answer of ours: since when, until when at most, and when it came."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from gehoor.targets.calendar import Calendar

from .contact import Contact
from .conversation import Conversation


class Wait(models.Model):
    """One contact that is to be answered, timed by the target of its day. The clock stands still while we wait for them.

    Where its channel has a target for confirming receipt, `confirm_by` comes first; that clock never stands still.
    `due_at` says nothing while it stands still with time left: then `left` does.
    """

    class EndedBy(models.TextChoices):
        ANSWER = "answer"
        CLOSING = "closing"

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="waits")
    contact = models.OneToOneField(
        Contact, null=True, on_delete=models.CASCADE, related_name="wait", help_text="null: we said that we are to move"
    )
    channel = models.CharField(max_length=20)
    began_at = models.DateTimeField()
    due_at = models.DateTimeField()
    confirm_by = models.DateTimeField(null=True, help_text="receipt is to be confirmed by then; null: no target for that")
    confirmed_at = models.DateTimeField(null=True, help_text="when the person first heard from us after it")
    stopped_at = models.DateTimeField(null=True, help_text="since when the clock stands still")
    left = models.DurationField(null=True, help_text="working time left when it last stopped; null: it never did")
    went_on_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=8, choices=EndedBy, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["conversation"], name="open_waits", condition=Q(ended_at=None)),
            models.Index(fields=["began_at"], include=["channel", "due_at", "ended_at"], name="waits_by_week"),
        ]

    def __str__(self):
        return f"wait {self.pk} since {self.began_at}"

    @property
    def next_by(self):
        """By when they are to hear from us first: that it came in, or the answer."""
        return min(self.confirm_by, self.due_at) if self.is_unconfirmed else self.due_at

    @property
    def is_unconfirmed(self) -> bool:
        return self.confirm_by is not None and self.confirmed_at is None

    @property
    def runs(self) -> bool:
        return self.ended_at is None and self.stopped_at is None

    def stop(self, at, known: Calendar):
        """We wait for the person now. What is late already stays late."""
        if self.runs:
            self.stopped_at = max(at, self.went_on_at or self.began_at)
            self.left = timedelta(hours=known.hours().between(self.stopped_at, self.due_at))

    def go_on(self, at, known: Calendar):
        """The person is no longer the one to move: as much time is left as when the clock stopped."""
        if self.stopped_at is not None:
            self.went_on_at, self.stopped_at = max(at, self.stopped_at), None
            self._count_left(self.went_on_at, known)

    def end(self, at, by, known: Calendar):
        """They were answered, or it is closed. An end while the clock stands still with time left is in time."""
        if self.stopped_at is not None:
            self._count_left(at, known)
        self.ended_at, self.ended_by = at, by
        if self.is_unconfirmed and by == self.EndedBy.ANSWER:
            self.confirmed_at = at

    def count_again(self, known: Calendar):
        """By a calendar that changed."""
        if self.is_unconfirmed:
            self.confirm_by = known.confirm_by(self.channel, self.began_at) or self.confirm_by
        if self.runs and self.left is None:
            self.due_at = known.due(self.channel, self.began_at)
        elif self.runs:
            self._count_left(self.went_on_at, known)

    def _count_left(self, since, known):
        if self.left:
            self.due_at = known.hours().add(since, self.left.total_seconds() / 3600)
