"""Promising something from a conversation."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gehoor.core.live import topics
from gehoor.people.addresses import shown
from gehoor.people.models import AddressKind
from gehoor.promises import departments, promising, telling
from gehoor.promises.models import Promise

from .. import composing, rail
from ..access import acts, back, decides, find, page_of, shows, told_further
from . import facts
from .forms import PromiseForm, moment_of


@shows
def panel(request, reference):
    """The promises of a conversation alone, for live updates."""
    version = topics.version(f"conversation:{find(request, reference).pk}")
    found = find(request, reference)
    return render(request, "desk/promises/_panel.html", {
        "conversation": found, "promises": facts.of(found), "version": version,
    })


@shows
def new(request, reference):
    """The form, filled in with what is likely; alone where the page of the conversation asks for it."""
    conversation = find(request, reference)
    form = _begun(request, conversation)
    template = "desk/promises/_form.html" if request.headers.get("HX-Request") == "true" else "desk/promises/new.html"
    return _page(request, conversation, form, template=template)


@decides
def make(request, conversation):
    """Promise it, and tell the person where they can be told."""
    conversation = told_further(request, conversation)
    form = _form(request, conversation, request.POST)
    if not form.is_valid():
        return _page(request, conversation, form, status=422)
    with transaction.atomic():
        promise = promising.make(conversation, by=request.user, **form.promised())
        if form.asks_department(form.cleaned_data):
            departments.ask(promise, form.cleaned_data["department"], by=request.user, note=form.cleaned_data["note"])
        told = form.telling
        was_told = bool(told) and telling.tell(promise, by=request.user, **told)
    said = _("Promised: %(what)s, %(when)s.") % {"what": promise.get_kind_display().lower(), "when": promise.when}
    messages.success(request, f"{said} {told_words(conversation, told, was_told)}".strip(),
                     extra_tags=f"kept:{conversation.reference}:promise")
    return back(request, conversation)


@acts
def sentence(request, conversation):
    """The sentence that the message holds, as the form stands now; empty while it says too little."""
    form = _form(request, conversation, request.POST)
    form.is_valid()
    data = form.cleaned_data
    if not (data.get("kind") and data.get("due_at")):
        return HttpResponse("", content_type="text/plain")
    said = telling.sentence(data["kind"], data.get("what", ""), data["from_at"], data["due_at"])
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


def told_words(conversation, told, was_told) -> str:
    """Whether the person hears of it, in words for the employee."""
    if told and not was_told:
        return _("The message to %(person)s could not be sent. Tell them yourself.") % {"person": conversation.person}
    return _("%(person)s gets a message.") % {"person": conversation.person} if was_told else ""


def _begun(request, conversation) -> PromiseForm:
    """The likely promise: a call back to who phoned or has only a number, else an answer; by the first quick moment."""
    numbers = _numbers(conversation)
    destinations = composing.of(conversation)
    likely = Promise.Kind.CALL_BACK if numbers else Promise.Kind.ANSWER
    kind = request.GET.get("kind", "")
    initial = {"kind": kind if kind in Promise.Kind.values else likely, "owner": "me", "number": next(iter(numbers), "")}
    blank = PromiseForm(conversation=conversation, by=request.user, destinations=[])
    asked = request.GET.get("due", "")
    initial["due"] = asked or blank.quick[0].key
    initial |= {name: request.GET[name][:10] for name in ("day", "begins", "before") if name in request.GET}
    said = _said(initial)
    return PromiseForm(conversation=conversation, by=request.user, destinations=destinations, numbers=numbers,
                       initial=initial | ({"said": said} if said else {}))


def _said(initial) -> str:
    due = moment_of(initial["due"])
    return telling.sentence(initial["kind"], "", None, due) if due else ""


def _numbers(conversation) -> list[str]:
    return [shown(AddressKind.PHONE, one["value"]) for one in conversation.person_addresses if one["kind"] == AddressKind.PHONE]


def _form(request, conversation, data):
    return PromiseForm(data, conversation=conversation, by=request.user, destinations=composing.of(conversation),
                       numbers=_numbers(conversation))


def _page(request, conversation, form, *, template="desk/promises/new.html", status=200):
    alone, here = template.rpartition("/")[2].startswith("_"), page_of(request, conversation)
    return render(request, template, {
        "conversation": conversation, "form": form, "here": here, "query": "".join(here.partition("?")[1:]),
        **({} if alone else {"rail": rail.links(request.user)}),
    }, status=status)
