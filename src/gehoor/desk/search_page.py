"""What the page of a search shows: hits with what is found marked, filters as chips, and what to choose from."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gehoor.conversations import whom
from gehoor.people.models import Person
from gehoor.postroom import channel
from gehoor.search.asked import Asked, Period, State, day_of
from gehoor.search.extract import marked, piece
from gehoor.search.finding import Hit
from gehoor.staff.models import Employee, Team

from . import colleagues


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter, which can be taken off."""

    name: str
    label: str
    icon: str


def dressed(hit: Hit) -> dict:
    """The hit with who, subject, extract and file as marked markup, and the channel it was said by."""
    config = _channels().get(hit.channel)
    extract = piece(hit.extract, begins=hit.extract_begins, ends=hit.extract_ends)
    where = (config.title, config.icon) if config else (_("note"), "sticky-note")
    row = {
        "hit": hit,
        "who": marked(hit.person, hit.pattern) if hit.person else str(Person(is_anonymous=hit.is_anonymous)),
        "subject": marked(hit.subject, hit.pattern) if hit.subject else _("(no subject)"),
        "extract": marked(extract, hit.pattern),
        "file": marked(hit.file, hit.pattern) if hit.file else "",
        "channel": where[0] if hit.extract else "", "icon": where[1],
    }
    told = tuple(str(row[name]) for name in ("who", "subject", "extract", "file", "channel", "icon"))
    facts = (hit.reference, hit.last_contact_at, hit.is_closed, hit.by_reference, timezone.localdate())
    return row | {"drawn_on": (*told, *facts)}


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
