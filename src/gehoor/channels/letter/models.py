"""What letters need beside the conversation: pages while they are read, how sure we are of the words, and the post."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.models import Blob, Conversation, Message
from gehoor.postroom.models import Arrival, Delivery


class Page(models.Model):
    """One page of a scan that is being read; gone when the scan is filed. A crash costs one page, not the batch."""

    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(help_text="from 1")
    text = models.TextField(blank=True)
    confidence = models.FloatField(null=True, help_text="0 to 100: Tesseract's mean over the words; null: none found")
    codes = models.JSONField(default=list, help_text="what the QR codes say")
    picture = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+", help_text="WebP, upright")
    had_reader = models.BooleanField(default=True, help_text="false: Tesseract or its Dutch was not installed")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["arrival", "number"], name="page_read_once")]

    def __str__(self):
        return f"page {self.number} of original #{self.arrival_id}"


class ReadingQuerySet(models.QuerySet):
    def to_do(self, employee):
        """Letters that wait for somebody to read them, of conversations this employee may see."""
        visible = Conversation.objects.visible_to(employee).open()
        return self.filter(needs_human=True, message__conversation__in=visible)


class Reading(models.Model):
    """How a letter was read: by the computer, or by an employee who typed what it says."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="reading")
    page_texts = models.JSONField(default=list, help_text="what the computer read, a string a page")
    confidence = models.FloatField(null=True, help_text="0 to 100, of the least sure page; null: no words found")
    needs_human = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True, help_text="when an employee typed it")

    objects = ReadingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["message"], name="letters_to_read", condition=Q(needs_human=True))]

    def __str__(self):
        return f"reading of message #{self.message_id}"


class Posting(models.Model):
    """That a letter of ours went into the post: who and when. Deleting this row undoes it."""

    delivery = models.OneToOneField(Delivery, on_delete=models.CASCADE, related_name="posting")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"posting of delivery #{self.delivery_id}"
