"""Choosing a human: one click at every step, before the first question too, and never behind one."""

from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gehoor.callbacks import asking, slots
from gehoor.core import limits

from .. import handing_over, telling
from ..forms import HumanForm
from . import panel
from .opening import opens

LEFT, LEFT_WITHIN = 20, 3600  # messages and calls from one place


@require_GET
def before(request):
    """No question was asked yet: to who is there now, else to all ways there are."""
    way = panel.live_way()
    return HttpResponseRedirect(way.url if way else "/contact/")


@opens
@require_http_methods(["GET", "HEAD", "POST"])
def human(request, talk, key):
    """With the talk: live (POST `way` = live), or what is left for them; the story goes along."""
    if talk.is_with_human:
        return redirect(handing_over.page_of(talk))
    turns = telling.turns_of(talk)
    reason = telling.needs_human(turns)
    if request.method != "POST":
        return _page(request, talk, key, turns, reason)
    if request.POST.get("way") == "live":
        url = handing_over.live(talk, reason=reason)
        return redirect(url) if url else redirect("talk:human", key=key)
    form = HumanForm(request.POST)
    if not form.is_valid():
        return _page(request, talk, key, turns, reason, form, 422)
    if limits.too_often(request, "talk-left", LEFT, LEFT_WITHIN):
        form.add_error(None, _("Very many messages came from your network just now. Your text is kept here. Call us, or try again later."))
        return _page(request, talk, key, turns, reason, form, 429)
    return _leave(request, talk, key, turns, reason, form)


def _leave(request, talk, key, turns, reason, form):
    told, calls = form.cleaned_data, form.cleaned_data["way"] == "call"
    left = handing_over.Left(told["question"], told["name"].strip(), told["mail"], told["phone"], calls, form.begins if calls else None)
    try:
        return redirect(handing_over.leave(talk, left, reason=reason))
    except (asking.NotNow, slots.Taken):
        form = HumanForm(request.POST)  # with the moments that are free by now
        form.is_valid()
        form.add_error("moment", _("This moment was just taken. What you filled in is kept: choose another one."))
        return _page(request, talk, key, turns, reason, form, 409)


def _page(request, talk, key, turns, reason, form=None, status=200):
    context = {"personal": True, "talk": talk, "key": key, **panel.context(turns, reason, form)}
    return render(request, "assistant/human.html", context, status=status)
