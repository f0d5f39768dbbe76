"""What people make an appointment about, in plain words."""

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from gehoor.staff.models import Team

from .place import Place

MINUTES = [MinValueValidator(5), MaxValueValidator(480)]


class Way(models.TextChoices):
    """How we meet."""

    PLACE = "place", _("At one of our places")
    HOME = "home", _("We come to your home")
    VIDEO = "video", _("By video call")


class SubjectQuerySet(models.QuerySet):
    def with_places(self):
        """Each with its `open_places` in the one query."""
        there = Place.objects.filter(subjects=OuterRef("pk"), is_active=True).order_by("name")
        facts = JSONObject(pk="pk", name="name", address="address", directions="directions", accessibility="accessibility")
        return self.annotate(place_facts=ArraySubquery(there.values_list(facts)))


class Subject(models.Model):
    """What an appointment can be about, how long it takes and what to bring."""

    name = models.CharField(_("what it is about"), max_length=80, unique=True, help_text=_("As people say it."))
    about = models.CharField(_("explanation"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(_("how long it takes"), default=20, validators=MINUTES, help_text=_("Minutes."))
    travel_minutes = models.PositiveSmallIntegerField(
        _("travelling time before and after a home visit"), default=0, validators=[MaxValueValidator(180)], help_text=_("Minutes.")
    )
    bring = models.TextField(_("what to bring"), max_length=600, blank=True, help_text=_("One thing on each line."))
    rules = models.CharField(
        _("rules about changing and cancelling"), max_length=300, blank=True,
        help_text=_("In plain words. They stand beside the button, not in small print."),
    )
    ways = ArrayField(models.CharField(max_length=8, choices=Way), verbose_name=_("how we meet"), default=list)
    places = models.ManyToManyField(Place, verbose_name=_("places"), blank=True, related_name="subjects")
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("team"),
        help_text=_("Whose work it is. With a named colleague it is one of this team."),
    )
    needs_colleague = models.BooleanField(
        _("with a named colleague"), default=False,
        help_text=_("Then there is only room while a colleague of the team has hours there. A visit at home or by video always is."),
    )
    video_link = models.URLField(
        _("link of the video room"), max_length=300, blank=True, help_text=_("Without a link video is not offered.")
    )
    notice_hours = models.PositiveSmallIntegerField(
        _("how long before at the latest"), default=2, validators=[MaxValueValidator(400)],
        help_text=_("Hours. Employees may book later."),
    )
    days_ahead = models.PositiveSmallIntegerField(
        _("how many days ahead"), default=42, validators=[MinValueValidator(1), MaxValueValidator(180)]
    )
    reminds = models.BooleanField(_("remind a working day ahead"), default=True)
    is_public = models.BooleanField(_("on the website"), default=True, help_text=_("Else only employees book it."))
    is_active = models.BooleanField(_("in use"), default=True)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def open_places(self) -> list[Place]:
        """Where it is offered; a query, but of `with_places` none."""
        if hasattr(self, "place_facts"):
            return [Place(**facts) for facts in self.place_facts]
        return list(self.places.filter(is_active=True))

    @property
    def things(self) -> list[str]:
        """What to bring, one by one."""
        return [line.strip() for line in self.bring.splitlines() if line.strip()]
