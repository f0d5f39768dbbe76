"""That somebody has a talk of some kind every so often."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.conversations.models import Conversation
from gehoor.people.models import Person, Representation
from gehoor.staff.models import Team

from .. import rhythm
from .kind import MomentKind

MOST_DATES = 24


class PlanQuerySet(models.QuerySet):
    def visible_to(self, employee):
        """Plans whose conversation this employee may read."""
        return self.filter(conversation__in=Conversation.objects.visible_to(employee))

    def running(self):
        return self.filter(stopped_at=None)


class Plan(models.Model):
    """Moments of one kind for one person, all told in one conversation. `next_on` is the next one still to be made."""

    class Tells(models.TextChoices):
        BY_ITSELF = "itself", _("by mail or letter, by itself")
        BY_US = "us", _("we tell it ourselves, by phone or when we are there")

    kind = models.ForeignKey(MomentKind, on_delete=models.PROTECT, related_name="plans")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plans")
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="plans")
    begins_on = models.DateField(_("first one from"))
    every_months = models.PositiveSmallIntegerField(
        _("every how many months"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    dates = ArrayField(models.DateField(), default=list, blank=True, help_text="in place of every so many months")
    ends_on = models.DateField(_("until"), null=True, blank=True)
    weeks = models.PositiveSmallIntegerField(
        _("takes place within how many weeks"), default=4, validators=[MinValueValidator(1), MaxValueValidator(26)]
    )
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="plans"
    )
    wish = models.CharField(
        _("how the person wants it"), max_length=300, blank=True,
        help_text=_("In the person's own words, such as: in my own room, with my daughter there, not before ten."),
    )
    tells = models.CharField(_("how the person hears of it"), max_length=8, choices=Tells, default=Tells.BY_ITSELF)
    helpers = models.ManyToManyField(Representation, blank=True, related_name="+")
    made = models.PositiveIntegerField(default=0, editable=False, help_text="moments made so far")
    numbered_from = models.PositiveIntegerField(default=0, editable=False, help_text="the moment with which this rhythm begins")
    next_on = models.DateField(null=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    stop_reason = models.CharField(max_length=300, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(every_months__isnull=False, dates=[]) | Q(every_months=None) & ~Q(dates=[]),
                name="every_so_often_or_on_dates",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("begins_on")), name="plan_ends_after_it_began"
            ),
        ]
        indexes = [
            models.Index(fields=["next_on"], name="plans_to_make_ahead", condition=Q(stopped_at=None, next_on__isnull=False))
        ]

    def __str__(self):
        return str(self.kind)

    def due(self, number: int) -> date | None:
        """The day of its moment `number`, 0 being the first; None where it has no such moment."""
        if number < self.numbered_from:  # of an earlier rhythm
            return None
        return rhythm.due(
            number - self.numbered_from, first=self.begins_on, every=self.every_months, dates=self.dates, until=self.ends_on
        )

    def telling_helpers(self) -> list[Representation]:
        """Permissions, valid today, of helpers whom the person wants told too; with `helper`."""
        return list(self.helpers.valid().filter(person=self.person_id).select_related("helper"))

    @property
    def rhythm_in_words(self) -> str:
        """Such as "every 6 months"."""
        if not self.every_months:
            return str(_("on chosen dates"))
        if self.every_months == 1:
            return str(_("every month"))
        return str(_("every %(number)d months") % {"number": self.every_months})
