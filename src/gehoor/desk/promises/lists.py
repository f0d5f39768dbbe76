"""What is promised for when: the list of one employee. That of a team stands in `board`."""

from datetime import timedelta
from itertools import groupby

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.core import prepared
from gehoor.promises.models import Promise
from gehoor.promises.promising import UNDO

from .. import rail
from ..access import shows

MOST = 100  # rows of one's own list
SHOWN = 3  # above the work list


@shows
def mine(request):
    """What I promised, and what my teams promised without a name: too late, today, later; and what I just kept."""
    rows = dressed(prepared.rows(("my promises", request.user.scope), lambda: of_employee(request.user)[: MOST + 1]))
    kept = Promise.objects.visible_to(request.user).filter(
        state=Promise.State.KEPT, ended_by=request.user, ended_at__gt=timezone.now() - UNDO
    )
    return render(request, "desk/promises/mine.html", {
        "parts": by_day(rows[:MOST]), "has_more": len(rows) > MOST, "kept": dressed(kept.listed().order_by("-ended_at")[:20]),
        "rail": rail.links(request.user, "promises"),
    })


def of_employee(employee):
    """What is theirs to do, the soonest first."""
    return Promise.objects.visible_to(employee).of(employee).listed().order_by("due_at", "pk")


def breaking(employee):
    """What is about to break, or broke, and is this employee's to mind: shown above the work list."""
    found = Promise.objects.visible_to(employee).to_mind(employee)
    return found.listed().order_by("due_at", "pk")[:SHOWN]


def dressed(rows) -> list:
    """With `drawn_once`: everything the drawing of a row depends on, so that it is drawn once a day and language."""
    rows = list(rows)
    for row in rows:
        told = row.conversation
        row.drawn_once = (
            row.pk, row.kind, row.what, row.number, row.state, row.tries, row.from_at, row.due_at, row.is_overdue,
            bool(row.owner_warned_at), str(row.owner or ""), str(row.team or ""), str(told), str(told.person),
            told.reference, told.is_confidential, timezone.localdate(),
        )
    return rows


def by_day(rows) -> list:
    """(heading, whether it is too late, promises) in order of time."""
    return [(_heading(day), day is None, list(found)) for day, found in groupby(rows, key=_day)]


def _day(promise):
    return None if promise.is_overdue else timezone.localtime(promise.due_at).date()


def _heading(day):
    today = timezone.localdate()
    if day is None:
        return _("Too late")
    named = {today: _("Today"), today + timedelta(days=1): _("Tomorrow")}
    return named.get(day, day)
