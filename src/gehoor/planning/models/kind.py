"""A kind of planned moment, as a team lead or editor describes it, and every version of that."""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.core import events
from gehoor.staff.models import Team


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a checklist. `key` stays with it through all versions."""

    key: str
    text: str
    must: bool = False  # has to be discussed; else it may be left open
    help: str = ""


class MomentKind(models.Model):
    """Such as "Zorgplanbespreking". What it says is in `version`; a moment keeps the version it was prepared with."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("team that does it")
    )
    version = models.ForeignKey("Version", null=True, on_delete=models.PROTECT, related_name="+")
    is_used = models.BooleanField(_("in use"), default=True, help_text=_("New plans can be made of it."))
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @transaction.atomic
    def describe(self, *, by, points, **words) -> "Version":
        """Say what it is for and what is talked about; a new version where that is something else than before.

        `points` are `Point`s, those without a key new ones; `words` the texts and minutes of `Version`.
        """
        if self.pk is None:
            self.save()
        latest = self.versions.select_for_update().first()
        content = [asdict(point) for point in _keyed(points, latest)]
        if latest and latest.points == content and all(getattr(latest, name) == word for name, word in words.items()):
            self.save()
            return latest
        number = latest.number + 1 if latest else 1
        self.version = Version.objects.create(kind=self, number=number, points=content, made_by=by, **words)
        self.save()
        events.record("moment_kind.described", actor=by, moment_kind=self.pk, number=number)
        return self.version

    def switch(self, is_used: bool, *, by):
        """Let plans be made of it, or no longer. Plans that run go on."""
        self.is_used = is_used
        self.save(update_fields=["is_used", "changed_at"])
        events.record("moment_kind.switched", actor=by, moment_kind=self.pk, is_used=is_used)


class Version(models.Model):
    """What a kind of moment is for and its checklist, at one time; never changed."""

    kind = models.ForeignKey(MomentKind, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    purpose = models.TextField(_("what it is for"), blank=True, help_text="in words for the employee")
    purpose_person = models.TextField(_("what it is for, in words for the person"))
    may_prepare = models.TextField(_("what the person may think about beforehand"), blank=True)
    who_may_come = models.TextField(_("who may come along"), blank=True)
    to_record = models.TextField(_("what to write down, and in which words"), blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("how long it takes, in minutes"), default=60, validators=[MinValueValidator(5), MaxValueValidator(480)]
    )
    points = models.JSONField(default=list, help_text="of the checklist, as `Point`")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="moment_kind_version_once"),
            models.CheckConstraint(condition=Q(minutes__gte=5), name="a_moment_takes_time"),
        ]

    def __str__(self):
        return f"{self.kind_id} version {self.number}"

    @property
    def checklist(self) -> list[Point]:
        return [Point(**row) for row in self.points]


def _keyed(points, latest) -> list[Point]:
    """Each with a key that no other point of this kind ever had."""
    last = max((int(row["key"].removeprefix("p")) for row in (latest.points if latest else [])), default=0)
    last = max([last, *(int(point.key.removeprefix("p")) for point in points if point.key)])
    keyed = []
    for point in points:
        if not point.key:
            last += 1
            point = Point(f"p{last}", point.text, point.must, point.help)
        keyed.append(point)
    return keyed
