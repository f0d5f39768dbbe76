"""Whose opening hours a page is about: the organisation's, a channel's, a team's, or those of a channel of a team."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from gehoor.postroom.channel import ChannelConfig, all_channels
from gehoor.staff.models import Team


@dataclass(frozen=True, slots=True)
class Scope:
    """As in the address: `?channel=phone&team=3`."""

    channel: ChannelConfig | None = None
    team: Team | None = None

    @classmethod
    def of(cls, request) -> "Scope":
        """Raises `Http404` for a channel or team that is not there."""
        return cls(_channel(request.GET.get("channel", "")), _team(request.GET.get("team", "")))

    @property
    def where(self) -> dict:
        """For models and deeds of `targets`."""
        return {"channel": self.kind, "team": self.team}

    @property
    def kind(self) -> str:
        return self.channel.kind if self.channel else ""

    @property
    def key(self) -> tuple:
        """As the calendar keeps it."""
        return self.kind, self.team and self.team.pk

    @property
    def is_house(self) -> bool:
        return not self.kind and self.team is None

    @property
    def query(self) -> str:
        """To put behind an address; empty for the organisation."""
        told = {"channel": self.kind, "team": self.team and self.team.pk}
        asked = urlencode({name: value for name, value in told.items() if value})
        return f"?{asked}" if asked else ""

    @property
    def url(self) -> str:
        return reverse("administration:opening") + self.query

    @property
    def wider(self) -> list["Scope"]:
        """Whose hours hold where this has none of its own, from those of all on: the last that has any wins."""
        around = dict.fromkeys([Scope(), Scope(team=self.team), Scope(self.channel)])
        return [one for one in around if one != self]

    def __str__(self):
        if self.is_house:
            return _("The whole organisation")
        if self.team is None:
            return str(self.channel.title)
        if self.channel is None:
            return _("Team %(team)s") % {"team": self.team}
        return _("%(channel)s, team %(team)s") % {"channel": self.channel.title, "team": self.team}


def channels() -> list[ChannelConfig]:
    """Those on which people expect somebody to be there at that moment."""
    return [config for config in all_channels() if not config.can_wait]


def own(known, teams) -> list[Scope]:
    """Who has hours or days of their own in the calendar `known`, besides the organisation."""
    kinds, teams = {config.kind: config for config in channels()}, {team.pk: team for team in teams}
    pairs = set(known.weeks) | {pair for pair, days in known.days.items() if days}
    found = [Scope(kinds.get(kind), teams.get(team)) for kind, team in pairs if not kind or kind in kinds]
    return sorted((scope for scope in found if not scope.is_house), key=str)


def _channel(kind):
    found = next((config for config in channels() if config.kind == kind), None)
    if kind and found is None:
        raise Http404(kind)
    return found


def _team(pk):
    if not pk:
        return None
    found = Team.objects.filter(pk=int(pk)).first() if pk.isascii() and pk.isdigit() and len(pk) < 10 else None
    if found is None:
        raise Http404(pk)
    return found
