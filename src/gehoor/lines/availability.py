"""Who is there for people who wait, and with how much room.

What an employee says of themself is kept over log-ins, but counts only while a screen of theirs is alive. The web
processes write down which employees have an open socket (`alive`, from `core.live.heart`); whoever has none for `ALIVE`
is away, whatever they said.
"""

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, transaction
from django.db.models import Case, Count, Exists, F, OuterRef, Subquery, When
from django.db.models.functions import JSONObject
from django.utils import timezone

from gehoor.core import events
from gehoor.staff.models import Employee, Team
from gehoor.staff.permissions import CAPABILITIES, Capability

from .kinds import KINDS
from .models import Availability, Heartbeat, Skill, Turn, Watch

ALIVE = timedelta(seconds=40)  # without a socket for so long somebody is gone
BEAT = timedelta(seconds=14)  # a heartbeat is written no more often
AVAILABLE = Availability.State.AVAILABLE
State = Availability.State


@dataclass(frozen=True, slots=True)
class There:
    """An employee with a live screen: what they said per channel, and how many they help now."""

    employee: int
    states: dict[str, str]
    capacities: dict[str, int]  # people at once, per channel
    helping: dict[str, int]  # people now, offered ones included, per channel
    teams: frozenset[int]
    is_outsourced: bool
    skills: frozenset[tuple[str, str]]  # (kind, value)
    given_at: object  # when somebody was offered to them last, or None
    is_asked: bool  # somebody is offered to them, and they did not react yet

    def is_available(self, channel: str) -> bool:
        return self.states.get(channel) == AVAILABLE

    def may_have(self, team: int | None, is_closed: bool) -> bool:
        """Whether a conversation of this team can be in their name, as `visibility.who_can_have` tells."""
        return team in self.teams or not (is_closed or self.is_outsourced)

    def capacity(self, channel: str) -> int:
        return self.capacities.get(channel) or KINDS[channel].capacity

    @property
    def occupied(self) -> Fraction:
        """How much of this employee is taken up, over all channels: 1 is all."""
        return sum((Fraction(number, self.capacity(channel)) for channel, number in self.helping.items()), Fraction(0))

    def room(self, channel: str) -> int:
        """How many people more they can help on this channel: whoever calls has no hands for a chat."""
        if not self.is_available(channel):
            return 0
        return max(int((1 - self.occupied) * self.capacity(channel)), 0)


def there(now=None) -> list[There]:
    """Everybody with a live screen who handles contacts, whatever they say of themselves; two queries."""
    now = now or timezone.now()
    helping: dict[int, dict[str, int]] = {}
    for employee, channel, number in _helping():
        helping.setdefault(employee, {})[channel] = number
    asked = Turn.objects.filter(state=Turn.State.OFFERED, offered_to=OuterRef("pk"))
    rows = _alive(now).annotate(
        said=_each(Availability, state=F("state"), channel=F("channel"), capacity=F("capacity")),
        able=_each(Skill, kind=F("kind"), value=F("value")),
        given_at=Subquery(Turn.objects.filter(offered_to=OuterRef("pk")).order_by("-offered_at").values("offered_at")[:1]),
        is_asked=Exists(asked), in_teams=_in_teams(), hired_for=_in_teams(is_outsourced=True),
    )
    return [_there(row, helping.get(row["pk"], {})) for row in rows.values(
        "pk", "said", "able", "given_at", "is_asked", "in_teams", "hired_for")]


def present(channel: str, team=None) -> list[There]:
    """Who is available on this channel now, full or not; with `team` its members only."""
    return [one for one in there() if one.is_available(channel) and (team is None or team.pk in one.teams)]


@transaction.atomic
def set_state(employee, channel: str, state: str) -> Availability:
    """`employee` says they are available, busy or away for a channel. What was offered to who goes away goes to others."""
    from . import routing

    mine, _is_new = Availability.objects.update_or_create(
        employee=employee, channel=channel, defaults={"state": State(state), "missed": 0}
    )
    if state == State.AVAILABLE:
        _beat([employee.pk], timezone.now())  # they are behind a screen now: this is it
    else:
        routing.let_go_of_offers(employee, channel)
    changed()
    routing.offer_soon()
    return mine


