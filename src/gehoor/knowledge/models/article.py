"""One question that people have, with its answer through time."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Article(models.Model):
    """What stays the same over all versions of one answer: its address, whose it is, where it came from."""

    slug = models.SlugField(max_length=120, unique=True, help_text="in the address of its page; made of its first question")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="articles",
                              help_text="who keeps it right, and hears what people say of it")
    language = models.CharField(_("language"), max_length=8, default="nl", help_text="ISO 639-1 code")
    source = models.CharField(max_length=80, blank=True, help_text="name of the import it came from; empty: written here")
    source_id = models.CharField(max_length=200, null=True, help_text="what it is called there")
    source_url = models.URLField(max_length=500, blank=True, help_text="the page that it was taken from")
    related = models.ManyToManyField("self", blank=True, help_text="what people who read this look for too")
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, help_text="from then on nobody is told this any more, whatever was published")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "source_id"], name="article_brought_over_once")]

    @property
    def known_as(self) -> str:
        """What it is called where it came from; the name in its address where it was written here."""
        return self.source_id or self.slug

    def __str__(self):
        return self.slug
