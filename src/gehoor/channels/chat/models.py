"""A chat: who is on the line, how far both sides have read, and where it goes on when the line breaks."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.models import Conversation, Link
from gehoor.people.addresses import shown
from gehoor.people.models import AddressKind

HERE = timedelta(seconds=60)  # their page says every 20 seconds that it is open
AWAY = timedelta(minutes=5)  # after this an answer goes by mail, where an address was left


class ChatQuerySet(models.QuerySet):
    def running(self):
        return self.filter(ended_at=None)

    def here(self):
        """Whose page is open now, by the database's clock."""
        return self.filter(seen_at__gt=Now() - HERE)


class Chat(models.Model):
    """One person's live contact in one conversation. Its `Link` is the only key; coming back with it goes on in here."""

    class EndedBy(models.TextChoices):
        PERSON = "person", _("the person")
        US = "us", _("an employee")

    class GoesOn(models.TextChoices):
        HERE = "", _("in the chat")
        MAIL = "mail", _("by e-mail")
        CALL = "call", _("by phone")

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="chats")
    link = models.OneToOneField(Link, on_delete=models.CASCADE, related_name="chat", help_text="its token opens the chat")
    page = models.CharField(max_length=40, unique=True, help_text="the start page it was sent from: sent twice is sent once")
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=6, choices=EndedBy, blank=True)
    seen_at = models.DateTimeField(default=timezone.now, help_text="when their page was open last")
    read_to = models.BigIntegerField(default=0, help_text="id of the newest message of ours that was on their screen")
    read_by_us = models.BigIntegerField(default=0, help_text="id of the newest message of theirs that was on a screen of ours")
    mailed_to = models.BigIntegerField(default=0, help_text="id of the newest message of ours that went by mail instead")
    name = models.CharField(max_length=200, blank=True, help_text="as typed; proves nothing")
    mail = models.CharField(max_length=320, blank=True, help_text="as typed, normalised; proves nothing")
    phone = models.CharField(max_length=320, blank=True, help_text="as typed, normalised; proves nothing")
    goes_on = models.CharField(max_length=4, choices=GoesOn, blank=True, default="")
    came_from = models.CharField(max_length=500, blank=True, help_text="only with consent: the page it was begun from")
    page_title = models.CharField(max_length=150, blank=True, help_text="only with consent: what that page is called")
    pages_read = models.JSONField(default=list, help_text="only with consent: pages read before")
    is_urgent = models.BooleanField(default=False, help_text="somebody may be in danger: the page tells first what to call then")
    line = models.TextField(blank=True, help_text="whom else they can call at once, in words")

    objects = ChatQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["conversation"], name="running_chats", condition=models.Q(ended_at=None))]

    def __str__(self):
        return f"chat #{self.pk}"

    @property
    def phone_shown(self) -> str:
        """The number as people write it."""
        return shown(AddressKind.PHONE, self.phone) if self.phone else ""

    def beside(self) -> list[int]:
        """Ids of who else chats or chatted in the same conversation, such as after two were joined."""
        others = Chat.objects.filter(conversation=self.conversation_id).exclude(link__person=self.link.person_id)
        return list(others.values_list("link__person", flat=True).distinct())

    @property
    def is_running(self) -> bool:
        return self.ended_at is None

    @property
    def is_here(self) -> bool:
        """Whether their page was open within the last minute."""
        return self.seen_at > timezone.now() - HERE
