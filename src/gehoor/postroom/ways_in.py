"""Every way in there is at this moment, as the contact page and the widget tell it (requirement B1).

An app offers some by a method `ways_in(now)` on its config, which gives a list of `channel.WayIn` for a `Now`.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.apps import apps
from django.core.cache import cache
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gehoor.core import organisation
from gehoor.core.models import OrganisationSettings
from gehoor.lines import outlook, standing, wording
from gehoor.lines.kinds import DUTCH
from gehoor.targets import calendar, opening
from gehoor.targets.calendar import Calendar
from gehoor.targets.opening import Opening

from .way_in import Trait, WayIn

FRESH = 5  # seconds: a peak of visitors asks the database no more often, in each process


@dataclass(frozen=True)
class Now:
    """The moment at which somebody asks, with what every way in needs to know; read once for all of them."""

    at: datetime
    organisation: OrganisationSettings
    calendar: Calendar

    @classmethod
    def read(cls, at: datetime | None = None, house: OrganisationSettings | None = None) -> "Now":
        return cls(at or timezone.now(), house or organisation.current(), calendar.current())

    def opening(self, kind: str) -> Opening:
        """Of this kind of channel: of the team that gets whatever no other is meant for."""
        team = self.lines.default_team and self.lines.default_team.pk
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


def at_this_moment(house: OrganisationSettings) -> list[WayIn]:
    """The same in the language of the reader; equal for everybody, so fetched once every few seconds."""
    return cache.get_or_set(f"ways-in-{get_language()}", lambda: all_of(Now.read(house=house)), FRESH)


def expected(way: WayIn) -> str:
    """What it costs in time, as a sentence without its stop."""
    if way.opening and not way.is_open:
        return capfirst(_("open again %(when)s") % {"when": way.opening.again}) if way.opening.again else _("Closed")
    if way.wait:
        late = wording.too_late(way.wait[1], way.opening and way.opening.closes)
        return ". ".join(filter(None, [_("Wait now: %(minutes)s") % {"minutes": wording.wait(*way.wait)}, late.rstrip(".")]))
    if way.is_live:
        return _("How long you wait now is not known")
    if Trait.PLANNED in way.traits:
        return _("At a moment you choose")
    return _("Answer %(within)s") % {"within": way.answer} if way.answer else ""


def sooner(key: str, ways: list[WayIn]) -> WayIn | None:
    """Where somebody is known to answer sooner than by this way in, or there only; None where this one will do."""
    mine = next((way for way in ways if way.key == key), None)
    live = [way for way in ways if way.is_live and way.is_open and way.url and way.wait and way.key != key]
    first = min(live, key=lambda way: way.wait[1], default=None)
    if first is None or mine is None:
        return None
    return None if mine.is_open and mine.wait and first.wait[1] >= mine.wait[0] else first
