"""The left rail: the views of the work list and how much is in each, in one query."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from gehoor.complaints.models import Complaint
from gehoor.conversations import glass
from gehoor.conversations.models import Conversation
from gehoor.core import prepared
from gehoor.core.live import topics
from gehoor.core.models import Event
from gehoor.planning.models import Moment
from gehoor.postroom import channel
from gehoor.postroom.models import Arrival, Delivery, Draft
from gehoor.promises.models import Promise
from gehoor.queues import worklist
from gehoor.queues.models import Handover
from gehoor.staff.models import Employee
from gehoor.staff.permissions import Capability

from .lines import bar

ICONS = {"team": "inbox", "mine": "user", "waiting": "clock", "closed": "check"}
MOST = 1000  # counted; beyond it the exact number helps nobody
LATE = (worklist.View.TEAM, worklist.View.MINE)  # of which it is told how many should have been answered
COUNTED = ("team", "mine", "waiting", "unreadable", "undelivered")
KEYS = {"team": "g q", "mine": "g m", "waiting": "g w", "closed": "g c"}


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the rail."""

    href: str
    label: str
    icon: str
    key: str
    count: int | str | None
    current: bool


def undelivered(employee):
    """What we sent and did not arrive, as long as its conversation is open."""
    visible = Conversation.objects.visible_to(employee).open()
    return Delivery.objects.filter(state=Delivery.State.FAILED, message__conversation__in=visible)


def links(employee, current="") -> dict:
    """The views that are work, and what needs looking after; `current` is the name of the page."""
    counted = _counts(employee)
    work = [
        Link(reverse("desk:live"), _("Now live"), "bell", "g v", counted["live"], current == "live"),
        *(Link(reverse("desk:queue", args=[view]), view.label, ICONS[view], KEYS[view], counted.get(view), view == current)
          for view in worklist.View),
        *(Link(reverse(f"desk:{name}"), label, icon, key, counted.get(name), name == current)
          for name, label, icon, key in _pages()),
    ]
    care = [
        Link(reverse("desk:unreadable"), _("Not readable"), "file-text", "g u", counted["unreadable"],
             current == "unreadable"),
        Link(reverse("desk:kept_apart"), _("Kept apart"), "filter", "g x", counted["suspect"], current == "kept_apart"),
        Link(reverse("desk:undelivered"), _("Not delivered"), "circle-alert", "g f", counted["undelivered"],
             current == "undelivered"),
        Link(reverse("desk:glass_opened"), _("Opened with a reason"), "key-round", "g b", counted["glass"], current == "glass"),
        Link(reverse("desk:looks"), _("Who read what"), "eye", "g r", None, current == "looks"),
        Link(reverse("desk:outgoing"), _("Outgoing mail"), "send", "g o", None, current == "outgoing"),
        *(Link(reverse(page.url), page.title, page.icon, page.key, counted.get(page.name), current == page.name)
          for page in channel.desk_pages()),
    ]
    care.append(Link(reverse("desk:assistant_figures"), _("Assistant"), "message-circle", "g e", None, current == "assistant"))
    if employee.may(Capability.OVERSEE):
        care.append(
            Link(reverse("desk:in_time"), _("Answered in time"), "alarm-clock", "g i", None, current == "in_time")
        )
    return {"work": work, "care": care, "current": current, "version": f"{counted['last']}.{counted['lately']}",
            "late": {view: counted[f"late_{view}"] for view in LATE}, "drawn_on": (current, *work, *care),
            "line_bar": bar.shown(counted)}


def _pages():
    """(name of the page and of its number, label, icon, key) of what is work besides the work list."""
    return (
        ("handovers", _("Handovers"), "arrow-right-left", "g d"),
        ("complaints", _("Complaints"), "triangle-alert", "g z"),
        ("promises", _("Promises"), "hand-helping", "g t"),
        ("planned", _("Planned talks"), "calendar-sync", "g n"),
        ("drafts", _("My drafts"), "pencil", "g k"),
        ("appointments", _("Appointments"), "calendar", "g j"),
        ("people", _("People"), "users", "g p"),
        ("knowledge", _("Knowledge"), "book-open", "g y"),
    )


def _counts(employee) -> dict[str, int]:
    """All counts as scalar subqueries of one row, since each round trip costs more than counting does."""

    def counted():
        views = {view: worklist.select(employee, view) for view in ("team", "mine", "waiting")}
        views |= {f"late_{view}": worklist.late(employee, view) for view in LATE}
        views["live"] = bar.waiting(employee)
        views["handovers"] = Handover.objects.for_attention_of(employee)
        views["complaints"] = Complaint.objects.asking(employee)
        views["promises"] = Promise.objects.visible_to(employee).to_mind(employee)
        views["planned"] = Moment.objects.for_attention_of(employee)
        views["drafts"] = Draft.objects.of(employee).kept()
        views["unreadable"] = Arrival.objects.visible_to(employee).unreadable()
        views["suspect"] = Arrival.objects.visible_to(employee).suspect()
        views["undelivered"] = undelivered(employee)
        views["glass"] = glass.to_look_at(employee)
        views |= {page.name: page.rows(employee) for page in channel.desk_pages() if page.rows}
        numbers = {name: _at_most(rows) for name, rows in views.items()} | bar.facts(employee) | _version()
        return Employee.objects.filter(pk=employee.pk).order_by().values(**numbers)

    numbers = prepared.constant(("rail", employee.scope), counted)
    return {name: shown(number) if name in COUNTED else number for name, number in numbers.items()}


def late(employee, view) -> int:
    """How many of this view should have been answered by now."""
    return worklist.late(employee, view).order_by().values("pk")[:MOST].count() if view in LATE else 0


def shown(number: int) -> int | str:
    """The number, or that there are more than anyone needs to know."""
    return number if number < MOST else f"{MOST - 1}+"


def _at_most(rows):
    """How many rows there are, looking no further than MOST."""
    return _number(rows.order_by().values("pk")[:MOST])


def _number(rows):
    # With a limit within, PostgreSQL does not take a third of the table for likely, as it does for a count above an id.
    return Func(ArraySubquery(rows), function="cardinality", output_field=IntegerField())


def _version() -> dict:
    """How far the work list is, as `core.live.topics.version` says it, but within the one query."""
    last = Event.objects.order_by("-pk").values("pk")[:1]
    lately = Event.objects.filter(pk__gt=Coalesce(Subquery(last), 0) - topics.LOOK_BACK).order_by("-pk")
    return {"last": Coalesce(Subquery(last), 0), "lately": _number(lately.values("pk")[: topics.LOOK_BACK])}
