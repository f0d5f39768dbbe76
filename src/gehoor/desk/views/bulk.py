"""One deed on the conversations that were ticked in the work list, and its undoing."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gehoor.conversations.models import Conversation
from gehoor.conversations.reference import as_typed
from gehoor.queues import bulk, jobs, worklist
from gehoor.queues.models import BulkDeed
from gehoor.staff.models import Employee, Team

from .. import bulk_done, rail
from ..access import reads, shows
from ..forms import CloseForm
from .queue import page


class Unclear(Exception):
    """Something has to be chosen first. The message is fit to show."""


@reads
@require_POST
def begin(request, view):
    """Do it with what was ticked, or with all of this view; a few at once, the rest by the worker."""
    if view not in worklist.View.values:
        raise Http404
    references = [as_typed(one[:20]) for one in request.POST.getlist("conversation")[: bulk.MOST]]
    try:
        kind, values, name = _wanted(request)
        ids = _chosen(request, view, references)
    except Unclear as question:
        return page(request, view, chosen=references, status=422, problem=str(question), close=_close_form(request))
    deed = bulk.begin(request.user, kind, ids, values, name=name, seen_event=_seen(request))
    request.session[bulk_done.SESSION] = deed.pk
    _work(deed)
    return redirect("desk:queue", view=view)


@reads
@require_POST
def undo(request):
    """Put all of the latest deed back that nobody changed since."""
    deed = bulk_done.latest(request)
    if deed and bulk.undo(deed):
        _work(deed)
    else:
        messages.warning(request, _("This can no longer be undone. Nothing was changed."))
    view = request.POST.get("view", "")
    return redirect("desk:queue", view=view) if view in worklist.View.values else redirect("desk:bulk_done")


@shows
def show(request):
    """How far the latest deed is, and what was not done."""
    done = bulk_done.of_session(request)
    return render(request, "desk/bulk.html", {"done": done, "rail": rail.links(request.user)})


def _work(deed):
    if not bulk.carry_on(deed, most=bulk.AT_ONCE):
        with transaction.atomic():
            jobs.carry_on_bulk.defer(deed_id=deed.pk)


def _chosen(request, view, references) -> list[int]:
    if request.POST.get("all") == "yes":
        found = worklist.select(request.user, view)
    else:
        found = Conversation.objects.visible_to(request.user).filter(reference__in=references).order_by("waiting_since", "pk")
    ids = list(found.values_list("pk", flat=True)[: bulk.MOST])
    if not ids:
        raise Unclear(_("Tick the conversations first. Nothing was done."))
    return ids


def _wanted(request) -> tuple:
    """(kind, values, name of who or which team gets it). Raises `Unclear`."""
    kind = request.POST.get("deed", "")
    if kind == BulkDeed.Kind.ASSIGN:
        employee = _by_id(Employee.objects.filter(is_active=True), request.POST.get("employee", ""))
        return kind, {"employee": _or_ask(employee, _("Choose a colleague first. Nothing was done.")).pk}, str(employee)
    if kind == BulkDeed.Kind.MOVE:
        team = _by_id(Team.objects.all(), request.POST.get("team", ""))
        return kind, {"team": _or_ask(team, _("Choose a team first. Nothing was done.")).pk}, str(team)
    form = _close_form(request)
    if kind != BulkDeed.Kind.CLOSE or not form.is_valid():
        raise Unclear(_("Say whether it is solved. Nothing was done."))
    return kind, {**form.ending(), "solved_by": str(form.ending()["solved_by"])}, ""


def _close_form(request) -> CloseForm:
    return CloseForm(request.POST)


def _or_ask(found, question):
    if found is None:
        raise Unclear(question)
    return found


def _by_id(rows, text):
    return rows.filter(pk=text).first() if text.isdecimal() and len(text) < 19 else None


def _seen(request) -> int | None:
    """The newest event on the screen, from its version ("123.45")."""
    last = request.POST.get("seen", "").partition(".")[0]
    return int(last) if last.isdecimal() and len(last) < 19 else None
