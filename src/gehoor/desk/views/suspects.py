"""What came in and looks like nobody's question: an employee looks, and one press makes it a question after all."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gehoor.core import events
from gehoor.postroom import reading
from gehoor.postroom.models import Arrival
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability
from gehoor.trust import read_log

from .. import rail

looks_after = requires(Capability.HANDLE)
SHOWN = 100


@looks_after
@require_GET
def kept_apart(request):
    """All that is kept apart, the oldest first; `?undo=` is the number of what was left aside just now."""
    visible = Arrival.objects.visible_to(request.user).defer("original")
    arrivals = list(visible.suspect().select_related("team").order_by("pk")[:SHOWN])
    if arrivals:
        read_log.note(request.user, "kept_apart")
    return render(request, "desk/kept_apart.html", {
        "arrivals": arrivals, "rail": rail.links(request.user, "kept_apart"), "undo": int(undo) if (undo := request.GET.get("undo", "")).isdecimal() and len(undo) < 19 else None,
    })


@looks_after
@require_POST
def let_through(request, pk):
    """It is a question: it goes the way of everything, from here on."""
    arrival = get_object_or_404(_suspect(request), pk=pk)
    if arrival.let_through():
        events.record("original.let_through", actor=request.user, arrival=arrival.pk)
        reading.read_one(arrival.pk)
        messages.success(request, _("Let through. It stands in its team's work list now."))
    return redirect("desk:kept_apart")


@looks_after
@require_POST
def leave_aside(request, pk):
    """Nobody has to do anything with it; its original is kept."""
    if _suspect(request).filter(pk=get_object_or_404(_suspect(request), pk=pk).pk).update(state=Arrival.State.SET_ASIDE):
        events.record("original.set_aside", actor=request.user, arrival=pk)
    response = redirect("desk:kept_apart")
    response["Location"] += f"?undo={pk}"
    return response


@looks_after
@require_POST
def put_back(request, pk):
    """Undo of `leave_aside`."""
    aside = Arrival.objects.visible_to(request.user).filter(state=Arrival.State.SET_ASIDE, envelope__has_key="suspicious")
    get_object_or_404(aside.defer("original"), pk=pk)
    aside.filter(pk=pk).update(state=Arrival.State.SUSPECT)
    events.record("original.taken_back", actor=request.user, arrival=pk)
    return redirect("desk:kept_apart")


def _suspect(request):
    return Arrival.objects.visible_to(request.user).suspect().defer("original")
