"""Somebody who wants to be called, and where that stands. What was promised them is a `Promise`."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone

from gehoor.conversations.models import Message
from gehoor.promises.models import Promise


def new_salt() -> str:
    return secrets.token_urlsafe(16)


class CallBackQuerySet(models.QuerySet):
    def waiting(self):
        """We are to call, and nobody took the promise away meanwhile."""
        return self.filter(state=CallBack.State.WAITING, promise__state=Promise.State.OPEN)

    def told_in_full(self):
        """With all that a page shows of them."""
        return self.select_related("promise__conversation__person", "promise__team", "promise__owner")


class CallBack(models.Model):
    """One request to be called: at somebody's turn, at a moment they chose, or as an employee promised.

    `lane` is which of the calls of one half hour it takes, so that a constraint of the database can say what full means
    (decision 023). `next_at` is when it comes into the line by itself; a conditional UPDATE of it is the lock.
    """

    class Way(models.TextChoices):
        TURN = "turn"
        SLOT = "slot"
        PROMISED = "promised"

    class State(models.TextChoices):
        WAITING = "waiting"  # we call
        LEFT_WORD = "left_word"  # nobody answered; a message went another way, and the person chooses
        STUCK = "stuck"  # nobody answered, and no other way is known: an employee decides
        ENDED = "ended"  # spoken, withdrawn, or ended with its promise

    promise = models.OneToOneField(Promise, on_delete=models.CASCADE, related_name="call_back")
    way = models.CharField(max_length=8, choices=Way)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    begins = models.DateTimeField(null=True, help_text="the half hour that was chosen")
    lane = models.PositiveSmallIntegerField(null=True)
    next_at = models.DateTimeField(null=True, help_text="when it comes into the line by itself")
    told_at = models.EmailField(max_length=320, blank=True, help_text="e-mail address that was given with it")
    salt = models.CharField(max_length=24, default=new_salt, help_text="the link is made of this and the secret key")

    objects = CallBackQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="call_backs_next", condition=Q(next_at__isnull=False))]
        constraints = [
            models.UniqueConstraint(fields=["begins", "lane"], name="call_back_lane"),
            models.CheckConstraint(
                condition=Q(begins=None, lane=None) | Q(begins__isnull=False, lane__isnull=False), name="call_back_has_lane"
            ),
        ]

    def __str__(self):
        return f"call-back #{self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING and self.promise.is_open

    @property
    def can_choose(self) -> bool:
        """Whether another moment may still be chosen by its link."""
        return self.is_waiting or self.state in (self.State.LEFT_WORD, self.State.STUCK)

    def leave_line(self, state):
        """It is not called by itself any more, and keeps no half hour."""
        self.state, self.begins, self.lane, self.next_at = state, None, None, None
        self.save(update_fields=["state", "begins", "lane", "next_at"])


class Telling(models.Model):
    """A message that told of it: its link goes below that when it is handed over."""

    call_back = models.ForeignKey(CallBack, on_delete=models.CASCADE, related_name="tellings")
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="+")

    def __str__(self):
        return f"telling #{self.pk}"
