"""What the employee is writing: saved as they type, with its files, and all of it on one page."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gehoor.conversations.models import Conversation
from gehoor.conversations.reference import as_typed
from gehoor.postroom import channel, drafting, drafts
from gehoor.postroom.inbound import InboundFile
from gehoor.postroom.models import Draft, DraftFile
from gehoor.trust import read_log

from .. import rail
from ..access import back_to_write, find, reads, shows
from ..forms import PREFIXES


def place_of(request, conversation) -> drafts.Place:
    """Where the posted form is written: the answer of this conversation, or the note."""
    kind = Draft.Kind.NOTE if request.POST.get("kind") == Draft.Kind.NOTE else Draft.Kind.REPLY
    return drafts.Place(request.user, kind, conversation)


def writes(view):
    """A view that changes a draft in a conversation; nothing of the conversation itself, so that is not held."""

    def with_conversation(request, reference):
        return view(request, find(request, reference))

    return reads(require_POST(with_conversation))


@reads
@require_POST
def save(request, reference):
    """Save an answer or a note as it stands; also on where the conversation was closed to them while they wrote."""
    try:
        conversation = find(request, reference)
    except Http404:
        begun = Draft.objects.of(request.user).kept().filter(conversation__reference=as_typed(reference)).first()
        if begun is None:
            raise
        conversation = begun.conversation
    place = place_of(request, conversation)
    return drafting.answer_save(
        request, place, lambda: back_to_write(request, conversation, place.kind), PREFIXES[place.kind]
    )


@writes
def add_files(request, conversation):
    """Put chosen files with the answer at once."""
    place = drafts.Place(request.user, Draft.Kind.REPLY, conversation)
    chosen = [
        InboundFile(one.name, one.content_type or "application/octet-stream", one.read())
        for one in request.FILES.getlist("reply-files")
    ]
    try:
        drafts.add_files(place, chosen)
    except drafts.TooMuch as error:
        return JsonResponse({"text": drafting.too_much(error)}, status=422)
    return _files(request, place)


@writes
def remove_file(request, conversation):
    """Take a file out of the answer; without scripts the whole form comes along, and is saved first."""
    place = drafts.Place(request.user, Draft.Kind.REPLY, conversation)
    if "reply-text" in request.POST:
        drafting.save_posted(request, place, PREFIXES[place.kind])
    drafts.remove_file(place, request.POST.get("remove", ""))
    if request.headers.get("X-Gehoor-Part"):
        return _files(request, place)
    return back_to_write(request, conversation, place.kind)


def _files(request, place):
    context = {"draft": drafting.of_place(place), "conversation": place.conversation}
    return render(request, "desk/_draft_files.html", context)


@writes
def choose(request, conversation):
    """Choose between what two windows wrote."""
    place = place_of(request, conversation)
    drafts.choose(place, request.POST.get("other", ""), use=request.POST.get("choice") == "use")
    return back_to_write(request, conversation, place.kind)


@shows
def mine(request):
    """Everything the employee began and did not send."""
    files = Prefetch("files", DraftFile.objects.defer("content"))
    own = Draft.objects.of(request.user).select_related("conversation__person").prefetch_related(files)
    kept = _dressed(request, own.kept().order_by("-changed_at"))
    thrown = _dressed(request, own.thrown_away().order_by("-deleted_at"))
    context = {"kept": kept, "thrown": thrown, "rail": rail.links(request.user, "drafts")}
    return render(request, "desk/drafts.html", context)


def _dressed(request, found) -> list:
    """Give each draft `story`, its conversation where the employee may see that, and how it is called."""
    found = list(found)
    visible = Conversation.objects.visible_to(request.user)
    may_see = set(visible.filter(drafts__in=[one.pk for one in found]).values_list("pk", flat=True))
    known = {config.kind: config for config in channel.all_channels()}
    for one in found:
        one.story = one.conversation if one.conversation_id in may_see else None
        one.config = known.get(one.channel)
    read_log.note_all(request.user, "drafts", [one.story for one in found if one.story])
    return found


@reads
@require_POST
def throw_away(request):
    """Out of sight; for a day it can be put back."""
    if draft := _own(request):
        drafts.throw_away(draft)
        messages.success(request, _("The draft is thrown away. You can put it back for a day, below."))
    return redirect("desk:drafts")


@reads
@require_POST
def put_back(request):
    """What was thrown away is a draft again."""
    if draft := _own(request):
        drafts.put_back(draft)
        messages.success(request, _("The draft is back."))
    return redirect("desk:drafts")


def _own(request) -> Draft | None:
    pk = drafting.number(request, "draft")
    return Draft.objects.of(request.user).filter(pk=pk).first() if pk is not None else None
