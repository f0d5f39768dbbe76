"""A talk of somebody, of whom we know nothing, with the assistant."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.models import Conversation, Link


class Talk(models.Model):
    """From the first question until a human came in, it was answered, or nobody came back.

    Its key (`assistant.keys`) is the only way in. Nobody is asked who they are; from the moment a human came in it has a
    conversation and its person. Talks without one are erased after some weeks (`AssistantSettings.keep_days`).
    """

    class Door(models.TextChoices):
        PAGE = "page", _("its own page")
        CONTACT = "contact", _("contact page")
        WIDGET = "widget", _("contact button on a website")
        CHAT = "chat", _("start of a chat")
        ARTICLE = "article", _("page of an article")

    class Ended(models.TextChoices):
        ANSWERED = "answered", _("the answer was found")
        HANDED_OVER = "handed_over", _("a human came in at once")
        PROMISED = "promised", _("a human was promised")
        LEFT = "left", _("they left")

    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64, unique=True, help_text="of the key that opens it")
    page = models.CharField(max_length=40, unique=True, help_text="the page it was sent from: sent twice is sent once")
    door = models.CharField(max_length=8, choices=Door, default=Door.PAGE)
    language = models.CharField(max_length=8, default="nl", help_text="ISO 639-1 code of the page it was asked on")
    began_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now, help_text="when something was asked or pressed last")
    came_from = models.CharField(max_length=500, blank=True, help_text="only with consent: the page it was begun from")
    page_title = models.CharField(max_length=150, blank=True, help_text="only with consent: what that page is called")
    pages_read = models.JSONField(default=list, help_text="only with consent: pages read before")
    conversation = models.ForeignKey(Conversation, null=True, on_delete=models.CASCADE, related_name="talks",
                                     help_text="since a human came in")
    link = models.ForeignKey(Link, null=True, on_delete=models.SET_NULL, related_name="+", help_text="opens where it goes on with a human")
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=11, choices=Ended, blank=True)
    reason = models.CharField(max_length=16, blank=True, help_text="why a human came in, as in Turn; asked: they chose one")

    class Meta:
        indexes = [
            models.Index(fields=["last_at"], name="talks_without_human", condition=models.Q(conversation=None)),
            models.Index(fields=["began_at"], name="talks_by_week"),
            models.Index(fields=["conversation"], name="talk_of_conversation", condition=models.Q(conversation__isnull=False)),
        ]

    def __str__(self):
        return f"talk #{self.pk}"

    @property
    def is_with_human(self) -> bool:
        """From then on the assistant is silent."""
        return self.conversation_id is not None
