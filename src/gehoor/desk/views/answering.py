"""Answering and noting."""

from django.contrib import messages
from django.utils.translation import gettext as _

from gehoor.postroom import channel
from gehoor.postroom import note as notes

from .. import composing
from ..access import acts, back, told_further
from ..forms import NoteForm, ReplyForm
from ..timeline import said_since
from .conversation import page


@acts
def reply(request, conversation):
    """Send an answer, unless somebody said something since the page was opened: then show that first."""
    conversation = told_further(request, conversation)
    form = ReplyForm(request.POST, request.FILES, destinations=composing.of(conversation))
    if not form.is_valid():
        return page(request, conversation, reply=form, status_code=422)
    if missed := said_since(conversation, form.cleaned_data["seen"]):
        return page(request, conversation, reply=form, status_code=409, missed=missed)
    to = form.cleaned_data["to"]
    delivery = channel.get(to.kind).compose(
        conversation, by=request.user, text=form.cleaned_data["text"], to=to.address, files=form.cleaned_data["files"]
    )
    messages.success(
        request, _("Your answer is on its way to %(address)s.") % {"address": to.label},
        extra_tags=f"kept:{conversation.reference}:reply",
    )
    return back(request, conversation, f"message-{delivery.message_id}")


@acts
def note(request, conversation):
    """Write down something for colleagues only."""
    conversation = told_further(request, conversation)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return page(request, conversation, note=form, status_code=422, writes="note")
    contact = notes.add_internal(conversation, form.cleaned_data["text"], by=request.user)
    messages.success(request, _("Your note is saved."), extra_tags=f"kept:{conversation.reference}:note")
    return back(request, conversation, f"message-{contact.messages.get().pk}")

