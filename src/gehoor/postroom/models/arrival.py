"""The original of what came in, kept before anything is made of it."""

import hashlib
from datetime import timedelta

from django.db import connection, models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.conversations import visibility
from gehoor.conversations.models import Contact
from gehoor.staff.models import Team

FILED = "UPDATE postroom_arrival SET state = %s, contact_id = %s, problem = '' WHERE id = %s"
VOUCHED = "let_through"  # in the envelope


class ArrivalQuerySet(models.QuerySet):
    def visible_to(self, employee):
        """Originals that are not filed anywhere yet, for whoever handles contacts or keeps the intake running.

        What was sent to a closed team is for its members only, as its conversations are.
        """
        from gehoor.staff.permissions import Capability

        if not employee.is_authenticated:
            return self.none()
        allowed = employee.may(Capability.HANDLE) or employee.may(Capability.ADMINISTER)
        if not allowed:
            return self.none()
        return self.filter(visibility.of_teams(employee))

    def due(self):
        """Waiting to be read, or unreadable and due for another try."""
        return self.filter(state__in=[Arrival.State.WAITING, Arrival.State.UNREADABLE], try_at__lte=Now())

    def suspect(self):
        return self.filter(state=Arrival.State.SUSPECT)

    def unreadable(self):
        return self.filter(state=Arrival.State.UNREADABLE)


class Arrival(models.Model):
    """One raw original. `state` says how far it came; the row itself is the work, claimed with SKIP LOCKED."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        FILED = "filed", _("in a conversation")
        KNOWN = "known", _("came before")
        UNREADABLE = "unreadable", _("cannot be read yet")
        SUSPECT = "suspect", _("kept apart, to be looked at")
        SET_ASIDE = "set_aside", _("set aside by an employee")

    channel = models.CharField(max_length=20)
    source = models.CharField(max_length=80, help_text="smtp, import, or imap and the mailbox")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the original, hexadecimal")
    original = models.BinaryField()
    size = models.BigIntegerField(help_text="bytes")
    envelope = models.JSONField(default=dict, help_text="what the transport said: sender, recipients")
    arrived_at = models.DateTimeField(default=timezone.now)
    deliveries = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    begun = models.PositiveSmallIntegerField(default=0, help_text="readings begun that never came to an end")
    try_at = models.DateTimeField(default=timezone.now)
    problem = models.CharField(max_length=300, blank=True)
    team = models.ForeignKey(
        Team, null=True, on_delete=models.PROTECT, related_name="+", help_text="of what cannot be read: who may see it"
    )
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="arrivals")

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "digest"], name="original_kept_once")]
        indexes = [
            models.Index(fields=["id"], name="arrivals_suspect", condition=models.Q(state="suspect")),
            models.Index(
                fields=["try_at", "id"], name="arrivals_due", condition=models.Q(state__in=["waiting", "unreadable"])
            )
        ]

    def __str__(self):
        return f"{self.channel} original #{self.pk}"

    def filed(self, contact, state=State.FILED):
        """It became this contact."""
        self.state, self.contact, self.problem = state, contact, ""
        with connection.cursor() as cursor:
            cursor.execute(FILED, [state, contact and contact.pk, self.pk])

    def failed(self, problem: str, team_id: int | None = None):
        """Not readable now: show it, and try again after 1, 2, 4 ... minutes, at most once a day."""
        self.attempts, self.begun = self.attempts + 1, 0
        self.state, self.problem = self.State.UNREADABLE, problem[:300]
        self.team_id = team_id
        self.try_at = timezone.now() + min(timedelta(minutes=2 ** min(self.attempts - 1, 11)), timedelta(days=1))
        self.save(update_fields=["attempts", "begun", "state", "problem", "team", "try_at"])

    def kept_apart(self, why: str, team_id: int | None = None):
        """It looks like nobody's question: an employee says whether it is one."""
        self.state, self.problem, self.team_id = self.State.SUSPECT, why[:300], team_id
        self.save(update_fields=["state", "problem", "team"])

    def let_through(self) -> bool:
        """An employee says that it is a question: it is due again. False where somebody else decided meanwhile."""
        vouched = {**self.envelope, VOUCHED: True}
        return bool(Arrival.objects.filter(pk=self.pk, state=self.State.SUSPECT).update(
            state=self.State.WAITING, problem="", envelope=vouched, try_at=timezone.now()
        ))

    @property
    def is_vouched_for(self) -> bool:
        return self.envelope.get(VOUCHED, False)

    @staticmethod
    def digest_of(original: bytes) -> str:
        return hashlib.sha256(original).hexdigest()
