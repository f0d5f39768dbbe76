"""What we said we would do, by when, by whom, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.conversations import promised
from gehoor.conversations.models import Conversation
from gehoor.core import deadlines
from gehoor.people.addresses import shown
from gehoor.people.models import AddressKind, Person
from gehoor.postroom.models import Delivery
from gehoor.staff.models import Team
from gehoor.staff.permissions import Capability

EMPLOYEE = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+"}
IS_OPEN = Q(state="open")


class PromiseQuerySet(models.QuerySet):
    def open(self):
        return self.filter(IS_OPEN)

    def visible_to(self, employee):
        """Those of conversations this employee may read."""
        return self.filter(conversation__in=Conversation.objects.visible_to(employee))

    def of(self, employee):
        """What this employee is to do: theirs by name, and what a team of theirs promised without a name."""
        return self.open().filter(Q(owner=employee) | Q(owner=None, team_id__in=employee.team_ids))

    def to_mind(self, employee):
        """What needs this employee's eye now: theirs that is about to break or past its time; for a lead the team's too.

        Asks nothing but the database's own clock, so that it can be prepared.
        """
        late = Q(due_at__lte=Now()) | Q(owner_warned_at__isnull=False)
        mine = late & (Q(owner=employee) | Q(owner=None, team_id__in=employee.team_ids))
        if employee.may(Capability.OVERSEE):
            mine |= Q(team_id__in=employee.team_ids, leads_warned_at__isnull=False)
        return self.open().filter(mine)

    def listed(self):
        """With what a row of a list names; each further table would cost more to plan than to read."""
        return self.select_related("owner", "team", "conversation__person")

    def told_in_full(self):
        """With everyone and everything that a page names."""
        return self.select_related("owner", "team", "made_by", "ended_by", "conversation__person", "conversation__team",
                                   "conversation__assignee", "told")


class Promise(models.Model):
    """One thing that a person may count on (requirement F1; VNG: internetaak). Made and changed by `promises.promising`."""

    class Kind(models.TextChoices):
        CALL_BACK = "call_back", _("Call back")
        ANSWER = "answer", _("Answer")
        VISIT = "visit", _("Visit")
        LETTER = "letter", _("Letter")
        TASK = "task", _("Task")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        KEPT = "kept", _("kept")
        BROKEN = "broken", _("not kept, and said so")
        WITHDRAWN = "withdrawn", _("withdrawn")

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="promises")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="promises", help_text=_("Whom it was promised to."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    what = models.CharField(_("what"), max_length=300, blank=True, help_text="in words the person may read; empty: the kind says it")
    number = models.CharField(_("number to call"), max_length=40, blank=True, help_text="as kept in a DigitalAddress")
    tries = models.PositiveSmallIntegerField(default=0, help_text="how many `Attempt`s there are")
    owner = models.ForeignKey(**EMPLOYEE, null=True, blank=True, help_text=_("Who does it; empty: anyone of the team."))
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="promises",
                             help_text=_("Whose promise it counts as."))
    not_reached = models.JSONField(
        null=True, editable=False, help_text="called in vain, and nobody could be told: as `coming.CALLED` has it, until an employee decides"
    )
    from_at = models.DateTimeField(null=True, blank=True, help_text="not before this moment")
    due_at = models.DateTimeField(help_text="done by this moment")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(**EMPLOYEE, null=True, help_text="empty: by the system")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(**EMPLOYEE, null=True, help_text="empty: a department without accounts, by its link")
    reason = models.CharField(_("reason"), max_length=500, blank=True, help_text="why broken or withdrawn")
    told = models.ForeignKey(Delivery, null=True, on_delete=models.SET_NULL, related_name="+",
                             help_text="the last message that told the person of it")
    owner_warned_at = models.DateTimeField(null=True, help_text="about to break: its owner was warned")
    leads_warned_at = models.DateTimeField(null=True, help_text="still untouched: the team leads were warned")

    objects = PromiseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], name="promises_due", condition=IS_OPEN),
            models.Index(fields=["owner", "due_at", "id"], name="promises_of_owner", condition=IS_OPEN),
            models.Index(fields=["team", "due_at", "id"], name="promises_of_team", condition=IS_OPEN),
            models.Index(fields=["team", "due_at"], name="promises_by_week"),
            models.Index(fields=["ended_by", "-ended_at"], name="promises_just_ended"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(from_at=None) | Q(from_at__lt=models.F("due_at")), name="promise_window"),
            models.CheckConstraint(condition=Q(state="open") | Q(ended_at__isnull=False), name="promise_ended_when"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} #{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_overdue(self) -> bool:
        """Its time passed and nobody did anything: counts as not kept."""
        return self.is_open and self.due_at <= timezone.now()

    @property
    def was_late(self) -> bool:
        return self.state == self.State.KEPT and self.ended_at > self.due_at

    @property
    def is_call(self) -> bool:
        return self.kind == self.Kind.CALL_BACK

    @property
    def number_shown(self) -> str:
        """The number as people write it."""
        return shown(AddressKind.PHONE, self.number) if self.number else ""

    @property
    def is_unheard(self) -> bool:
        """What told the person of it came back: they may not know. Needs `told` fetched."""
        return bool(self.told_id) and self.told.state == Delivery.State.FAILED

    @property
    def packed(self) -> dict:
        """As its conversation carries it."""
        return promised.packed(self.kind, self.what, self.from_at, self.due_at, self.not_reached)

    @property
    def when(self) -> str:
        """The moment in words."""
        return deadlines.words(self.due_at, self.from_at)

    @property
    def doer(self) -> str:
        """Who is to do it, in words."""
        return str(self.owner or self.team or _("everyone"))

