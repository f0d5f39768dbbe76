"""The walk-in hour: taking a number, calling the next, and how long it may take.

Who calls the next takes the first row that nobody else is taking (`SKIP LOCKED`), so that two counters that press at
once get two different people.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import quantiles

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.core import events
from gehoor.core.working_hours import NeverOpen
from gehoor.targets import calendar

from . import walk_in_hours
from .models import Place, Ticket

State = Ticket.State
COUNTER = "counter"  # whose opening hours tell on which days the house is closed
MOST = 999  # numbers a day
BEHIND = 2  # who was not there comes back after so many others
MOST_MISSED = 2  # then the number lapses
LATELY = timedelta(minutes=30)  # a counter that called nobody for so long does not count
ENOUGH = 5  # finished ones from which to tell how long it takes
LOOKED_AT = 20
ROUNDED = 5  # minutes


class Full(Exception):
    """No number can be had now. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Wait:
    """How many are before you, and minutes from and to; both None where we do not know."""

    ahead: int
    low: int | None = None
    high: int | None = None

    def __str__(self):
        if self.low is None:
            return _("We do not know yet how long it takes.")
        if self.high <= ROUNDED:
            return _("It is your turn soon.")
        if not self.low:
            return _("About %(high)s minutes more at most.") % {"high": self.high}
        return _("About %(low)s to %(high)s minutes more.") % {"low": self.low, "high": self.high}


def is_open(place, now=None) -> bool:
    """Whether there is a walk-in hour here now; there is none on a holiday, or on a day on which the house is closed."""
    return walk_in_hours.of(place, calendar.current().hours(COUNTER), now).is_open(now or timezone.now())


def opens_next(place, now=None) -> datetime | None:
    """When the walk-in hour here begins next, or now where it is on; None where there is none."""
    now = now or timezone.now()
    try:
        return walk_in_hours.of(place, calendar.current().hours(COUNTER), now).opens_next(now)
    except NeverOpen:
        return None


@transaction.atomic
def take(place, subject=None, *, by=None) -> Ticket:
    """The next number of today. Employees may give one outside the hours. Raises `Full`."""
    Place.objects.select_for_update(no_key=True).get(pk=place.pk)  # one after another: numbers have no gaps
    if by is None and not is_open(place):
        raise Full(_("There is no walk-in hour now."))
    last = Ticket.objects.today(place).order_by("-number").values_list("number", flat=True).first() or 0
    if last >= MOST:
        raise Full(_("There are no more numbers today. Ask at the counter."))
    ticket = Ticket.objects.create(place=place, number=last + 1, subject=subject)
    _record("taken", ticket, by)
    return ticket


@transaction.atomic
def call_next(place, *, by, counter) -> Ticket | None:
    """Finish who is at this counter, and call who is next; None where nobody waits."""
    for current in Ticket.objects.today(place).filter(state=State.CALLED, called_by=by).select_for_update(of=("self",)):
        end(current, by=by)
    ticket = Ticket.objects.today(place).waiting().select_for_update(skip_locked=True, of=("self",)).select_related("place").first()
    if ticket is None:
        return None
    ticket.state, ticket.called_at, ticket.called_by, ticket.counter = State.CALLED, timezone.now(), by, counter.strip()[:20]
    ticket.calls += 1
    ticket.save(update_fields=["state", "called_at", "called_by", "counter", "calls"])
    _record("called", ticket, by)
    return ticket


@transaction.atomic
def call_again(ticket, *, by) -> bool:
    """The screen shows it anew. False where it is not called any more."""
    ticket.calls += 1
    return _change(ticket, State.CALLED, "called", by, calls=ticket.calls)


@transaction.atomic
def not_here(ticket, *, by) -> bool:
    """Nobody came: back in line behind two others, and after the second time the number lapses."""
    missed = ticket.missed + 1
    if missed >= MOST_MISSED:
        return _change(ticket, State.CALLED, "gone", by, state=State.GONE, missed=missed, ended_at=timezone.now())
    waiting = list(Ticket.objects.today(ticket.place).waiting()[:BEHIND])
    since = waiting[-1].in_line_since + timedelta(microseconds=1) if waiting else timezone.now()
    return _change(ticket, State.CALLED, "not_here", by, state=State.WAITING, missed=missed, in_line_since=since, called_by=None)


@transaction.atomic
def put_back(ticket, *, by) -> bool:
    """Called by mistake: first in line again."""
    return _change(ticket, State.CALLED, "put_back", by, state=State.WAITING, called_by=None, called_at=None)


@transaction.atomic
def end(ticket, *, by) -> bool:
    """Was helped."""
    return _change(ticket, State.CALLED, "done", by, state=State.DONE, ended_at=timezone.now())


@transaction.atomic
def about(ticket, conversation, *, by):
    """What it was about stands in this conversation."""
    Ticket.objects.filter(pk=ticket.pk).update(conversation=conversation)
    _record("about", ticket, by)


def wait_of(ticket) -> Wait:
    """For this number: honest, or not at all."""
    before = Q(in_line_since__lt=ticket.in_line_since) | Q(in_line_since=ticket.in_line_since, pk__lt=ticket.pk)
    return expected(ticket.place, Ticket.objects.today(ticket.place).waiting().filter(before).count())


def expected(place, ahead: int) -> Wait:
    """From how long the last ones took here, and at how many counters there is somebody now."""
    return _wait(ahead, *_at([place])[place.pk][1:])


def expected_now(places) -> dict[int, Wait]:
    """The same for who would take a number now, by the id of each place; one query."""
    return {pk: _wait(waiting, took, counters) for pk, (waiting, took, counters) in _at(places).items()}


def _at(places) -> dict[int, tuple[int, list[timedelta], int]]:
    """By place how many wait, how long each of the last ones took, and at how many counters there is somebody; one query."""
    now, theirs = timezone.now(), Ticket.objects.filter(place=OuterRef("pk")).order_by()
    done = theirs.filter(state=State.DONE, called_at__isnull=False, ended_at__gt=now - timedelta(days=7)).order_by("-ended_at")
    today = theirs.filter(day=timezone.localdate())
    there = today.filter(called_at__gt=now - LATELY, called_by__isnull=False)
    found = Place.objects.filter(pk__in=[place.pk for place in places]).order_by().values_list(
        "pk", ArraySubquery(today.filter(state=State.WAITING).values("pk")),
        ArraySubquery(done.values(took=F("ended_at") - F("called_at"))[:LOOKED_AT]),
        ArraySubquery(there.values("called_by").distinct()),
    )
    return {pk: (len(waiting), took, len(counters)) for pk, waiting, took, counters in found}


def _wait(ahead, took, counters) -> Wait:
    if len(took) < ENOUGH or not counters:
        return Wait(ahead)
    took = sorted(one.total_seconds() / 60 for one in took)
    quick, _median, slow = quantiles(took, n=4)
    low = int(ahead * quick / counters) // ROUNDED * ROUNDED
    high = -int(-(ahead + 1) * slow / counters // ROUNDED) * ROUNDED
    return Wait(ahead, low, max(high, low + ROUNDED))


def _change(ticket, before, verb, by, **fields) -> bool:
    """One conditional UPDATE: of two who press at once, one is first."""
    if not Ticket.objects.filter(pk=ticket.pk, state=before, day=timezone.localdate()).update(**fields):
        return False
    _record(verb, ticket, by)
    return True


def _record(verb, ticket, by):
    events.record(f"ticket.{verb}", actor=by, ticket=ticket.pk, place=ticket.place_id)
