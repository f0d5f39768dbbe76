"""A subject of which editors decided that only a human speaks about it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DelicateSubject(models.Model):
    """Whoever asks about it gets a human at once. None come along: which subjects those are differs for each organisation."""

    words = models.CharField(_("words"), max_length=120, unique=True,
                             help_text=_("As people write it, such as “schuldhulp”; its other forms and longer words with it count too."))
    why = models.CharField(_("why a human"), max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["words"]

    def __str__(self):
        return self.words
