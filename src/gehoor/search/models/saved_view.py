"""A search that somebody keeps, for themselves or for a team."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.core import events
from gehoor.staff.models import Team

from ..asked import Asked

NAME_LENGTH = 60


class SavedViewQuerySet(models.QuerySet):
    def of(self, employee):
        """Their own, and those that are shared with a team of theirs."""
        return self.filter(Q(owner=employee.pk) | Q(team__in=employee.team_ids))

    def kept(self):
        return self.filter(removed_at__isnull=True)


class SavedView(models.Model):
    """What is asked, under a name. What it shows still depends on what the reader may see."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="saved_views", help_text="shared with"
    )
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    asked = models.JSONField(help_text="`Asked.kept()`")
    removed_at = models.DateTimeField(null=True, help_text="can be put back")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self):
        return self.name

    @property
    def what(self) -> Asked:
        return Asked.read(self.asked)

    def may_change(self, employee) -> bool:
        """Whoever made it; and once it is shared, whoever may share with that team."""
        return self.owner_id == employee.pk or bool(self.team_id and may_share(employee, self.team_id))

    def rename(self, name, *, by):
        self._set(by, "renamed", name=name.strip()[:NAME_LENGTH])

    def share(self, team_id: int | None, *, by):
        """With a team, or with nobody any more."""
        self._set(by, "shared", team_id=team_id)

    def remove(self, *, by):
        self._set(by, "removed", removed_at=timezone.now())

    def put_back(self, *, by):
        self._set(by, "put_back", removed_at=None)

    def _set(self, by, deed, **values):
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))
        events.record(f"view.{deed}", actor=by, view=self.pk)


def may_share(employee, team_id: int) -> bool:
    """A team lead, with teams of their own."""
    from gehoor.staff.permissions import Capability

    return employee.may(Capability.OVERSEE) and team_id in employee.team_ids
