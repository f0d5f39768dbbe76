"""One deed on the conversations that were ticked in the work list, and its undoing."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
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
    """Something has to be chosen first. The message is fit to show; `close` is the form that asks it."""

    def __init__(self, question, close=None):
        super().__init__(question)
        self.close = close


@reads
@require_POST
def begin(request, view):
    """Do it with what was ticked, or with all of this view; a few at once, the rest by the worker."""
    if view not in worklist.View.values:
        raise Http404
    references = [as_typed(one[:20]) for one in request.POST.getlist("conversation")[: bulk.MOST]]
    try:
        ids = _chosen(request, view, references)
        kind, values, name = _wanted(request, ids)
    except Unclear as question:
        return page(request, view, chosen=references, status=422, problem=str(question), close=question.close or CloseForm(request.POST),
                    chose_all=_all(request))
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
    if _all(request):
        found = worklist.select(request.user, view)
    else:
        found = Conversation.objects.visible_to(request.user).filter(reference__in=references).order_by("waiting_since", "pk")
    ids = list(found.values_list("pk", flat=True)[: bulk.MOST])
    if not ids:
        raise Unclear(_("Tick the conversations first. Nothing was done."))
    return ids


def _all(request) -> bool:
    return request.POST.get("all") == "yes"


def _wanted(request, ids) -> tuple:
    """(kind, values, name of who or which team gets these). Raises `Unclear`."""
    kind = request.POST.get("deed", "")
    if kind == BulkDeed.Kind.ASSIGN:
        employee = _by_id(Employee.objects.filter(is_active=True), request.POST.get("employee", ""))
        return kind, {"employee": _or_ask(employee, _("Choose a colleague first. Nothing was done.")).pk}, str(employee)
    if kind == BulkDeed.Kind.MOVE:
        team = _by_id(Team.objects.all(), request.POST.get("team", ""))
        return kind, {"team": _or_ask(team, _("Choose a team first. Nothing was done.")).pk}, str(team)
    if kind != BulkDeed.Kind.CLOSE:
        raise Unclear(_("Say whether it is solved. Nothing was done."))
    return kind, _close_form(request, ids).ending(), ""


def _close_form(request, ids) -> CloseForm:
    """How these close; asks what becomes of open promises only where there are any."""
    promised = Conversation.objects.open().filter(pk__in=ids, promised__isnull=False).count()
    form = CloseForm(request.POST, has_promises=promised > 0, many=True)
    if form.is_valid():
        return form
    if "promises" in form.errors:
        raise Unclear(ngettext(
            "In %(n)s of these something is promised and still open. Say what becomes of it. Nothing was done.",
            "In %(n)s of these something is promised and still open. Say what becomes of it. Nothing was done.", promised,
        ) % {"n": promised}, form)
    if "reason" in form.errors:
        raise Unclear(_("Give a reason. Nothing was done."), form)
    raise Unclear(_("Say whether it is solved. Nothing was done."), form)


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
