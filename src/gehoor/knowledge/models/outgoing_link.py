"""A page elsewhere that an article leads to, and whether it is there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article

TRIES = 2  # a site may be away for a moment: broken is what failed on two days after another


class OutgoingLinkQuerySet(models.QuerySet):
    def broken(self):
        """What people who follow it do not get."""
        return self.filter(failures__gte=TRIES)


class OutgoingLink(models.Model):
    """One address in the text that an article tells now; `failures` counts checks in a row that found nothing there."""

    class Trouble(models.TextChoices):
        NOT_FOUND = "not_found", _("the page is not there")
        AWAY = "away", _("the site does not answer")
        TROUBLE = "trouble", _("the site reports a fault of its own")
        CERTIFICATE = "certificate", _("the certificate of the site is not right")
        LOOP = "loop", _("the site sends people round in circles")
        REFUSED = "refused", _("not an address that everybody can reach")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="links")
    address = models.CharField(max_length=2000)
    checked_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    found = models.CharField(max_length=12, choices=Trouble, blank=True, help_text="what stood in the way")
    told_at = models.DateTimeField(null=True, help_text="when the owner was told that it is broken")

    objects = OutgoingLinkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "address"], name="each_link_of_an_article_once")]

    def __str__(self):
        return self.address
