"""A handover: a conversation offered to somebody by name or team, with what they need to go on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.models import Conversation
from gehoor.staff.models import Team
from gehoor.staff.permissions import Capability

EMPLOYEE = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+"}


def _visible_to(employee) -> Q:
    return Q(conversation__in=Conversation.objects.visible_to(employee))


def _readable_by(employee) -> Q:
    """What became confidential is told to no more people by its handovers than by itself."""
    return Q(conversation__is_confidential=False) | _visible_to(employee)


class HandoverQuerySet(models.QuerySet):
    def open(self):
        """Not decided yet; where the conversation is closed there is nothing left to decide."""
        return self.filter(state=Handover.State.OFFERED, conversation__closure__isnull=True)

    def offered_to(self, employee):
        """What this employee may accept."""
        addressed = Q(to_employee=employee) | Q(to_team_id__in=employee.team_ids) & _readable_by(employee)
        return self.open().filter(addressed).exclude(sender=employee)

    def offered_by(self, employee):
        return self.open().filter(sender=employee)

    def came_back(self):
        """Declined, or accepted by nobody in time, and not taken note of yet."""
        back = (Handover.State.DECLINED, Handover.State.RETURNED)
        return self.filter(state__in=back, seen_at=None, conversation__closure__isnull=True)

    def alarms_of(self, employee):
        """What came back to this employee, and to absent colleagues of the teams that this employee leads."""
        mine = Q(sender=employee)
        if employee.may(Capability.OVERSEE):
            team = Q(conversation__team_id__in=employee.team_ids) | Q(conversation__team=None)
            mine |= team & Q(leads_told_at__isnull=False)
        return self.came_back().filter(mine)

    def for_attention_of(self, employee):
        """What waits for a word of this employee: offered to them, or come back."""
        return self.offered_to(employee) | self.alarms_of(employee)

    def concerning(self, employee):
        """Those this employee reads as sender or receiver, or because they may see the conversation itself."""
        addressed = Q(sender=employee) | Q(to_employee=employee) | Q(to_team_id__in=employee.team_ids)
        waits_for_them = Q(to_employee=employee, state=Handover.State.OFFERED)
        return self.filter(addressed & _readable_by(employee) | waits_for_them | _visible_to(employee))

    def told_in_full(self):
        """With everyone and everything that a page names."""
        people = ("sender", "to_employee", "to_team", "ended_by")
        return self.select_related(*people, "conversation__person", "conversation__team", "conversation__assignee")

    def lapse(self, conversation, *, by):
        """Somebody gave the conversation away in another way: what was offered or came back needs nobody any more."""
        mine = self.filter(conversation=conversation)
        mine.filter(state=Handover.State.OFFERED).update(
            state=Handover.State.WITHDRAWN, ended_at=timezone.now(), ended_by=by
        )
        mine.came_back().update(seen_at=timezone.now())


class Handover(models.Model):
    """Offered by `sender`, who stays responsible until somebody accepts it by name (requirement A6)."""

    class Kind(models.TextChoices):
        COLLEAGUE = "colleague", _("a colleague")
        TEAM = "team", _("a team")
        SHIFT = "shift", _("the next shift of a team")

    class State(models.TextChoices):
        OFFERED = "offered", _("not accepted yet")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        RETURNED = "returned", _("came back: nobody accepted it")
        WITHDRAWN = "withdrawn", _("withdrawn")

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="handovers")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.OFFERED)
    sender = models.ForeignKey(**EMPLOYEE)
    to_employee = models.ForeignKey(**EMPLOYEE, null=True, blank=True)
    to_team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    summary = models.TextField(_("summary"))
    promises = models.TextField(_("promised so far"), blank=True)
    tried = models.TextField(_("what was tried"), blank=True)
    asked = models.TextField(_("what is asked of you"))
    tell_to = models.CharField(max_length=400, blank=True, help_text="kind:address of who is told; empty: nobody is")
    tell_text = models.TextField(blank=True, help_text="{colleague} becomes the name of who accepts")
    offered_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(help_text="not accepted by then: it goes back")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(**EMPLOYEE, null=True, help_text="who accepted, declined or withdrew it")
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    leads_told_at = models.DateTimeField(null=True, help_text="the alarm went to the team leads too")
    seen_at = models.DateTimeField(null=True, help_text="somebody took note of what came back")

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(state="offered"), name="one_open_handover_per_conversation"
            ),
            models.CheckConstraint(
                condition=Q(kind="colleague", to_employee__isnull=False, to_team=None)
                | Q(kind__in=("team", "shift"), to_employee=None, to_team__isnull=False),
                name="handover_to_one_receiver",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="handovers_due", condition=Q(state="offered")),
            models.Index(
                fields=["sender"], name="handovers_came_back",
                condition=Q(state__in=("declined", "returned"), seen_at=None),
            ),
        ]

    def __str__(self):
        return f"handover #{self.pk}"

    @property
    def receiver(self) -> str:
        """Whom it is offered to, in words."""
        if self.kind == self.Kind.SHIFT:
            return str(_("the next shift of %(team)s") % {"team": self.to_team})
        return str(self.to_employee or self.to_team)

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OFFERED

    def may_be_accepted_by(self, employee) -> bool:
        """Whether it is offered to this employee: by name, or through a team."""
        addressed = self.to_employee_id == employee.pk or self.to_team_id in employee.team_ids
        return addressed and employee.pk != self.sender_id and employee.may(Capability.HANDLE)
