"""Preparing a talk, having it, and recording it: nothing typed meanwhile is lost."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gehoor.planning import inviting, preparing, recording
from gehoor.postroom import drafting, drafts
from gehoor.postroom.models import Draft
from gehoor.trust import read_log

from .. import rail
from ..access import reads, shows
from . import access
from .talk_forms import PrepareForm, TalkForm


@shows
def prepare(request, pk):
    """What happened since the last time, both sides' goals and the points."""
    return _preparation(request, access.find(request, pk))


@access.decides
def save_preparation(request, moment):
    """It is prepared from now on."""
    form = PrepareForm(request.POST, moment=moment)
    if not form.is_valid():
        return _preparation(request, moment, form=form, status=422)
    data = form.cleaned_data
    rests, began = data.pop("rests"), data.pop("began")
    preparing.prepare(moment.pk, by=request.user, **data)
    if rests and began:
        preparing.rest(moment, began=began, by=request.user)
    messages.success(request, _("Prepared. The points are fixed now; yours can still change."), extra_tags=f"kept:prepare-{moment.pk}")
    return redirect("desk:moment", pk=moment.pk)


def _preparation(request, moment, *, form=None, status=200):
    if not moment.is_open:
        return redirect("desk:moment", pk=moment.pk)
    sent_in, since = preparing.sent_in(moment), preparing.since_last(moment, request.user)
    if since.conversations:
        read_log.note_all(request.user, "planned", since.conversations)
    return render(request, "desk/planning/prepare.html", {
        "moment": moment, "plan": moment.plan, "person": moment.plan.person, "content": moment.content, "sent_in": sent_in,
        "since": since, "form": form or PrepareForm(moment=moment, sent_in=sent_in),
        "rail": rail.links(request.user, "planned"),
    }, status=status)


@shows
def talk(request, pk):
    """The page beside the talk: goals, points to tick, what is agreed."""
    return _talk(request, access.find(request, pk))


@access.decides
def record(request, moment):
    """The talk was held."""
    form = TalkForm(request.POST, moment=moment)
    if not form.is_valid():
        try:
            drafting.save_posted(request, _place(request, moment), comes_first=True)
        except drafts.TooLong:
            pass  # the form says so, beside the field, and still holds it
        return _talk(request, moment, form=form, status=422)
    told = form.recorded()
    recording.record(moment.pk, by=request.user, **told)
    drafts.done(_place(request, moment))
    said = _("Recorded, and a copy is on its way. The next talk stands.") if told["copies"] else _("Recorded. The next talk stands.")
    messages.success(request, said)
    return redirect("desk:moment", pk=moment.pk)


def _talk(request, moment, *, form=None, status=200):
    if not moment.is_open:
        return redirect("desk:moment", pk=moment.pk)
    draft = drafting.of_place(_place(request, moment))
    return render(request, "desk/planning/talk.html", {
        "moment": moment, "plan": moment.plan, "person": moment.plan.person, "content": moment.content, "draft": draft,
        "sent_in": preparing.sent_in(moment), "form": form or TalkForm(moment=moment, initial=draft.fields),
        "rail": rail.links(request.user, "planned"),
    }, status=status)


@reads
@require_POST
def save_draft(request, pk):
    """Save what is typed during the talk, as it stands."""
    moment = access.find(request, pk)
    return drafting.answer_save(request, _place(request, moment), lambda: redirect("desk:moment_talk", pk=pk))


@reads
@require_POST
def choose_draft(request, pk):
    """Choose between what two windows wrote."""
    moment = access.find(request, pk)
    drafts.choose(_place(request, moment), request.POST.get("other", ""), use=request.POST.get("choice") == "use")
    return redirect("desk:moment_talk", pk=pk)


def _place(request, moment) -> drafts.Place:
    return drafts.Place(request.user, Draft.Kind.PLANNED, moment.plan.conversation, str(moment.pk))


@access.decides
def invite(request, moment):
    """Send the invitation now, or once more."""
    if inviting.invite(moment.pk, by=request.user, again="again" in request.POST):
        messages.success(request, _("The invitation is on its way."))
    else:
        messages.warning(request, _("Nothing was sent: no mail or postal address is known, or it was sent already. Tell it by phone."))
    return redirect("desk:moment", pk=moment.pk)


@access.decides
def told(request, moment):
    """The employee told the person."""
    inviting.told(moment.pk, by=request.user)
    messages.success(request, _("Written down: the person knows."))
    return redirect("desk:moment", pk=moment.pk)
