"""Sending somebody to a form out of a conversation: the link goes into the answer, or is copied or read out."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gehoor.postroom import channel, drafts
from gehoor.postroom.models import Draft
from gehoor.trust import read_log

from .. import rail
from ..access import back_to_write, find, shows
from .drafts import writes


@shows
def forms(request, reference):
    """The forms that are open, each with its link to this conversation."""
    conversation = find(request, reference)
    read_log.note(request.user, "page", conversation_id=conversation.pk, person_id=conversation.person_id)
    return render(request, "desk/invitations.html", {
        "conversation": conversation, "invitations": channel.invitations(conversation), "rail": rail.links(request.user),
    })


@writes
def put_in_answer(request, conversation):
    """The link stands in the answer, after what was written there already."""
    wanted = request.POST.get("form", "")
    chosen = next((one for one in channel.invitations(conversation) if one.key == wanted), None)
    if chosen is None:
        messages.warning(request, _("This form is not open any more. Nothing was changed; choose another one."))
        return redirect("desk:forms", reference=conversation.reference)
    place = drafts.Place(request.user, Draft.Kind.REPLY, conversation)
    try:
        drafts.put_after(place, f"{chosen.title}:\n{chosen.url}\n")
    except drafts.TooLong as error:
        messages.error(request, _("Your answer would become longer than %(limit)s characters. Nothing was changed.") % {
            "limit": error.limit,
        })
        return redirect("desk:forms", reference=conversation.reference)
    messages.success(request, _("The link to the form stands in your answer. What is filled in comes into this conversation."))
    return back_to_write(request, conversation, Draft.Kind.REPLY)
