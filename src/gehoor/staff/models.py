"""Who works here: employees, what their role allows, and the teams they are in."""

import copy

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from gehoor.core import prepared

from . import permissions


class Team(models.Model):
    """A group of employees with a queue of its own."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(unique=True)
    is_default = models.BooleanField(
        _("default team"), default=False, help_text=_("Gets whatever no other team is meant for.")
    )
    is_closed = models.BooleanField(
        _("closed team"), default=False, help_text=_("Only members see its conversations, such as debt counselling.")
    )
    is_outsourced = models.BooleanField(
        _("outsourced team"), default=False,
        help_text=_("People of another organisation. Whoever is in it sees the conversations of their own teams only."),
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=models.Q(is_default=True), name="one_default_team")
        ]

    def __str__(self):
        return self.name


class Employee(AbstractUser):
    """Someone who works with Gehoor. `role` decides what they may do, teams decide what they see."""

    role = models.CharField(_("role"), max_length=12, choices=permissions.Role, default=permissions.Role.EMPLOYEE)
    teams = models.ManyToManyField(Team, related_name="members", blank=True)
    must_change_password = models.BooleanField(
        default=False, help_text="the password was made by someone else, who has seen it"
    )
    wants_warnings = models.BooleanField(default=True, help_text="mailed to `email` when something of theirs is nearly due")

    class Meta:
        ordering = ["first_name", "last_name", "username"]

    def __str__(self):
        return self.get_full_name() or self.username

    def may(self, capability: "permissions.Capability") -> bool:
        """Whether the role holds this capability."""
        return self.is_active and capability in permissions.CAPABILITIES[self.role]

    @cached_property
    def memberships(self) -> frozenset[tuple[int, bool]]:
        """(id of a team this employee is in, whether it is outsourced) of each; fetched once a request."""
        return frozenset(prepared.rows(("memberships",), _memberships, employee=self.pk))

    @property
    def team_ids(self) -> frozenset[int]:
        """Ids of the teams this employee is in."""
        return frozenset(pk for pk, _is_outsourced in self.memberships)

    @property
    def is_outsourced(self) -> bool:
        """Whether this employee sees their own teams only. One outsourced team is enough: the least that is needed."""
        return any(is_outsourced for _pk, is_outsourced in self.memberships)

    @property
    def scope(self) -> tuple:
        """All that decides which rows are visible to this employee: queries are prepared once for each scope.

        A new rule of permission that looks at anything else of the employee adds it here.
        """
        return self.pk, *self.rights

    @property
    def rights(self) -> tuple:
        """The same without who it is: a query that takes the employee as a value is shared by all with equal rights."""
        return self.role, self.is_active, self.memberships

    def like(self, pk: int) -> "Employee":
        """Somebody else with our rights, to make such a query with."""
        other = copy.copy(self)
        other.pk = pk
        return other


def _memberships(employee):
    return Team.objects.filter(members=employee).order_by().values_list("pk", "is_outsourced")
