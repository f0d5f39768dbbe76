"""One text of an article, as somebody wrote it and somebody else published it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article


class Audience(models.TextChoices):
    PUBLIC = "public", _("Everybody")
    EMPLOYEES = "employees", _("Employees only")


class VersionQuerySet(models.QuerySet):
    def published_by(self, day):
        """Of each article that is not withdrawn the version that was published for this day last, over or not."""
        return (self.filter(state=Version.State.PUBLISHED, valid_from__lte=day, article__withdrawn_at=None)
                .order_by("article_id", "-valid_from", "-number").distinct("article_id"))

    def in_force(self, day=None):
        """What we tell on this day, today by default. A later version that is over does not bring an older one back."""
        day = day or timezone.localdate()
        last = Version.objects.published_by(day).values("pk")
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), pk__in=last)

    def told_to(self, audience: str):
        """What this audience may read: employees read all, everybody else what is for everybody."""
        return self if audience == Audience.EMPLOYEES else self.filter(audience=Audience.PUBLIC)


class Version(models.Model):
    """What we say from one day on. Published ones never change: whoever was told this can always be shown what it said."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        OFFERED = "offered", _("waits for a second pair of eyes")
        PUBLISHED = "published", _("published")
        DROPPED = "dropped", _("not published")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(help_text="1 is the first of its article")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    audience = models.CharField(_("for whom"), max_length=10, choices=Audience, default=Audience.PUBLIC)

    question = models.CharField(_("question"), max_length=300, help_text=_("As people ask it."))
    short_answer = models.TextField(_("short answer"), max_length=1200, blank=True, help_text=_("In one to three sentences."))
    answer = models.TextField(_("full answer"), max_length=40_000, blank=True, help_text="Markdown (CommonMark), without HTML")
    steps = models.JSONField(_("steps"), default=list, blank=True, help_text="[sentence, …]: what somebody does, in order")
    cost = models.CharField(_("cost"), max_length=300, blank=True)
    term = models.CharField(_("how long it takes"), max_length=300, blank=True)
    decides = models.CharField(_("who decides"), max_length=300, blank=True)
    contact = models.CharField(_("whom to ask"), max_length=300, blank=True)
    examples = models.JSONField(_("example questions"), default=list, blank=True, help_text="[question in people's own words, …]")
    subjects = models.JSONField(_("subjects"), default=list, blank=True, help_text="[subject, …]")

    valid_from = models.DateField(_("valid from"), default=timezone.localdate)
    valid_until = models.DateField(_("valid until"), null=True, blank=True, help_text=_("The last day on which it holds."))
    review_on = models.DateField(_("look at it again on"), null=True, blank=True)

    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+",
                               help_text="nobody: it was brought over by an import")
    written_at = models.DateTimeField(default=timezone.now)
    changes = models.CharField(_("what changed"), max_length=300, blank=True)
    offered_at = models.DateTimeField(null=True)
    publisher = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+",
                                  help_text="the second pair of eyes")
    published_at = models.DateTimeField(null=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["article_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="one_version_of_a_number"),
            models.CheckConstraint(condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")), name="valid_for_a_day"),
            models.CheckConstraint(condition=~Q(state="published") | Q(published_at__isnull=False), name="published_at_a_moment"),
            models.UniqueConstraint(fields=["article"], condition=Q(state__in=["draft", "offered"]), name="one_open_version"),
        ]
        indexes = [models.Index(fields=["article", "-valid_from", "-number"], name="versions_in_force",
                                condition=Q(state="published"))]

    def __str__(self):
        return f"{self.article_id} v{self.number}"
