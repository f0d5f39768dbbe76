"""A conversation is a complaint by having one of these."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.models import Conversation
from gehoor.postroom.models import Delivery
from gehoor.promises.models import Promise
from gehoor.staff.permissions import Capability

from .rules import Law

EMPLOYEE = {"to": settings.AUTH_USER_MODEL, "null": True, "blank": True, "on_delete": models.PROTECT, "related_name": "+"}


class ComplaintQuerySet(models.QuerySet):
    def visible_to(self, employee):
        """Complaints whose conversation this employee may read."""
        return self.filter(conversation__in=Conversation.objects.visible_to(employee))

    def open(self):
        return self.filter(ended_at=None)

    def with_progress(self):
        """With what `stage` looks at: `tried`, `reached`, `hearing_state`, `hearing_at`, `outcome_begun`."""
        from .outcome import Outcome
        from .steps import Call

        calls = Call.objects.filter(complaint=OuterRef("pk"))
        return self.annotate(
            tried=Exists(calls), reached=Exists(calls.filter(reached=True)), hearing_state=F("hearing__state"),
            hearing_at=F("hearing__planned_at"), outcome_begun=Exists(Outcome.objects.filter(complaint=OuterRef("pk"))),
        )

    def of(self, employee):
        """Those this employee handles."""
        return self.filter(handler=employee)

    def asking(self, employee):
        """Open ones that wait for a word of this employee: theirs with time short, or, for a lead, what the team was told of.

        What has no handler waits for everyone of its team.
        """
        mine = Q(handler=employee, deadlines__warned_at__isnull=False, deadlines__met_at=None)
        mine |= Q(handler=None, conversation__team_id__in=employee.team_ids)
        if employee.may(Capability.OVERSEE):
            told = Q(deadlines__leads_told_at__isnull=False, deadlines__met_at=None)
            mine |= told & Q(conversation__team_id__in=employee.team_ids)
        return self.visible_to(employee).open().filter(mine).distinct()


class Complaint(models.Model):
    """What somebody complains about and wishes, who handles it, and by which rules it is judged.

    The rules are those of the day it was received. The law knows a complaint as *klaagschrift* (Awb 9:4) about a
    *gedraging*; who it is about may not handle it (Awb 9:7).
    """

    class Ending(models.TextChoices):
        CONCLUDED = "concluded", _("concluded")
        SOLVED = "solved", _("solved to satisfaction")
        WITHDRAWN = "withdrawn", _("withdrawn by the person")
        NOT_TAKEN_UP = "not_taken_up", _("not taken up")

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="complaint")
    about = models.CharField(_("what it is about"), max_length=300)
    topic = models.CharField(_("subject for the register"), max_length=80, blank=True)
    wish = models.TextField(
        _("what the person wishes"), blank=True, help_text=_("In their own words. What would make it right for them?")
    )
    came_by = models.CharField(max_length=20, help_text="kind of channel it came in on")
    received_at = models.DateTimeField(
        _("received"), help_text=_("The term runs from the day after this (Awb 9:11, Wkkgz 17).")
    )
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(**EMPLOYEE, help_text="who recognised it; empty: a form or mailbox for complaints")
    read_back_at = models.DateTimeField(null=True, help_text="written down together, read back and agreed to")
    handler = models.ForeignKey(**EMPLOYEE)
    about_employee = models.ForeignKey(
        **EMPLOYEE, help_text="whose conduct it is about, where it is one person's: may not handle it (Awb 9:7)"
    )
    law = models.CharField(max_length=8, choices=Law)
    weeks = models.PositiveSmallIntegerField(help_text="term")
    extension_weeks = models.PositiveSmallIntegerField(help_text="by which it may be extended without asking")
    external = models.CharField(max_length=700, help_text="where the person can go after us, in words")
    due_on = models.DateField(help_text="last day to conclude it (Awb 9:11; Algemene termijnenwet 1)")
    receipt_sent_at = models.DateTimeField(null=True, help_text="receipt confirmed in writing (Awb 9:6)")
    receipt = models.ForeignKey(
        Delivery, null=True, on_delete=models.SET_NULL, related_name="+", help_text="that went out; where it came back, nothing is confirmed"
    )
    taken_up_at = models.DateTimeField(null=True)
    copy_given_at = models.DateTimeField(null=True, help_text="copy to whom it is about (Awb 9:9)")
    call_promise = models.ForeignKey(
        Promise, null=True, on_delete=models.SET_NULL, related_name="+", help_text="that we call first; warns in place of the deadline"
    )
    ending = models.CharField(max_length=12, choices=Ending, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(**EMPLOYEE)
    ending_words = models.TextField(blank=True, help_text="how it was solved, why it was withdrawn or not taken up")

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(handler=None) | Q(about_employee=None) | ~Q(handler=F("about_employee")),
                name="complaint_not_handled_by_whom_it_is_about",
            ),
            models.CheckConstraint(
                condition=Q(ending="", ended_at=None) | ~Q(ending="") & Q(ended_at__isnull=False),
                name="complaint_ended_somehow",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="open_complaints_due", condition=Q(ended_at=None)),
            models.Index(fields=["received_at"], name="complaints_received"),
        ]

    def __str__(self):
        return self.about

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def receipt_came_back(self) -> bool:
        """Whether the confirmation did not arrive; sent once more it is on its way again."""
        return self.receipt is not None and self.receipt.state == Delivery.State.FAILED

    @property
    def needs_receipt(self) -> bool:
        """Whether the person has nothing in writing yet (Awb 9:6)."""
        return self.receipt_sent_at is None or self.receipt_came_back

    @property
    def may_reopen(self) -> bool:
        """Whether it can go on: what was told with an outcome is done (Awb 9:12), what was solved may prove not to be (9:5)."""
        return self.ending in (self.Ending.SOLVED, self.Ending.WITHDRAWN, self.Ending.NOT_TAKEN_UP)

    @property
    def law_article(self) -> str:
        """Where the term stands in the law."""
        return {Law.AWB: "Awb 9:11", Law.WKKGZ: "Wkkgz 17"}.get(self.law, "")

    @property
    def was_in_time(self) -> bool | None:
        """Whether it ended on or before its last day; None while it is open."""
        return None if self.is_open else timezone.localdate(self.ended_at) <= self.due_on
