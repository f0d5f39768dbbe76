"""Every way in there is at this moment, as the contact page and the widget tell it (requirement B1).

An app offers some by a method `ways_in(now)` on its config, which gives a list of `channel.WayIn` for a `Now`.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.apps import apps
from django.utils import timezone

from gehoor.core import organisation
from gehoor.core.models import OrganisationSettings
from gehoor.lines import outlook, standing
from gehoor.lines.kinds import DUTCH
from gehoor.targets import calendar, opening
from gehoor.targets.calendar import Calendar
from gehoor.targets.opening import Opening

from .way_in import WayIn


@dataclass(frozen=True)
class Now:
    """The moment at which somebody asks, with what every way in needs to know; read once for all of them."""

    at: datetime
    organisation: OrganisationSettings
    calendar: Calendar

    @classmethod
    def read(cls, at: datetime | None = None, house: OrganisationSettings | None = None) -> "Now":
        return cls(at or timezone.now(), house or organisation.current(), calendar.current())

    def opening(self, kind: str, team=None) -> Opening:
        """Of this kind of channel, for a team (its id) or for all."""
        return opening.tell(self.calendar.hours(kind, team), self.at, self.calendar.named(timezone.localdate(self.at), kind, team))

    def line(self, kind: str, language: str = DUTCH, team=None) -> standing.Wait:
        """How the line of this channel is for who joins it now, to be helped in this language, by this team."""
        return standing.now(kind, team, self.lines, language)

    def wait(self, kind: str, language: str = DUTCH) -> tuple[int, int] | None:
        """Minutes until it is the turn of who joins the line of this channel now; None where that is not known."""
        found = self.line(kind, language)
        return None if found.low is None or found.high is None else (found.low, found.high)

    @cached_property
    def lines(self) -> outlook.Seen:
        """Who is there and who waits, on every channel where people wait."""
        return outlook.Seen.now()

    def answer(self, kind: str) -> str:
        """How soon an answer comes: "within 2 working days"."""
        return str(self.calendar.norm(kind, timezone.localdate(self.at)) or "")


def all_of(now: Now) -> list[WayIn]:
    """Every way in of every app, in the order of the page."""
    offering = [config for config in apps.get_app_configs() if hasattr(config, "ways_in")]
    return sorted((way for config in offering for way in config.ways_in(now)), key=lambda way: (way.order, way.key))
