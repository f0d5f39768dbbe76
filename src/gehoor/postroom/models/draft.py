"""What an employee is writing and has not sent: theirs alone, whatever happens to the page they type it on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.models import Conversation
from gehoor.conversations.models.attachment import new_token


class DraftQuerySet(models.QuerySet):
    def of(self, employee):
        """Their own and nobody else's, also where they may no longer see the conversation: what is typed is theirs."""
        return self.filter(employee_id=employee.pk)

    def kept(self):
        return self.filter(deleted_at=None)

    def thrown_away(self):
        return self.filter(deleted_at__isnull=False)


class Draft(models.Model):
    """One text in the making: an answer or a note in a conversation, or a contact that is being written down."""

    class Kind(models.TextChoices):
        REPLY = "reply", _("Answer")
        NOTE = "note", _("Note")
        CONTACT = "contact", _("Contact moment")
        PLANNED = "planned", _("Planned talk")

    employee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    conversation = models.ForeignKey(Conversation, null=True, on_delete=models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=8, choices=Kind)
    channel = models.CharField(max_length=20, blank=True, help_text="of a contact that is being written down; of a planned talk its id")
    fields = models.JSONField(default=dict, help_text="as typed, by name of the form's field; empty ones are left out")
    seen = models.BigIntegerField(null=True, help_text="newest message on the screen when writing began")
    version = models.PositiveIntegerField(default=0, help_text="counts the saves")
    page = models.CharField(max_length=40, blank=True, help_text="the open page that saved it last")
    others = models.JSONField(
        default=list, help_text="what other pages of the same employee wrote meanwhile: page, fields, at"
    )
    changed_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, help_text="thrown away; can be put back for a day")

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "conversation", "kind", "channel"], condition=Q(deleted_at=None),
                nulls_distinct=False, name="one_draft_each",
            )
        ]
        indexes = [models.Index(fields=["deleted_at"], name="drafts_thrown_away", condition=Q(deleted_at__isnull=False))]

    def __str__(self):
        return f"{self.kind} draft #{self.pk}"

    @property
    def text(self) -> str:
        return self.fields.get("text", "")


class DraftFile(models.Model):
    """A file that is to go along. It holds its bytes itself, so that taking it out really takes it away."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=127)
    size = models.BigIntegerField(help_text="bytes")
    content = models.BinaryField()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.name
