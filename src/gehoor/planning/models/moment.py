"""One planned talk: coming, prepared, held; or missed, said openly."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, DateField, F, Q, When
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy

from gehoor.conversations import coming
from gehoor.conversations.models import Contact, Conversation
from gehoor.people.models import Person
from gehoor.postroom.models import Delivery
from gehoor.staff.permissions import Capability

from .kind import Version
from .plan import Plan

EMPLOYEE = {"to": settings.AUTH_USER_MODEL, "null": True, "on_delete": models.PROTECT, "related_name": "+"}
PREPARE_BEFORE = timedelta(days=7)


class State(models.TextChoices):
    COMING = "coming", gettext_lazy("coming")
    PREPARED = "prepared", gettext_lazy("prepared")
    HELD = "held", gettext_lazy("held and recorded")
    MISSED = "missed", gettext_lazy("did not take place")
    WITHDRAWN = "withdrawn", gettext_lazy("not needed any more")


class Invited(models.TextChoices):
    """Whether the person knows."""

    NOT_YET = "", gettext_lazy("not told yet")
    SENT = "sent", gettext_lazy("invited")
    BY_HAND = "by_hand", gettext_lazy("to be told by phone")
    TOLD = "told", gettext_lazy("told by us")


OPEN = (State.COMING, State.PREPARED)
IS_OPEN = Q(state__in=OPEN)


class MomentQuerySet(models.QuerySet):
    def visible_to(self, employee):
        """Moments told in a conversation that this employee may read."""
        return self.filter(plan__conversation__in=Conversation.objects.visible_to(employee))

    def open(self):
        return self.filter(IS_OPEN)

    def of(self, employee):
        """Those that this employee does."""
        return self.filter(employee=employee)

    def of_teams(self, employee):
        """Those of this employee's teams, and of no team."""
        return self.filter(Q(plan__team_id__in=employee.team_ids) | Q(plan__team=None))

    def with_days(self):
        """Annotate `starts_on` and `ends_on`: the day that was agreed, else the period."""
        agreed = TruncDate("at")
        return self.annotate(
            starts_on=Case(When(at=None, then=F("from_on")), default=agreed, output_field=DateField()),
            ends_on=Case(When(at=None, then=F("until_on")), default=agreed, output_field=DateField()),
        )

    def for_attention_of(self, employee):
        """Of what this employee may see: they were warned of it, or as team lead; or the person still has to be told."""
        mine = Q(employee=employee) | Q(employee=None, plan__team_id__in=employee.team_ids)
        unheard = Q(invited=Invited.BY_HAND) | Q(invitation__state=Delivery.State.FAILED)
        wanted = mine & (Q(warned_of__gt="") | unheard)
        if employee.may(Capability.OVERSEE):
            wanted |= Q(leads_told_of__gt="") & (Q(plan__team_id__in=employee.team_ids) | Q(plan__team=None))
        return self.visible_to(employee).open().filter(wanted)

    def told_in_full(self):
        """With everyone and everything that a page names."""
        return self.select_related(
            "plan__kind__version", "plan__person", "plan__team", "plan__conversation__joined_into",
            "plan__conversation__closure", "employee", "version", "invitation", "contact__employee",
        )


