"""The panel beside a conversation or a note: what fits, found while one types, and put into the answer."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gehoor.knowledge import asked, rendering
from gehoor.knowledge.models import Version
from gehoor.postroom import channel, citing, drafting, drafts
from gehoor.postroom.models import Draft
from gehoor.trust import read_log

from ..access import back, back_to_write, find, reads, shows
from ..views.drafts import writes
from . import suggesting, words

DOOR = "desk"  # where it was asked, in what editors read
GONE = _("We do not tell this any more. Search again for what we tell now.")


@shows
def of_conversation(request, reference):
    """What may answer the last message; asked for by the page once it stands."""
    conversation = find(request, reference)
    read_log.note(request.user, "update", conversation_id=conversation.pk, person_id=conversation.person_id)
    pane = channel.pane_of(conversation)
    read = pane.pages_read if pane else ()
    began = (pane.came_from,) if pane else ()
    said = suggesting.asked_last(conversation)
    return render(request, "desk/knowledge/_suggested.html", {
        "conversation": conversation, "found": suggesting.suggested(said, read=(*began, *read), told=suggesting.told_in(conversation)), "asked": said, "inserts": True,
        "pages_read": suggesting.named(read),
    })


@reads
@require_POST
def find_answer(request):
    """What fits the words that are typed. Posted, so that they stand in no address and no log."""
    typed = request.POST.get("knowledge", "")
    text = typed or request.POST.get("text", "")
    found = suggesting.searched(text) if typed else suggesting.suggested(text)
    return render(request, "desk/knowledge/_found.html", {"found": found, "asked": text, "inserts": request.POST.get("inserts") == "yes"})


@shows
def preview(request, pk):
    """One answer to read in the panel, without leaving the conversation."""
    version = _told(pk)
    return render(request, "desk/knowledge/_preview.html", {
        "version": version, "answer": rendering.rendered(version.answer, heading=4), "facts": words.facts_of(version),
        "address": words.address(version), "inserts": request.GET.get("inserts") == "yes",
    })


@shows
def to_tell(request, pk):
    """JSON for the script: the words, and the line that cites them."""
    version = _told(pk)
    how = request.GET.get("as", "")
    return JsonResponse({"text": words.told(version, how) if how in words.As.values else "", "cites": citing.line(version)})


@reads
@require_POST
def nothing_fits(request):
    """A colleague misses an answer: kept, masked, for the editors."""
    asked.nothing_found(request.POST.get("asked", ""), DOOR)
    return render(request, "desk/knowledge/_missed.html")


@writes
def put_in_answer(request, conversation):
    """The words stand in the answer, after what was written there already: for who has no script."""
    version = Version.objects.in_force().select_related("article").filter(pk=drafting.number(request, "version") or 0).first()
    if version is None:
        messages.warning(request, GONE)
        return back(request, conversation)
    place = drafts.Place(request.user, Draft.Kind.REPLY, conversation)
    how = request.POST.get("as", words.As.SHORT)
    try:
        drafts.put_after(place, words.told(version, how), citing.line(version))
    except drafts.TooLong as error:
        messages.error(request, _("Your answer would become longer than %(limit)s characters. Nothing was changed.") % {
            "limit": error.limit,
        })
        return back(request, conversation)
    messages.success(request, _("The answer stands in your message. Change it as you like before you send it."))
    return back_to_write(request, conversation, Draft.Kind.REPLY)


@writes
def take_out(request, conversation):
    """Cite it no longer; the words stay: for who has no script."""
    place = drafts.Place(request.user, Draft.Kind.REPLY, conversation)
    posted = drafting.number(request, "uncite")
    fields = {name.removeprefix("reply-"): text for name, text in request.POST.items() if name.startswith("reply-")}
    fields["cites"] = citing.without(fields.get("cites", ""), [posted])
    try:
        drafts.save(place, fields, comes_first=True)
    except drafts.TooLong as error:
        messages.error(request, _("Your answer would become longer than %(limit)s characters. Nothing was changed.") % {
            "limit": error.limit,
        })
    return back_to_write(request, conversation, Draft.Kind.REPLY)


def _told(pk) -> Version:
    """A version that colleagues may tell today."""
    found = Version.objects.in_force().select_related("article")
    try:
        return get_object_or_404(found, pk=pk)
    except Http404:
        raise Http404(GONE) from None
