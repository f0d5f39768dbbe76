"""Answering and noting."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.utils.translation import gettext as _

from gehoor.core import events
from gehoor.postroom import channel, citing, drafting, drafts
from gehoor.postroom import note as notes
from gehoor.postroom import take_back as taking_back
from gehoor.postroom.models import Draft

from .. import composing
from ..access import acts, back, back_to_write, told_further
from ..forms import PREFIXES, NoteForm, ReplyForm
from ..knowledge import outdated
from ..timeline import said_since
from .conversation import page


@acts
def reply(request, conversation):
    """Send an answer, unless something is to be looked at first; then text and files stay as a draft."""
    place = drafts.Place(request.user, Draft.Kind.REPLY, conversation)
    conversation = told_further(request, conversation)
    form = ReplyForm(request.POST, request.FILES, destinations=composing.of(conversation),
                     conversation=conversation, by=request.user)
    is_valid = form.is_valid()
    added = _add_chosen_files(place, form)
    if not is_valid or form.errors:
        return _hold(request, conversation, place, form, 422)
    if missed := said_since(conversation, _began_at(request, form)):
        return _hold(request, conversation, place, form, 409, missed=missed, seen=missed[-1].pk)
    files = drafts.files_to_send(place)
    if problem := _changed_elsewhere(request, place, set(files) ^ {*request.POST.getlist("reply-file"), *added}):
        return _hold(request, conversation, place, form, 409, problem=problem)
    try:
        return _send(request, conversation, place, form.cleaned_data, tuple(files.values()))
    except citing.Outdated as error:
        form.data = request.POST = outdated.taken_out(request.POST, error.versions)
        return _hold(request, conversation, place, form, 409, outdated=outdated.told_now(error.versions))


def _send(request, conversation, place, written, files):
    to = written["to"]
    with transaction.atomic():
        delivery = channel.get(to.kind).compose(
            conversation, by=request.user, text=written["text"], to=to.address, files=files, cites=written["cites"]
        )
    if to.doubt:
        events.record(
            "conversation.answered_elsewhere", conversation_id=conversation.pk, actor=request.user, address=to.label,
            whose=to.whose,
        )
    drafts.done(place)
    seconds = settings.UNDO_SECONDS
    said = (
        _("Your answer goes to %(address)s in %(seconds)s seconds. Until then you can take it back (key z).")
        if delivery.leaves_at else _("Your answer is on its way to %(address)s.")
    )
    messages.success(
        request, said % {"address": to.label, "seconds": seconds},
        extra_tags=f"kept:{place.conversation.reference}:reply",
    )
    return back(request, conversation, f"message-{delivery.message_id}")


def _add_chosen_files(place, form) -> list[str]:
    """Files that came with the form itself (without scripts) go into the draft first; the tokens they get there."""
    chosen = form.cleaned_data.get("files")
    if not chosen:
        return []
    before = set(place.drafts().values_list("files__token", flat=True))
    try:
        drafts.add_files(place, chosen)
    except drafts.TooMuch as error:
        form.add_error("files", drafting.too_much(error))
        return []
    return [token for token in place.drafts().values_list("files__token", flat=True) if token not in before]


def _began_at(request, form) -> int | None:
    """The newest message there was when writing began; the screen may have moved on since, unnoticed."""
    began = drafting.number(request, "draft-seen")
    return form.cleaned_data["seen"] if began is None else began


def _changed_elsewhere(request, place, files_that_differ) -> str:
    """Why this is not what the employee last wrote: another window of theirs has other files or another text."""
    if files_that_differ:
        return _("The files changed in another window. Nothing is sent yet: look whether these are the ones.")
    draft, version = place.drafts().first(), drafting.number(request, "draft-version")
    if draft is None or version in (None, draft.version) or draft.page in ("", request.POST.get("draft-page")):
        return ""
    if draft.text.strip() == request.POST.get("reply-text", "").replace("\r\n", "\n").strip():
        return ""
    return _("You wrote something else in another window. Nothing is sent yet: both texts are below.")


def _hold(request, conversation, place, form, status, *, seen=None, **more):
    """Do not send; keep everything as a draft and show what is to be looked at."""
    more_seen = {} if seen is None else {"seen": seen}
    try:
        drafting.save_posted(request, place, PREFIXES[place.kind], comes_first=True, **more_seen)
    except drafts.TooLong:
        pass  # the form says so, and still holds it
    draft = drafting.of_place(place)
    return page(request, conversation, reply=form, reply_draft=draft, status_code=status, **more)


@acts
def note(request, conversation):
    """Write down something for colleagues only."""
    place = drafts.Place(request.user, Draft.Kind.NOTE, conversation)
    conversation = told_further(request, conversation)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return page(request, conversation, note=form, status_code=422, writes="note")
    contact = notes.add_internal(conversation, form.cleaned_data["text"], by=request.user)
    drafts.done(place)
    messages.success(request, _("Your note is saved."), extra_tags=f"kept:{place.conversation.reference}:note")
    return back(request, conversation, f"message-{contact.messages.get().pk}")


@acts
def take_back(request, conversation):
    """Take an answer back in the seconds before it leaves: it is a draft again."""
    try:
        taking_back.take_back(conversation, drafting.number(request, "delivery") or 0, by=request.user)
    except taking_back.AlreadyGone as gone:
        sent, before = _("Already sent: this answer cannot be taken back any more."), _("This answer was taken back before.")
        messages.warning(request, sent if gone.was_sent else before)
        return back(request, conversation)
    messages.success(request, _("Not sent. Your answer is a draft again, below."))
    return back_to_write(request, conversation, Draft.Kind.REPLY)
