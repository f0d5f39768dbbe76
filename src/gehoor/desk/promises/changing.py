"""What becomes of a promise: kept, another moment, broken openly, withdrawn, somebody else's, or nobody answered."""

from functools import wraps

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gehoor.callbacks import trying
from gehoor.conversations import visibility
from gehoor.promises import departments, promising, telling
from gehoor.promises.models import Promise
from gehoor.trust import read_log

from .. import composing, rail
from ..access import find, reads, shows
from ..callbacks import outcome as outcomes
from .forms import DepartmentForm, EndForm, OtherMomentForm
from .making import told_words

BACK = {"queue": "desk:home", "list": "desk:promises", "board": "desk:promise_board"}  # by the hidden field `back`


@shows
def show(request, pk):
    """One promise: what became of it so far, and what can be done."""
    return _shown(request, _visible(request, pk))


def changes(view):
    """One verb on one promise the employee may see: `view(request, promise)`, in one transaction."""

    @wraps(view)
    def with_promise(request, pk):
        promise = _visible(request, pk)
        try:
            with transaction.atomic():
                return view(request, promise)
        except promising.NotPossible as refusal:
            messages.warning(request, str(refusal))
            return back_from(request, promise)

    return reads(require_POST(with_promise))


@changes
def keep(request, promise):
    """It is done; of a call also what else follows."""
    kept = trying.spoken(promise.pk, by=request.user)
    late = _("Kept, after its time. It counts as too late.") if kept.was_late else _("Kept. A mistake? Undo it with one press.")
    messages.success(request, late)
    return back_from(request, promise)


@changes
def keep_not(request, promise):
    """It was not kept after all."""
    promising.keep_not(promise.pk, by=request.user)
    messages.success(request, _("The promise is open again."))
    return back_from(request, promise)


@changes
def attempt(request, promise):
    """Called, and did not get through."""
    outcome = trying.no_answer(promise.pk, by=request.user, seen=outcomes.seen(request), note=request.POST.get("note", ""))
    messages.success(request, outcomes.told(outcome, promise.conversation.person))
    return back_from(request, promise)


@changes
def give(request, promise):
    """A colleague does it, or anyone of the team."""
    wanted, able = request.POST.get("owner", ""), visibility.who_can_have(promise.conversation)
    owner = able.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 19 else None
    if wanted and owner is None:
        return _shown(request, promise, problem=_("This colleague cannot have this promise."), status=422)
    if not wanted and not promise.team_id:
        return _shown(request, promise, problem=_("No team has this promise. Choose a colleague."), status=422)
    given = promising.give(promise.pk, by=request.user, owner=owner, team=None)
    messages.success(request, _("%(name)s does it now.") % {"name": given.doer})
    return back_from(request, promise)


@changes
def renegotiate(request, promise):
    """Another moment, before its time; the person hears why."""
    form = _moment_form(request, promise, request.POST)
    if not form.is_valid():
        return _shown(request, promise, other=form, status=422)
    data = form.cleaned_data
    trying.another_moment(promise.pk, by=request.user, due_at=data["due_at"], from_at=data["from_at"], reason=data["reason"])
    said = telling.sentence(promise.kind, promise.what, data["from_at"], data["due_at"])
    _tell(request, promise, form, said, _("Another moment is agreed on."))
    return back_from(request, promise)


@changes
def break_openly(request, promise):
    """Say that it was not kept, and what now."""
    form = _end_form(request, promise, request.POST)
    if not form.is_valid():
        return _shown(request, promise, ending=form, status=422)
    promising.break_openly(promise.pk, by=request.user, reason=form.cleaned_data["reason"])
    _tell(request, promise, form, "", _("Said openly that it was not kept."))
    return back_from(request, promise)


@changes
def withdraw(request, promise):
    """Nobody needs it any more."""
    promising.withdraw(promise.pk, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, _("The promise is withdrawn."))
    return back_from(request, promise)


@changes
def ask(request, promise):
    """Ask a department to do it."""
    form = DepartmentForm(request.POST)
    if not promise.is_open or not form.is_valid():
        return _shown(request, promise, asking=form, status=422)
    departments.ask(promise, form.cleaned_data["department"], by=request.user, note=form.cleaned_data["note"])
    messages.success(request, _("%(name)s gets a mail with a link.") % {"name": form.cleaned_data["department"]})
    return redirect("desk:promise", pk=promise.pk)


@changes
def revoke(request, promise):
    """The department's link opens nothing any more."""
    for link in promise.task_links.filter(revoked_at=None).select_related("department"):
        departments.revoke(link, by=request.user)
    messages.success(request, _("The link opens nothing any more."))
    return redirect("desk:promise", pk=promise.pk)


def _tell(request, promise, form, said, done):
    told = form.telling
    if told:
        words = {telling.PROMISE: said, telling.REASON: form.cleaned_data["reason"].strip()}
        for blank, word in words.items():
            told["text"] = told["text"].replace(blank, word)
    was_told = bool(told) and telling.tell(promise, by=request.user, **told)
    messages.success(request, f"{done} {told_words(promise.conversation, told, was_told)}".strip(),
                     extra_tags=f"kept:{promise.pk}:promise")


def _visible(request, pk) -> Promise:
    found = Promise.objects.visible_to(request.user).told_in_full().filter(pk=pk).first()
    if found is None:
        raise Http404(_("This promise is not here, or not for you to see."))
    return found


def back_from(request, promise):
    """To where it was pressed: a list, or the conversation."""
    where = BACK.get(request.POST.get("back", ""))
    return redirect(where or reverse("desk:conversation", args=[promise.conversation.reference]))


def _moment_form(request, promise, data=None):
    conversation = find(request, promise.conversation.reference)
    form = OtherMomentForm(data, initial={}, prefix="moment")
    text = telling.other_moment(promise, by=request.user)
    form.add_telling(conversation, composing.of(conversation), text)
    return form


def _end_form(request, promise, data=None):
    conversation = find(request, promise.conversation.reference)
    form = EndForm(data, prefix="end")
    form.add_telling(conversation, composing.of(conversation), telling.not_kept(promise, by=request.user))
    return form


def _shown(request, promise, *, other=None, ending=None, asking=None, status=200, **more):
    conversation = promise.conversation
    read_log.note(request.user, "promise", conversation_id=conversation.pk, person_id=conversation.person_id)
    forms = {}
    if promise.is_open:
        forms = {"ending": ending or _end_form(request, promise)}
        if promise.kind == Promise.Kind.TASK:
            forms["asking"] = asking or DepartmentForm()
        if not promise.is_overdue:
            forms["other"] = other or _moment_form(request, promise)
    return render(request, "desk/promises/promise.html", {
        "promise": promise, "conversation": conversation, **forms, **more,
        "links": promise.task_links.select_related("department", "made_by"),
        "renegotiations": promise.renegotiations.select_related("by"), "attempts": promise.attempts.select_related("by"),
        "able": visibility.who_can_have(conversation) if promise.is_open else [],
        "rail": rail.links(request.user, "promises"),
    }, status=status)
