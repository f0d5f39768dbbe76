"""What somebody said of a text of ours: it did not answer their question, or it is not right."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .version import Version

LONGEST = 1000


class RemarkQuerySet(models.QuerySet):
    def waiting(self):
        """What the owner of the article has to look at: a "no" or words, and nobody did yet."""
        return self.filter(~Q(text="") | Q(helped=False) | Q(kind__in=[Remark.Kind.WRONG, Remark.Kind.UNCLEAR, Remark.Kind.MISSING]),
                           handled_at=None)


class Remark(models.Model):
    """By an employee, or by somebody of whom we know nothing. It belongs to the version that they read."""

    class Kind(models.TextChoices):
        WRONG = "wrong", _("this is not right")
        UNCLEAR = "unclear", _("this is not clear")
        MISSING = "missing", _("something is missing")
        OTHER = "", _("something else")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="remarks")
    helped = models.BooleanField(null=True, help_text="did this answer your question? Null: not asked")
    kind = models.CharField(_("what is it about?"), max_length=10, choices=Kind, blank=True, default=Kind.OTHER)
    text = models.TextField(_("what should we know?"), max_length=LONGEST, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+",
                           help_text="null: somebody from outside, of whom nothing is kept")
    door = models.SlugField(max_length=20, help_text="where they read it: page, assistant, desk, …")
    at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["version"], name="remarks_waiting", condition=Q(handled_at=None))]

    def __str__(self):
        return f"#{self.pk} of {self.version_id}"
