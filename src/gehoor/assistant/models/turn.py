"""One question in a talk, and what the assistant made of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.knowledge.models import Version

from .talk import Talk


class Turn(models.Model):
    """What somebody asked, stored before it is answered; and the answer, stored before it is shown."""

    class Outcome(models.TextChoices):
        ASKED = "", _("not answered yet")
        ANSWER = "answer", _("answered")
        SUGGEST = "suggest", _("suggested")
        ASK_BACK = "ask_back", _("asked back")
        HANDOVER = "handover", _("a human must come in")

    class Reason(models.TextChoices):
        WISH = "wish", _("they want to speak to a human")
        DISTRESS = "distress", _("somebody seems to be in distress")
        COMPLAINT = "complaint", _("it is a complaint")
        DELICATE = "delicate", _("the subject asks for a human")
        TWO_FAILED_TURNS = "two_failed_turns", _("two answers did not help")
        UNSURE = "unsure", _("the assistant was not sure of an answer")
        OUT_OF_SCOPE = "out_of_scope", _("nothing is known about this")
        FAILED = "failed", _("the assistant did not work")

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="turns")
    number = models.PositiveSmallIntegerField(help_text="1 is the first of its talk")
    once = models.CharField(max_length=64, help_text="the form it was sent with: sent twice is asked once")
    text = models.TextField(max_length=2000)
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, default=Outcome.ASKED)
    reason = models.CharField(max_length=16, choices=Reason, blank=True)
    confidence = models.FloatField(null=True, help_text="0 to 1: how sure the assistant was of its first version")
    prompt = models.TextField(blank=True, help_text="what the assistant asked back, in the language of the talk")
    line = models.TextField(blank=True, help_text="whom to call at once, where somebody seems to be in distress")
    answered_at = models.DateTimeField(null=True)
    helped = models.BooleanField(null=True, help_text="whether this was their answer, where they said so")
    helped_at = models.DateTimeField(null=True)
    versions = models.ManyToManyField(Version, through="Told", related_name="turns", blank=True)

    class Meta:
        ordering = ["talk", "number"]
        constraints = [
            models.UniqueConstraint(fields=["talk", "number"], name="one_turn_of_a_number"),
            models.UniqueConstraint(fields=["talk", "once"], name="asked_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="turns_from_one"),
        ]
        indexes = [models.Index(fields=["at", "outcome"], name="turns_by_week")]

    def __str__(self):
        return f"turn #{self.pk}"


class Told(models.Model):
    """A version that was the answer of a turn, or that it offered. It was read where it was opened."""

    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="told")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(help_text="0 is the first")
    opened_at = models.DateTimeField(null=True, help_text="when its answer was shown; an answer is shown at once")
    way = models.CharField(max_length=8, blank=True, help_text="they asked for it in other words, as in Rewording")

    class Meta:
        ordering = ["turn", "place"]
        constraints = [models.UniqueConstraint(fields=["turn", "version"], name="told_once_in_a_turn")]
        indexes = [models.Index(fields=["version"], name="turns_of_version")]

    def __str__(self):
        return f"{self.turn_id} {self.version_id}"
