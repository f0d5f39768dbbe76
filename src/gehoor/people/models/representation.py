"""Someone acts for someone else, with permission (BW 3:60 authorisation; 1:378 guardianship; 1:450 mentorship)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .person import Person


class GivenHow(models.TextChoices):
    """How the person gave the permission, or who did in their place."""

    COUNTER = "counter", _("the person said so at the counter")
    PHONE = "phone", _("the person said so by phone")
    WRITTEN = "written", _("in writing, signed by the person")
    COURT = "court", _("appointed by a court")


class RepresentationQuerySet(models.QuerySet):
    def valid(self, on=None):
        """Permissions that hold on this day."""
        day = on or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day, withdrawn_at=None)


class Representation(models.Model):
    """`helper` may act for `person`, within `scope`, until it ends or the person takes it back."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="helpers")
    helper = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="helps")
    relation = models.CharField(_("who the helper is to the person"), max_length=80, blank=True)
    scope = models.CharField(_("what for"), max_length=300)
    given_how = models.CharField(_("how the permission was given"), max_length=8, choices=GivenHow)
    since = models.DateField(_("from"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = RepresentationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(person=models.F("helper")), name="nobody_is_their_own_helper"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=models.F("since")), name="ends_after_it_began"),
        ]

    def __str__(self):
        return f"{self.helper} ({self.relation})" if self.relation else str(self.helper)

    @property
    def is_valid(self) -> bool:
        """Whether the permission holds today."""
        day = timezone.localdate()
        return self.withdrawn_at is None and self.since <= day and (self.until is None or self.until >= day)