def set_capacity(employee, channel: str, capacity: int | None):
    """How many people at once `employee` helps on a channel; None: as many as is usual."""
    from . import routing

    Availability.objects.update_or_create(employee=employee, channel=channel, defaults={"capacity": capacity})
    changed()
    routing.offer_soon()


def changed():
    """Tell the screens that who is there changed. Not who: nobody's day is written down."""
    events.record("presence.changed")


def alive(employees):
    """A web process has open sockets of these employees (ids) now. One statement; few rows, and each seldom."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(_WATCH, {"now": now, "gap": now - ALIVE, "lately": now - BEAT})
    if employees and _beat(employees, now):
        from . import routing

        changed()
        routing.offer_waiting()


def vanished(gone_for=ALIVE) -> list[int]:
    """Ids of employees who have people but had no live screen for so long; none while we cannot know."""
    if not is_watched(gone_for):
        return []
    seen = set(Heartbeat.objects.filter(at__gt=timezone.now() - gone_for).values_list("employee_id", flat=True))
    return [pk for pk in {employee for employee, _channel, _number in _helping()} if pk not in seen]


def is_watched(lately) -> bool:
    """Whether web processes were there all that while; else it is we who were away, and screens and pages are still coming back."""
    now = timezone.now()
    return Watch.objects.filter(at__gt=now - ALIVE, since__lt=now - lately).exists()


_WATCH = """
    INSERT INTO lines_watch AS watch (id, since, at) VALUES (1, %(now)s, %(now)s) ON CONFLICT (id) DO UPDATE
    SET at = %(now)s, since = CASE WHEN watch.at < %(gap)s THEN %(now)s ELSE watch.since END WHERE watch.at < %(lately)s
"""
_BEAT = """
    WITH before AS (SELECT employee_id FROM lines_heartbeat WHERE employee_id = ANY(%(employees)s) AND at > %(gap)s),
    written AS (
        INSERT INTO lines_heartbeat AS heartbeat (employee_id, at)
        SELECT id, %(now)s FROM staff_employee WHERE id = ANY(%(employees)s)
        ON CONFLICT (employee_id) DO UPDATE SET at = %(now)s WHERE heartbeat.at < %(lately)s RETURNING employee_id
    )
    SELECT count(*) FROM written WHERE employee_id NOT IN (SELECT employee_id FROM before)
"""


def _beat(employees, now) -> int:
    """Write that they are alive; how many of them were not a moment ago."""
    with connection.cursor() as cursor:
        cursor.execute(_BEAT, {"employees": list(employees), "now": now, "gap": now - ALIVE, "lately": now - BEAT})
        return cursor.fetchone()[0]


def _alive(now):
    roles = [role for role, held in CAPABILITIES.items() if Capability.HANDLE in held]
    beating = Heartbeat.objects.filter(at__gt=now - ALIVE).values("employee_id")
    return Employee.objects.filter(is_active=True, role__in=roles, pk__in=beating).order_by("pk")


def _helping():
    """(employee, channel, number) of people that are with somebody, or offered to them."""
    theirs = Turn.objects.filter(state__in=(Turn.State.OFFERED, Turn.State.TAKEN)).order_by()
    by = Case(When(state=Turn.State.TAKEN, then="taken_by_id"), default="offered_to_id")
    return theirs.annotate(employee=by).values_list("employee", "channel").annotate(number=Count("pk"))


def _each(model, **facts):
    rows = model.objects.filter(employee=OuterRef("pk")).order_by("pk")
    return ArraySubquery(rows.annotate(facts=JSONObject(**facts)).values("facts"))


def _in_teams(**which):
    return ArraySubquery(Team.objects.filter(members=OuterRef("pk"), **which).order_by().values("pk"))


def _there(row, helping) -> There:
    return There(
        employee=row["pk"], states={one["channel"]: one["state"] for one in row["said"]},
        capacities={one["channel"]: one["capacity"] for one in row["said"]}, helping=helping,
        teams=frozenset(row["in_teams"]), is_outsourced=bool(row["hired_for"]),
        skills=frozenset((one["kind"], one["value"]) for one in row["able"]), given_at=row["given_at"],
        is_asked=row["is_asked"],
    )
