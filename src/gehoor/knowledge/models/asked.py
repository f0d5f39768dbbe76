"""What people asked and we had no answer to, and how often an answer was read: to write by, never about a person."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .article import Article


class UnansweredQuerySet(models.QuerySet):
    def waiting(self):
        """What no editor did anything about yet."""
        return self.filter(settled_at=None)


class Unanswered(models.Model):
    """Words to which nothing was found, masked; kept for a limited time (`knowledge.asked.KEPT`)."""

    text = models.CharField(max_length=300, help_text="without names, numbers and addresses (core.masking)")
    door = models.SlugField(max_length=20, help_text="where it was asked: page, assistant, desk, …")
    at = models.DateTimeField(default=timezone.now, db_index=True)
    settled_at = models.DateTimeField(null=True, help_text="an editor wrote an answer, or left it")
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_in = models.ForeignKey("knowledge.Version", null=True, on_delete=models.SET_NULL, related_name="questions",
                                    help_text="the text that was written for it; null: it was left")

    objects = UnansweredQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.door} #{self.pk}"


class DayRead(models.Model):
    """How often an answer was opened on its public page on one day."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="day_reads")
    day = models.DateField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "day"], name="reads_of_a_day")]
        indexes = [models.Index(fields=["day"], name="reads_by_day")]

    def __str__(self):
        return f"{self.article_id} on {self.day}"
