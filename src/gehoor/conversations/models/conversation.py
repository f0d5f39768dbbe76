"""One question of one person, over all channels."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.core import events, prepared
from gehoor.people.models import Person
from gehoor.staff.models import Team
from gehoor.staff.permissions import Capability

from .. import visibility, waiting
from ..reference import new_reference


class WaitingFor(models.TextChoices):
    US = "us", _("Waiting for us")
    PERSON = "person", _("Waiting for the person")
    OTHER = "other", _("Waiting for someone else")


IS_OPEN = Q(is_open=True)


class ConversationQuerySet(models.QuerySet):
    def visible_to(self, employee):
        """Conversations this employee may read; the rules stand in `conversations.visibility`."""
        if not (employee.is_authenticated and employee.may(Capability.HANDLE)):
            return self.none()
        return self.filter(visibility.seen_by(employee))

    def kept_by(self, employee):
        """The same, without what is open to them for a while only."""
        return self.visible_to(employee).filter(visibility.kept_by(employee))

    def visible_or_glimpsed(self, employee):
        """What they may read, and with `is_glimpse` what they may only know of: the subject and how it stands."""
        mine = visibility.seen_by(employee)
        is_glimpse = Case(When(mine, then=Value(False)), default=Value(True), output_field=models.BooleanField())
        told = mine | (visibility.glimpsed_by(employee) & Q(closure__isnull=True))
        return self.filter(told).annotate(is_glimpse=is_glimpse)

    def held(self):
        """Locked until the transaction ends: what comes in and what an employee does at this moment never cross."""
        return self.select_for_update(no_key=True)

    def open(self):
        return self.filter(is_open=True)

    def closed(self):
        return self.filter(is_open=False)


class Conversation(models.Model):
    """One question of one person (VNG: groups klantcontacten), whatever the channels."""

    reference = models.CharField(max_length=9, unique=True, default=new_reference, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="conversations")
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    topic = models.CharField(
        max_length=80, blank=True, db_default="", editable=False, help_text="what they chose from our subjects, as in `lines.Skill`"
    )
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="conversations")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="conversations"
    )
    waiting_for = models.CharField(max_length=8, choices=WaitingFor, default=WaitingFor.US)
    waiting_since = models.DateTimeField(default=timezone.now, help_text=_("When the longest wait for us began."))
    respond_by = models.DateTimeField(null=True, editable=False, help_text="null: nobody waits for us, see `waiting`")
    short_from = models.DateTimeField(null=True, editable=False, help_text="since when the time left is short")
    transfers = models.PositiveSmallIntegerField(default=0, help_text="how often it went to someone else of us")
    is_confidential = models.BooleanField(
        _("confidential"), default=False, help_text=_("Only who has it, who is named, and the team's leads see it.")
    )
    status_note = models.CharField(
        _("how it stands"), max_length=200, blank=True, help_text=_("One sentence, the same for everyone who asks.")
    )
    promised = models.JSONField(
        null=True, editable=False, help_text="the first open promise, as `conversations.promised` reads it; kept by `promises`"
    )
    coming = models.JSONField(
        default=dict, db_default={}, editable=False, help_text="appointments and talks to come, as `conversations.coming` reads them"
    )
    split_from = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="split_off", help_text="maybe the same as"
    )
    joined_into = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="joined", help_text="the same question, told there"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    last_contact_at = models.DateTimeField(default=timezone.now)
    is_open = models.BooleanField(
        default=True, editable=False, help_text="no Closure; kept by a trigger, so that indexes can hold what is open"
    )

    objects = ConversationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["waiting_since", "id"], name="open_by_wait", condition=IS_OPEN),
            models.Index(fields=["respond_by", "waiting_since", "id"], name="open_by_due", condition=IS_OPEN),
            models.Index(fields=["team", "waiting_for", "respond_by"], name="open_of_team", condition=IS_OPEN),
            models.Index(fields=["assignee", "respond_by", "waiting_since"], name="open_of_employee", condition=IS_OPEN),
            models.Index(fields=["person", "-last_contact_at"], name="conversations_of_person"),
            models.Index(fields=["-last_contact_at", "-id"], name="conversations_by_recency"),
            models.Index(fields=["-last_contact_at", "-id"], name="open_by_recency", condition=IS_OPEN),
            models.Index(fields=["id"], name="confidential_ones", condition=Q(is_confidential=True)),
        ]

    def __str__(self):
        return self.subject or str(_("(no subject)"))

    @property
    def is_closed(self) -> bool:
        return getattr(self, "closure", None) is not None

    def heard(self, at, *, expects_answer=True, contact=None):
        """Someone contacted us at `at`: we are the ones to move, counting from the oldest unanswered contact."""
        self.last_contact_at = max(self.last_contact_at, at)
        if expects_answer and self.waiting_for != WaitingFor.US:
            self.waiting_for, self.waiting_since = WaitingFor.US, at
            waiting.go_on(self, at)
        elif expects_answer:
            self.waiting_since = min(self.waiting_since, at)
        if expects_answer and contact:
            waiting.begin(self, at, channel=contact.channel, contact=contact)
        prepared.update(self, "last_contact_at", "waiting_for", "waiting_since", *waiting.FIELDS)

    def answered(self, at, *, then=WaitingFor.PERSON):
        """We answered at `at`; now the person, or a third party, is to move."""
        self.last_contact_at = max(self.last_contact_at, at)
        self.waiting_for, self.waiting_since = then, at
        waiting.end(self, at, "answer")
        prepared.update(self, "last_contact_at", "waiting_for", "waiting_since", *waiting.FIELDS)

    def wait_for(self, whom, *, by):
        """`by` says who is to move now; a wait that goes on keeps its beginning."""
        now = timezone.now()
        if self.waiting_for != whom:
            was_for, self.waiting_for, self.waiting_since = self.waiting_for, whom, now
            if whom == WaitingFor.PERSON:
                waiting.stop(self, now)
            elif was_for == WaitingFor.PERSON:
                waiting.go_on(self, now)
        if whom == WaitingFor.US and self.respond_by is None:
            waiting.begin_without_contact(self, now)
        self.save(update_fields=["waiting_for", "waiting_since", *waiting.FIELDS])
        events.record("conversation.waits", conversation_id=self.pk, actor=by, whom=whom)

    def say_status(self, sentence, *, by):
        """Write down how it stands, in one sentence for everyone."""
        self.status_note = sentence.strip()[:200]
        self.save(update_fields=["status_note"])
        events.record("conversation.status_said", conversation_id=self.pk, actor=by, sentence=self.status_note)

    def rename(self, subject, *, by):
        """Give the question a clearer subject."""
        self.subject = subject.strip()[:300]
        self.save(update_fields=["subject"])
        events.record("conversation.renamed", conversation_id=self.pk, actor=by)

    def close(self, *, by, solved=None, solved_by="", reason=""):
        """Close with who and when; closing twice changes nothing. `solved_by` is a `Closure.SolvedBy`.

        Where people close, use `closing.close`, which asks about promises. Raises `closing.StaysOpen`.
        """
        from .. import closing
        from .closure import Closure

        closing.check(self)
        closure, is_new = Closure.objects.get_or_create(
            conversation=self,
            defaults={"by": by, "solved": solved, "solved_by": solved_by, "reason": reason.strip()[:300]},
        )
        if is_new:
            waiting.end(self, closure.at, "closing")
            self.save(update_fields=waiting.FIELDS)
            events.record(
                "conversation.closed", conversation_id=self.pk, actor=by, solved=solved, solved_by=solved_by
            )
            closing.closed(self, by)
        self.closure = closure
        return closure

    def reopen(self, *, by=None):
        """Open again, by an employee or because the person came back."""
        if self.is_closed:
            closed_at = self.closure.at
            self.closure.delete()
            self.closure = None
            self.refresh_from_db(fields=["waiting_for"])
            if by:  # who comes back by themselves begins to wait anew
                waiting.take_back_end(self, closed_at, "closing")
            if by and self.respond_by is None and self.waiting_for == WaitingFor.US:
                waiting.begin_without_contact(self, timezone.now())
            self.save(update_fields=waiting.FIELDS)
            events.record("conversation.reopened", conversation_id=self.pk, actor=by)
