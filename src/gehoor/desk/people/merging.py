"""Saying that two are one person, and taking it back: first what will happen, then a reason, then it happens."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gehoor.conversations import whom
from gehoor.conversations.models import Conversation
from gehoor.people import finding, merging, ownership, unmerging
from gehoor.people.models import Merge, Person
from gehoor.trust import read_log

from .. import rail
from ..access import reads
from . import page
from .forms import ReasonForm

MOST = 30  # conversations shown of each of the two


@dataclass
class Side:
    """One of the two, with what the employee may see of them."""

    person: Person
    addresses: list
    conversations: list


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, pk):
    """Choose who is the same person (a search, candidates), see both beside each other, and say why they are one."""
    person = page.find(request.user, pk)
    if person.merged_into_id:
        return redirect("desk:person_page", pk=ownership.current(person).pk)
    other = _other(request, person)
    if other is None:
        return _choose(request, person)
    if "confirm" not in request.POST:
        return _compare(request, person, other, ReasonForm())
    return _merge(request, person, other)


def _merge(request, person, other):
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _compare(request, person, other, form, status=422)
    survivor, merged = (other, person) if request.POST.get("keep") == str(other.pk) else (person, other)
    try:
        merging.merge(survivor, merged, by=request.user, reason=form.cleaned_data["reason"])
    except merging.CannotMerge as problem:
        form.add_error(None, str(problem))
        return _compare(request, person, other, form, status=422)
    messages.success(request, _("They are one person now. You can take this back on this page."))
    return redirect("desk:person_page", pk=survivor.pk)


def _other(request, person) -> Person | None:
    wanted = request.POST.get("other", "")
    found = whom.get(request.user, wanted)
    if found is None:
        return None
    found = ownership.current(found)
    return found if found != person else None


def _choose(request, person):
    who = " ".join(request.POST.get("who", "").split())[: finding.LONGEST]
    found = whom.find(request.user, who) if who else whom.alike(request.user, person)
    candidates = [one for one in found if one.person.pk != person.pk]
    context = {"person": person, "who": who, "candidates": candidates, "rail": rail.links(request.user, "people")}
    return render(request, "desk/people/merge_choose.html", context)


def _compare(request, person, other, form, status=200):
    sides = [_side(request, person), _side(request, other)]
    try:
        merging.check(person, other)
        problem = ""
    except merging.CannotMerge as error:
        problem = str(error)
    keep = int(request.POST["keep"]) if request.POST.get("keep") in (str(person.pk), str(other.pk)) else person.pk
    context = {
        "person": person, "other": other, "sides": sides, "form": form, "problem": problem, "keep": keep,
        "result": merging.combined(*((other, person) if keep == other.pk else (person, other))),
        "rail": rail.links(request.user, "people"),
    }
    return render(request, "desk/people/merge_compare.html", context, status=status)


def _side(request, person) -> Side:
    theirs = page.conversations_of(request.user, person).select_related("closure", "team", "person")
    conversations = list(theirs[:MOST])
    read_log.note_person(request.user, person, conversations)
    return Side(person, list(person.addresses.all()), conversations)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def unmerge(request, pk, merge):
    """Show what goes back and what is in doubt; with a reason they are two people again."""
    person = page.find(request.user, pk)
    found = Merge.objects.select_related("merged", "survivor", "by").filter(pk=min(merge, 2**62)).first()
    if found is None or found not in page.merges_of(person):
        raise Http404(_("This merge is not here."))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    answers = {key[6:]: value == "goes" for key, value in request.POST.items() if key.startswith("whose:")}
    try:
        if request.method == "POST" and form.is_valid():
            return _unmerge(request, found, form.cleaned_data["reason"], answers)
        telling = unmerging.plan(found, answers)
    except unmerging.CannotUndo as problem:
        messages.info(request, str(problem))
        return redirect("desk:person_page", pk=person.pk)
    return _undoing(request, found, telling, form)


def _unmerge(request, found, reason, answers):
    own = unmerging.unmerge(found, by=request.user, reason=reason, answers=answers)
    messages.success(request, _("%(name)s is a person of their own again, with everything that was theirs.") % {"name": own})
    return redirect("desk:person_page", pk=own.pk)


def _undoing(request, found, telling, form):
    """The preview. What the employee may not see is neither shown nor counted; it stays or goes by its address."""
    asked = [doubt.conversation_id for doubt in telling.doubts if doubt.conversation_id]
    decided = telling.decided["conversations.conversation.person"]
    visible = Conversation.objects.visible_to(request.user).filter(pk__in=decided, joined_into=None).select_related("closure")
    shown = {one.pk: one for one in visible.order_by("-last_contact_at")}
    read_log.note_person(request.user, telling.staying, shown.values())
    known = [(one, decided[pk]) for pk, one in shown.items() if pk not in asked]
    addresses = telling.staying.addresses.all()
    goes = telling.decided[unmerging.ADDRESSES]
    unsure = {doubt.key for doubt in telling.doubts}
    sorted_out = [(one, goes.get(one.pk)) for one in addresses if f"{unmerging.ADDRESSES}:{one.pk}" not in unsure]
    context = {
        "merge": found, "staying": telling.staying, "leaving": telling.leaving, "form": form,
        "going": [one for one, goes_along in known if goes_along], "remaining": [one for one, goes_along in known if not goes_along],
        "addresses_going": [one for one, goes_along in sorted_out if goes_along],
        "addresses_remaining": [one for one, goes_along in sorted_out if not goes_along],
        "doubts": [
            (doubt, telling.answers.get(doubt.key, False)) for doubt in telling.doubts
            if doubt.conversation_id is None or doubt.conversation_id in shown
        ],
        "rail": rail.links(request.user, "people"),
    }
    return render(request, "desk/people/unmerge.html", context, status=422 if form.is_bound else 200)
