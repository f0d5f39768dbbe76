"""Who read what: of one conversation for team leads, and of oneself or of a colleague over a period."""

import csv

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gehoor.conversations import looks
from gehoor.conversations.models import Conversation
from gehoor.core import events
from gehoor.staff.guard import requires
from gehoor.staff.models import Employee
from gehoor.staff.permissions import Capability
from gehoor.trust.models import ReadLog

from .. import rail
from ..access import find, shows

PAGE = 50
MOST_EXPORTED = 20_000  # lines of a CSV


@requires(Capability.OVERSEE)
@require_GET
def who_read(request, reference):
    """Everyone who opened it, the latest first."""
    conversation = find(request, reference)
    found = looks.folded(ReadLog.objects.filter(conversation_id=conversation.pk))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    _dress(page)
    return render(request, "desk/reads.html", {
        "conversation": conversation, "page": page, "rail": rail.links(request.user),
    })


@shows
def all_looks(request):
    """One's own looks; a team lead may choose a colleague, of conversations that both may see. ?format=csv exports."""
    first, last = looks.period(request.GET.get("from", ""), request.GET.get("to", ""))
    is_lead = request.user.may(Capability.OVERSEE)
    whose = request.GET.get("employee", "") if is_lead else str(request.user.pk)
    found = looks.within(first, last).filter(conversation_id__isnull=False)
    if whose.isdecimal() and len(whose) < 10:
        found = found.filter(employee=int(whose))
    if whose != str(request.user.pk):
        found = found.filter(conversation_id__in=Conversation.objects.visible_to(request.user).values("pk"))
    found = looks.folded(found)
    if request.GET.get("format") == "csv":
        return _export(request, found[:MOST_EXPORTED])
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    _dress(page)
    _name_conversations(request, page)
    return render(request, "desk/looks.html", {
        "page": page, "first": first, "last": last, "whose": whose, "is_lead": is_lead,
        "colleagues": Employee.objects.all() if is_lead else (),
        "query": f"&from={first}&to={last}&employee={whose}", "rail": rail.links(request.user, "looks"),
    })


def _dress(page):
    """Give each row of the page `who` and `said`: what was looked at, in words."""
    page.object_list = list(page.object_list)
    for row in page.object_list:
        row["who"] = f"{row['name']} {row['surname']}".strip() or row["login"]
        row["said"] = ", ".join(str(_words(kind)) for kind in row["kinds"])


def _words(kind) -> str:
    return {
        "page": _("the conversation"), "update": _("the conversation, while it changed"), "attachment": _("an attachment"),
        "original": _("the original"), "html": _("a message as it was sent"), "search": _("among what a search found"),
        "outgoing": _("the outgoing mail"), "transcript": _("the transcript"),
    }.get(kind, kind)


def _name_conversations(request, page):
    visible = Conversation.objects.visible_to(request.user)
    ids = {row["conversation_id"] for row in page.object_list}
    references = dict(visible.filter(pk__in=ids).values_list("pk", "reference"))
    for row in page.object_list:
        row["reference"] = references.get(row["conversation_id"])


def _export(request, rows) -> HttpResponse:
    """The same as CSV (RFC 4180), with the byte order mark that spreadsheets ask for."""
    rows = list(rows)
    references = dict(Conversation.objects.visible_to(request.user).filter(
        pk__in={row["conversation_id"] for row in rows}).values_list("pk", "reference"))
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="wie-las-wat.csv"'
    sheet = csv.writer(response)
    sheet.writerow([_("Who"), _("Conversation"), _("Day"), _("Times"), _("What"), _("Opened with a reason")])
    for row in rows:
        who = f"{row['name']} {row['surname']}".strip() or row["login"]
        sheet.writerow([
            _no_formula(who), references.get(row["conversation_id"], ""), formats.date_format(row["day"], "Y-m-d"),
            row["times"], ", ".join(str(_words(kind)) for kind in row["kinds"]), _("yes") if row["by_glass"] else "",
        ])
    events.record("reads.exported", actor=request.user, lines=len(rows), at=timezone.localtime().isoformat())
    return response


def _no_formula(text) -> str:
    """A spreadsheet runs what begins like a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
