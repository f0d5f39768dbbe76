"""A complaint that is being written down together with the person, by phone or at the counter (Awb 9:2, 9:4)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.models import Conversation


class WritingQuerySet(models.QuerySet):
    def open_to(self, employee):
        """Their own, and what belongs to a conversation that they may read: a colleague can go on with that."""
        return self.filter(Q(employee=employee, conversation=None) | Q(conversation__in=Conversation.objects.visible_to(employee)))


class Writing(models.Model):
    """Kept as it is typed, so that a call that breaks off loses nothing; gone once it is filed or thrown away."""

    employee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    conversation = models.ForeignKey(
        Conversation, null=True, on_delete=models.CASCADE, related_name="+", help_text="where it belongs, if that is known already"
    )
    channel = models.CharField(_("how do you speak?"), max_length=20, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    phone = models.CharField(_("phone number"), max_length=60, blank=True)
    email = models.CharField(_("e-mail address"), max_length=320, blank=True)
    postal = models.CharField(_("postal address"), max_length=320, blank=True)
    about = models.CharField(_("what is it about, in one sentence?"), max_length=300, blank=True)
    text = models.TextField(_("what happened?"), blank=True, max_length=20_000)
    wish = models.TextField(_("what do they wish of us?"), blank=True, max_length=5_000)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = WritingQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at"]
        indexes = [models.Index(fields=["employee", "-changed_at"], name="complaints_in_writing")]

    def __str__(self):
        return self.about or self.name or str(_("(nothing written yet)"))

    TYPED = ("name", "phone", "email", "postal", "about", "text", "wish")

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, name).strip() for name in self.TYPED)


class NotOne(models.Model):
    """An employee said that a conversation in which somebody seems to complain is no complaint: it is not asked again."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"no complaint: #{self.conversation_id}"
