"""Who does a planned talk: a team, or somebody in it, in one field."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import colleagues


class WhoField(forms.ChoiceField):
    """Cleans to (id of the team, id of the employee or None). Teams that are closed to the employee are no choice."""

    def __init__(self, **kwargs):
        super().__init__(label=_("Who does it?"), **kwargs)

    def offer(self, employee, also=None, only=None):
        """Set the choices for this employee; `also` is the id of a team it is with already, `only` of the one it stays with."""
        self.choices = [
            (team.name, [(key(team.pk), _("%(team)s: anyone") % {"team": team.name}),
                         *((key(team.pk, member.pk), str(member)) for member in team.members)])
            for team in colleagues.by_team()
            if (_is_open(team, employee) or team.pk == also) and only in (None, team.pk)
        ]

    def clean(self, value):
        team, _point, employee = super().clean(value).partition(".")
        return int(team), int(employee) if employee else None


def key(team, employee=None) -> str:
    """The choice of this team, or of this employee in it."""
    return f"{team or ''}.{employee or ''}" if employee else f"{team or ''}"


def _is_open(team, employee) -> bool:
    return team.pk in employee.team_ids or not (team.is_closed or employee.is_outsourced)
