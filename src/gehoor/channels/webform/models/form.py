"""A form as its editor works on it, and what was published of it."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.core import events
from gehoor.staff.models import Team

from ..definition import Definition
from .drafting import Drafting


class FormQuerySet(models.QuerySet):
    def available(self):
        """Published, switched on, and today lies within its dates."""
        today = timezone.localdate()
        return self.filter(
            models.Q(opens_on=None) | models.Q(opens_on__lte=today),
            models.Q(closes_on=None) | models.Q(closes_on__gte=today), version__isnull=False, is_open=True,
        )


class Form(Drafting, models.Model):
    """A form on the website. `draft` is what its editor works on; people fill in `version`."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("team")
    )
    draft = models.JSONField(default=dict)
    version = models.ForeignKey("Version", null=True, on_delete=models.PROTECT, related_name="+")
    is_open = models.BooleanField(_("open"), default=True)
    opens_on = models.DateField(_("open from"), null=True, blank=True)
    closes_on = models.DateField(_("open until"), null=True, blank=True)
    is_for_complaints = models.BooleanField(
        _("this is a complaint form"), default=False,
        help_text=_("What is sent with it is a complaint at once: the term of the law runs, and somebody calls first (Awb 9:6, 9:11)."),
    )
    allowed_sites = models.TextField(_("sites that may show this form"), blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = FormQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.definition.title or self.slug

    @property
    def definition(self) -> Definition:
        """The draft."""
        return Definition.of(self.draft)

    @property
    def is_available(self) -> bool:
        """Whether people can fill it in today."""
        today = timezone.localdate()
        return bool(
            self.version_id and self.is_open and (self.opens_on or today) <= today <= (self.closes_on or today)
        )

    @property
    def has_changes(self) -> bool:
        """Whether the draft says something else than what people fill in."""
        return self.version is None or self.version.definition != self.definition

    @property
    def sites(self) -> list[str]:
        """Origins that may show this form in a page of theirs."""
        return self.allowed_sites.split()

    @transaction.atomic
    def publish(self, *, by) -> "Version":
        """From now on people fill in the draft as it is. Raises `ValueError` where `definition.problems()` has any."""
        if self.definition.problems():
            raise ValueError("a form with problems cannot be published")
        self.version = Version.objects.create(
            form=self, number=self.versions.count() + 1, content=self.definition.as_json(), published_by=by
        )
        self.save(update_fields=["version", "changed_at"])
        events.record("form.published", actor=by, form=self.pk, number=self.version.number)
        return self.version

    def switch(self, is_open: bool, *, by):
        """Let people fill it in, or not for now."""
        self.is_open = is_open
        self.save(update_fields=["is_open", "changed_at"])
        events.record("form.opened" if is_open else "form.closed", actor=by, form=self.pk)

    @transaction.atomic
    def copy(self, *, by) -> "Form":
        """A new form with the same questions, not published, under an address of its own."""
        draft = {**self.draft, "title": _("%(title)s (copy)") % {"title": self.definition.title}, "removed": []}
        copied = Form.objects.create(slug=free_slug(self.slug), team=self.team, draft=draft, is_for_complaints=self.is_for_complaints)
        events.record("form.copied", actor=by, form=copied.pk, copied=self.pk)
        return copied


class Version(models.Model):
    """A form as it was published; never changed, since answers belong to it."""

    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="form_version_once")]

    def __str__(self):
        return f"{self.form_id} version {self.number}"

    @property
    def definition(self) -> Definition:
        return Definition.of(self.content)


def free_slug(wished: str) -> str:
    """The wished address, or the first free one after it: melding, melding-2, melding-3."""
    taken = set(Form.objects.filter(slug__startswith=wished[:50]).values_list("slug", flat=True))
    if wished not in taken:
        return wished
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{wished[:50]}-{number}") not in taken)
