"""All complaints: which is due first, and whose they are."""

from django.db.models import TextChoices
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from gehoor.complaints import stage
from gehoor.complaints.models import Complaint, Writing
from gehoor.staff.permissions import Capability
from gehoor.trust import read_log

from .. import rail
from ..access import shows
from ..paging import Shortened

A_PAGE = 50


class View(TextChoices):
    OPEN = "open", _("All open")
    MINE = "mine", _("Mine")
    NOBODY = "nobody", _("Without a handler")
    DONE = "done", _("Done")


@shows
def complaints(request):
    """Open ones, due first; or mine, those without a handler, those that are done."""
    wanted = request.GET.get("view", "")
    view = View(wanted if wanted in View.values else View.OPEN)
    found = Complaint.objects.visible_to(request.user).with_progress().select_related("conversation__person", "handler")
    shown = Shortened(_of(found, view, request.user), A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, stage.stage(one), stage.clock(one), stage.is_short(one)) for one in shown]
    read_log.note_all(request.user, "complaints", [one.conversation for one in shown])
    return render(request, "desk/complaints/complaints.html", {
        "rows": rows, "shown": shown, "views": View.choices, "view": view, "may_see_reads": request.user.may(Capability.OVERSEE),
        "begun": [one for one in Writing.objects.filter(employee=request.user)[:20] if not one.is_empty], "rail": rail.links(request.user, "complaints"),
    })


def _of(found, view, employee):
    if view == View.DONE:
        return found.exclude(ended_at=None).order_by("-ended_at")
    found = found.open().order_by("due_on", "pk")
    if view == View.MINE:
        return found.filter(handler=employee)
    return found.filter(handler=None) if view == View.NOBODY else found
