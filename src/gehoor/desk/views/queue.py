"""The work list."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET

from gehoor.core import prepared
from gehoor.core.live import topics
from gehoor.queues import worklist
from gehoor.queues.models import Handover
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from .. import bulk_done, colleagues, rail, rows
from ..access import shows
from ..forms import CloseForm
from ..paging import Shortened
from ..promises import lists

PAGE = 50


@requires(Capability.HANDLE, Capability.ADMINISTER, Capability.WRITE_TEXTS)
@require_GET
def home(request):
    """Where somebody starts: the work list, or the administration for whoever handles no contacts."""
    if request.user.may(Capability.HANDLE):
        return redirect("desk:queue", view=worklist.View.TEAM)
    try:
        return redirect("administration:home")
    except NoReverseMatch:
        return redirect("core:preferences")


@shows
def queue(request, view):
    """One view of the work list, what is due first first."""
    return page(request, view)


def page(request, view, *, chosen=(), status=200, **more):
    """Render the page; `chosen` (references) and what else somebody filled in when it could not be done."""
    links = rail.links(request.user, view)  # before the rows: its version tells whether they are still fresh
    teams = colleagues.by_team()
    return render(request, "desk/queue.html", {
        **_listed(request, view), "rail": links, "version": links["version"], "teams": teams,
        "teams_drawn": None if more else colleagues.drawn_on(teams), "rows_drawn": None if chosen else "",
        "close": CloseForm(), "done": bulk_done.of_session(request), "chosen": chosen, "late": links["late"].get(view, 0), **more,
    }, status=status)


@shows
def queue_list(request, view):
    """The rows alone, for live updates."""
    version = topics.version("queue")
    late = rail.late(request.user, view)
    return render(request, "desk/_queue_list.html", {**_listed(request, view), "version": version, "late": late})


@shows
def show_rail(request):
    """The rail alone, for live updates."""
    return render(request, "desk/_rail.html", {"rail": rail.links(request.user, request.GET.get("current", ""))})


def _listed(request, view):
    if view not in worklist.View.values:
        raise Http404
    page = Shortened(worklist.select(request.user, view), PAGE).get_page(request.GET.get("page"))
    start = (page.number - 1) * PAGE
    page.object_list = rows.listed(request.user, view, start, start + PAGE)
    here = reverse("desk:queue", args=[view])
    waits = prepared.rows(("waits", request.user.scope), lambda: _waiting_for_a_word(request.user))
    return {"view": worklist.View(view), "page": page, "here": here, "query": f"?view={view}",
            "breaking": prepared.rows(("breaking", request.user.scope), lambda: lists.breaking(request.user)),
            "alarms": [one for one in waits if not one.is_open], "offered": [one for one in waits if one.is_open]}


def _waiting_for_a_word(employee):
    return Handover.objects.for_attention_of(employee).told_in_full().order_by("due_at")
