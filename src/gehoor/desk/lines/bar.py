"""What stands at the top of every page of the desk: whether I am there for who waits, and whom I am offered.

With it what is handed over while somebody waits for an answer (`handed`). It comes along in the one query of the rail (`facts`), and is fetched anew by itself when a line changes.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, When
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from gehoor.conversations.models import Conversation
from gehoor.lines.kinds import KINDS
from gehoor.lines.models import Availability, Turn
from gehoor.staff.models import Employee

from . import handed

ICONS = {"available": "circle-check", "busy": "clock", "away": "moon"}


@dataclass(frozen=True, slots=True)
class Offered:
    """Somebody whose turn it is, offered to this employee."""

    pk: int
    name: str
    subject: str
    topic: str
    channel: str
    icon: str
    keeps_place: bool
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """What I say of myself for one live channel."""

    kind: str
    title: str
    icon: str
    state: str
    label: str
    capacity: int

    @property
    def choices(self) -> list[tuple[str, str, str, bool]]:
        """(state, its word, its icon, whether it is so now) of each that can be said."""
        return [(state, word, ICONS[state], state == self.state) for state, word in _labels().items()]


def facts(employee) -> dict:
    """Expressions for the query of the rail: my availability, and what is offered to me, as JSON."""
    mine = Availability.objects.filter(employee=employee).order_by("pk")
    offered = Turn.objects.filter(state=Turn.State.OFFERED, offered_to=employee).order_by("joined_at", "pk")
    hidden = Case(When(conversation__is_confidential=True, then=None), default=F("conversation__subject"))
    return {
        "available": ArraySubquery(mine.values(said=JSONObject(channel="channel", state="state", capacity="capacity"))),
        "offered": ArraySubquery(offered.values(told=JSONObject(
            pk="pk", name="conversation__person__name", subject=hidden, topic="subject", channel="channel",
            keeps_place="keeps_place", joined_at="joined_at",
        ))),
        "handed": handed.facts(employee),
    }


def alone(employee) -> dict:
    """The same without the rail, for what is fetched anew."""
    return Employee.objects.filter(pk=employee.pk).order_by().values(**facts(employee))[0]


def waiting(employee):
    """Who waits, of those this employee may help: for the number in the rail."""
    return Turn.objects.filter(state__in=Turn.IN_LINE, conversation__in=Conversation.objects.visible_to(employee))


def shown(found: dict) -> dict:
    """Context of the bar out of `facts`; `drawn_on` is all that it looks like."""
    by_kind = {one["channel"]: one for one in found["available"]}
    said = [_said(kind, by_kind.get(kind.kind, {})) for kind in KINDS.values()]
    offers = [_offered(one) for one in found["offered"] if one["channel"] in KINDS]
    states = {one.state for one in said}
    state = next(one for one in ("available", "busy", "away") if one in states)
    taken_over = handed.shown(found["handed"])
    drawn_on = (
        tuple((one.kind, one.state, one.capacity) for one in said), tuple(offers), tuple(taken_over),
    )
    return {
        "said": said, "offers": offers, "handed": taken_over, "state": state, "label": _label(said, state), "icon": ICONS[state],
        "next": "away" if state == "available" else "available", "drawn_on": (*drawn_on, timezone.localdate()),
    }


def label_of(state: str) -> str:
    """A state in words."""
    return _labels()[state]


def _label(said, state) -> str:
    """The state in a word, with the channel where it is not so on every one."""
    those = [one for one in said if one.state == state]
    return those[0].label if len(those) == len(said) else f"{those[0].label}: {', '.join(one.title for one in those)}"


def _labels() -> dict:
    return {"available": _("Available"), "busy": _("Busy"), "away": _("Away")}


def _said(kind, row) -> Said:
    state = row.get("state") or Availability.State.AWAY.value
    return Said(kind.kind, str(kind.title), kind.icon, state, _labels()[state], row.get("capacity") or kind.capacity)


def _offered(row) -> Offered:
    kind = KINDS[row["channel"]]
    return Offered(
        row["pk"], row["name"] or _("Somebody"), row["subject"] or "", row["topic"], str(kind.title), kind.icon, row["keeps_place"],
        parse_datetime(row["joined_at"]),
    )
