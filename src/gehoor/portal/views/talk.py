"""A planned talk, for its person or a helper: what it is for, what they want to talk about, and later what was agreed."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gehoor.conversations import links
from gehoor.people import ownership
from gehoor.planning import told
from gehoor.planning.models import SentIn

from .. import inbound, record
from ..forms import BeforehandForm, CorrectionForm, new_page
from .resident import opens, too_many


@opens
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request, link, token, pk):
    """Read it, and send in points beforehand or a correction afterwards; both come in as any message does."""
    found = next((one for one in record.of_link(link).talks if one.moment.pk == pk), None)
    if found is None:
        raise Http404(_("This talk is not here."))
    kind = BeforehandForm if found.is_open else CorrectionForm if found.is_held else None
    form = kind and kind(request.POST if request.method == "POST" else None, initial={"page": new_page()})
    if request.method == "POST" and form and form.is_valid():
        if too_many(link):
            form.add_error(None, _("You sent a lot in the past hour. Your text is kept here; send it later, or call us."))
            return _page(request, link, token, found, form, 429)
        _keep(link, found, form.cleaned_data)
        return redirect(f"{request.path}?ontvangen=1#geschreven")
    if request.method == "GET":
        links.opened(link)
    return _page(request, link, token, found, form, 422 if form and form.is_bound else 200)


def _keep(link, found, data):
    """The message first, durably; then the same with the talk. Sending the same page again does what is left to do."""
    moment, goal = found.moment, data.get("goal", "").strip()
    heading = _("Beforehand, for the talk: %(kind)s") if found.is_open else _("About what was written down of the talk: %(kind)s")
    parts = [heading % {"kind": moment.plan.kind}]
    parts += [_("I want to reach: %(goal)s") % {"goal": goal}] if goal else []
    parts += [data["text"].strip()] if data["text"].strip() else []
    inbound.keep(link, "\n\n".join(parts), (), page=data["page"])
    sort = SentIn.Sort.POINTS if found.is_open else SentIn.Sort.CORRECTION
    told.send_in(moment, ownership.current(link.person), sort, page=data["page"], text=data["text"].strip(), goal=goal)


def _page(request, link, token, found, form, status):
    return render(request, "portal/talk.html", {
        "told": found, "moment": found.moment, "content": found.moment.content, "form": form, "token": token, "link": link,
        "received": "ontvangen" in request.GET, "personal": True,
    }, status=status)
