"""Closing, opening again, and joining what proves to be one question."""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from gehoor.conversations import closing, threading
from gehoor.conversations.models import Conversation

from ..access import acts, back, decides
from ..forms import CloseForm
from ..timeline import said_since
from .conversation import page


@decides
def close(request, conversation):
    """Close, saying whether it is solved, and by whom."""
    form = CloseForm(request.POST, has_promises=conversation.promised is not None)
    if not form.is_valid():
        return page(request, conversation, close=form, status_code=422)
    if missed := said_since(conversation, form.cleaned_data["seen"]):
        return page(request, conversation, close=form, status_code=409, missed=missed)
    try:
        closing.close(conversation, by=request.user, **form.ending())
    except closing.StaysOpen as refusal:
        return page(request, conversation, close=form, status_code=422, problem=str(refusal))
    said = _("Closed. It opens again by itself when the person comes back. A mistake? Open it again with one press.")
    messages.success(request, said, extra_tags=f"kept:{conversation.reference}:close")
    return back(request, conversation)


@acts
def reopen(request, conversation):
    """Open a closed conversation again."""
    if conversation.joined_into_id:
        return page(request, conversation, status_code=422,
                    problem=_("This question is told further in another conversation."))
    conversation.reopen(by=request.user)
    messages.success(request, _("Open again."))
    return back(request, conversation)


@decides
def join(request, conversation):
    """Put this conversation into the one it proves to be the same question as."""
    if conversation.complaint_facts:
        return page(request, conversation, status_code=422, problem=_(
            "This is a complaint with a term of its own. Join the other conversation into this one instead."))
    visible = Conversation.objects.visible_to(request.user)
    into = visible.filter(reference=request.POST.get("into", "")).first()
    try:
        if into is None:
            raise ValueError("no such conversation")
        into = threading.join(conversation, into, by=request.user)
    except ValueError:
        problem = _("These two cannot be joined. Nothing is changed.")
        return page(request, conversation, status_code=422, problem=problem)
    messages.success(request, format_html(
        "{} <a class='utrecht-link' href='{}'>{}</a>", _("One conversation now. Everything stands on one timeline."),
        reverse("desk:conversation", args=[into.reference]), into.reference,
    ))
    return back(request, into)
