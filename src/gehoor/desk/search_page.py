"""What the page of a search shows: hits with what is found marked, filters as chips, and what to choose from."""

from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gehoor.conversations import whom
from gehoor.people.models import Person
from gehoor.postroom import channel
from gehoor.search import standing
from gehoor.search.asked import Asked, Period, State, day_of
from gehoor.search.extract import marked, piece
from gehoor.search.finding import Hit
from gehoor.staff.models import Employee, Team

from . import colleagues

_FACTS = attrgetter(*(field.name for field in fields(Hit)))


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter, which can be taken off."""

    name: str
    label: str
    icon: str


class Row:
    """A hit as it is shown: each part is safe markup, made only while the row is drawn."""

    def __init__(self, hit: Hit, today: date):
        self.hit = hit
        self.drawn_on = (*_FACTS(hit), standing.by_now(hit), today)

    @property
    def who(self):
        return self._marked(self.hit.person) or str(Person(is_anonymous=self.hit.is_anonymous))

    @property
    def stands(self) -> str:
        return standing.sentence(self.hit)

    @property
    def subject(self):
        return self._marked(self.hit.subject) or _("(no subject)")

    @property
    def extract(self):
        return self._marked(piece(self.hit.extract, begins=self.hit.extract_begins, ends=self.hit.extract_ends))

    @property
    def file(self):
        return self._marked(self.hit.file)

    @property
    def channel(self) -> tuple[str, str]:
        """Name and icon of how it was said."""
        config = _channels().get(self.hit.channel)
        return (config.title, config.icon) if config else (_("note"), "sticky-note")

    def _marked(self, text):
        return marked(text, self.hit.pattern) if text else ""


def rows(hits) -> list[Row]:
    """The hits of one page, as they are shown today."""
    today = timezone.localdate()
    return [Row(hit, today) for hit in hits]


def people_drawn_on(people) -> tuple:
    """All that the list of found people is drawn on; None where nobody is found."""
    return tuple((one.person.pk, str(one.person), one.why, one.person.all_needs) for one in people) or None


def chips(asked: Asked, employee) -> list[Chip]:
    """The filters that are on; a query for each that names somebody."""
    said = {
        "person": (_named(whom.known_to(employee), asked.person), "user"),
        "employee": (_named(Employee.objects, asked.employee), "users"),
        "team": (_named(Team.objects, asked.team), "inbox"), "channel": _of_channel(asked.channel),
        "state": (State(asked.state).label if asked.state else "", "check"),
        "period": (Period(asked.period).label if asked.period else "", "clock"),
        "since": (_("from %(day)s") % {"day": _said(asked.since)} if asked.since else "", "clock"),
        "until": (_("until %(day)s") % {"day": _said(asked.until)} if asked.until else "", "clock"),
        "files": (_("with a file"), "paperclip"),
    }
    return [Chip(name, *said[name]) for name in asked.filters]


def choices() -> dict:
    """Teams and colleagues, channels, states and periods; one query."""
    teams = colleagues.by_team()
    people = {member.pk: member for team in teams for member in team.members}
    return {
        "teams": teams, "employees": sorted(people.values(), key=str),
        "channels": list(_channels().values()), "states": State, "periods": Period, "today": timezone.localdate(),
    }


def _channels() -> dict:
    return {config.kind: config for config in channel.all_channels()}


def _of_channel(kind):
    config = _channels().get(kind)
    return (config.title, config.icon) if config else (_("unknown channel"), "inbox")


def _named(rows, pk) -> str:
    return str(rows.filter(pk=pk).first() or _("nobody")) if pk else ""


def _said(day: str) -> str:
    return date_format(day_of(day), _("j M Y"))
