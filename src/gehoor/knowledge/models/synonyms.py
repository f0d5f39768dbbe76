"""Words that editors know people to use for ours."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Synonyms(models.Model):
    """One group of words, besides those that come along (`retrieval/everyday.nl.txt`)."""

    words = models.CharField(_("words"), max_length=500, help_text=_(
        "With commas between them: id-kaart, legitimatie, identiteitsbewijs. "
        "What stands after > is found too by whoever says one of the words before it, not the other way round."
    ))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["words"]
        verbose_name_plural = "synonyms"

    def __str__(self):
        return self.words
