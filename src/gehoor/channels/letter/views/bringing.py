"""The page where letters are brought in, and separator sheets are made."""

from django.contrib import messages
from django.http import FileResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gehoor.core.live import topics
from gehoor.core.paper import NoPaper
from gehoor.postroom import arrivals
from gehoor.postroom.models import Arrival
from gehoor.staff.guard import requires
from gehoor.staff.models import Team
from gehoor.staff.permissions import Capability
from gehoor.trust import read_log

from .. import paper, state, work
from ..forms import LONGEST_NAME, BringForm, SheetForm
from ..reading import bundle


@requires(Capability.HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request):
    """Bring letters in, and see what became of them. A script sends the files one by one and gets JSON."""
    if request.method != "POST":
        return _page(request, BringForm())
    form = BringForm(request.POST, request.FILES)
    by_script = request.headers.get("Accept") == "application/json"
    if not form.is_valid():
        if by_script:
            return JsonResponse({"says": " ".join(sentence for sentences in form.errors.values() for sentence in sentences)}, status=422)
        return _page(request, form, status=422)
    said = [_keep(*each, form.cleaned_data["team"], request.user) for each in _letters(form.cleaned_data)]
    if by_script:
        return JsonResponse({"says": said[0]})
    for sentence in said:
        messages.success(request, sentence)
    return redirect("letter:letters")


@requires(Capability.HANDLE)
@require_GET
def lately(request):
    """What became of the letters of today, alone, for live updates."""
    return render(request, "letter/_lately.html", _told(request))


@requires(Capability.HANDLE)
@require_GET
def separator(request):
    """A separator sheet to print, as PDF."""
    form = SheetForm(request.GET)
    team = form.cleaned_data["team"] if form.is_valid() else None
    name = _("separator-sheet.pdf")
    try:
        sheet = paper.separator_sheet(team)
    except NoPaper:
        messages.error(request, state.no_paper())
        return redirect("letter:letters")
    return FileResponse(sheet, content_type="application/pdf", filename=name, as_attachment=True)


def _letters(brought) -> list[tuple[str, bytes]]:
    """(name, original) of each letter: a file, or all of them where they are its pages."""
    files = brought["files"]
    if not brought["one_letter"] or len(files) == 1:
        return [(file.name, file.read()) for file in files]
    name = _("%(name)s and %(number)s more") % {"name": files[0].name[-LONGEST_NAME // 2 :], "number": len(files) - 1}
    return [(name, bundle.make((file.name, file.read()) for file in files))]


def _keep(name, original, team, employee) -> str:
    envelope = {"name": name[-LONGEST_NAME:], "by": employee.pk, "team": team and team.pk}
    pk = arrivals.keep("letter", original, source="desk", envelope=envelope)
    if Arrival.objects.filter(pk=pk, deliveries__gt=1).exists():
        return _("%(name)s was here already; nothing is changed.") % {"name": name}
    return _("%(name)s is stored, and is being read.") % {"name": name}


def _page(request, form, status=200):
    teams = list(Team.objects.order_by("name"))
    context = {**_told(request), "form": form, "teams": teams, "missing": state.missing_reader()}
    return render(request, "letter/letters.html", context, status=status)


def _told(request):
    version = topics.version("queue")
    to_read = work.to_read(request.user).select_related("message__conversation__person", "message__contact")
    found = {"lately": work.lately(request.user), "to_read": to_read[: work.MOST], "version": version}
    shown = [one.message.conversation for one in found["to_read"]]
    shown += [conversation for one in found["lately"] for conversation in one.conversations]
    read_log.note_all(request.user, "letter", shown)
    return found