class Moment(models.Model):
    """One talk of a plan, in a period or at a day and time that was agreed. What changed it stands in its events."""

    class Warning(models.TextChoices):
        UNPREPARED = "unprepared", gettext_lazy("not prepared yet")
        NOT_HELD = "not_held", gettext_lazy("its time is over")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="moments")
    number = models.PositiveIntegerField(help_text="in its plan; 0 is the first")
    from_on = models.DateField()
    until_on = models.DateField()
    at = models.DateTimeField(null=True, help_text="the day and time that was agreed")
    state = models.CharField(max_length=10, choices=State, default=State.COMING)
    employee = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="moments")
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+", help_text="since it was prepared")
    invited = models.CharField(max_length=8, choices=Invited, default=Invited.NOT_YET, blank=True)
    invited_at = models.DateTimeField(null=True)
    invitation = models.ForeignKey(Delivery, null=True, on_delete=models.SET_NULL, related_name="+")
    their_goal = models.TextField(blank=True, help_text="what the person wants to reach, in their words")
    our_goal = models.TextField(blank=True)
    own_points = models.JSONField(default=list, help_text="further points: texts")
    prepared_at = models.DateTimeField(null=True)
    prepared_by = models.ForeignKey(**EMPLOYEE)
    checked = models.JSONField(default=dict, help_text="by key of a point: {said: discussed | not_now | '', line}")
    summary = models.TextField(blank=True, help_text="what was agreed, in the person's words")
    agreements = models.JSONField(default=list, help_text="[{what, who, by}]; by is a day as people say it")
    contact = models.OneToOneField(Contact, null=True, on_delete=models.SET_NULL, related_name="+", help_text="the record")
    ended_at = models.DateTimeField(null=True, help_text="held, missed or withdrawn")
    ended_by = models.ForeignKey(**EMPLOYEE)
    reason = models.CharField(max_length=300, blank=True, help_text="why it did not take place")
    warned_of = models.CharField(max_length=10, choices=Warning, blank=True)
    leads_told_of = models.CharField(max_length=10, choices=Warning, blank=True)

    objects = MomentQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="a_moment_is_made_once"),
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="moment_ends_after_it_began"),
        ]
        indexes = [
            models.Index(fields=["from_on"], name="open_moments", condition=IS_OPEN),
            models.Index(fields=["employee", "from_on"], name="open_moments_of", condition=IS_OPEN),
        ]

    def __str__(self):
        return f"{self.plan} {self.from_on}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_overdue(self) -> bool:
        """Whether its time is over and it is not recorded."""
        return self.is_open and self.last_day < timezone.localdate()

    @property
    def needs_preparing(self) -> bool:
        """Whether it is near and not prepared."""
        return self.state == State.COMING and self.first_day - PREPARE_BEFORE <= timezone.localdate()

    @property
    def first_day(self) -> date:
        return timezone.localdate(self.at) if self.at else self.from_on

    @property
    def last_day(self) -> date:
        return timezone.localdate(self.at) if self.at else self.until_on

    @property
    def conversation(self) -> Conversation:
        """Where it is told: of its plan, or what that was joined into."""
        return self.plan.conversation.joined_into or self.plan.conversation

    @property
    def content(self) -> Version:
        """What it is for and its checklist: as when it was prepared, until then as its kind is now."""
        return self.version or self.plan.kind.version

    @property
    def agreed(self) -> list[tuple[str, str, date | None]]:
        """(what, who, by which day) of everything that was agreed."""
        return [(one["what"], one["who"], date.fromisoformat(one["by"]) if one["by"] else None) for one in self.agreements]

    @property
    def when(self) -> str:
        """When it is, in words."""
        return in_words(self.from_on, self.until_on, self.at)

    @property
    def packed(self) -> dict:
        """As its conversation carries it."""
        return coming.packed(self.at, self.from_on, self.until_on)


class SentIn(models.Model):
    """What the person, or a helper, sent in by their link: points beforehand, or what is not right in the record."""

    class Sort(models.TextChoices):
        POINTS = "points", gettext_lazy("points beforehand")
        CORRECTION = "correction", gettext_lazy("not right in the record")

    moment = models.ForeignKey(Moment, on_delete=models.CASCADE, related_name="sent_in")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sort = models.CharField(max_length=10, choices=Sort)
    goal = models.TextField(blank=True)
    text = models.TextField(blank=True)
    page = models.CharField(max_length=40, help_text="the showing of the page: sent twice, kept once")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["moment", "page"], name="sent_in_once")]

    def __str__(self):
        return f"{self.sort} #{self.pk}"


def in_words(from_on: date, until_on: date, at: datetime | None) -> str:
    """A period or an agreed time, as people say it."""
    return coming.in_words(coming.packed(at, from_on, until_on))
