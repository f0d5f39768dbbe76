"""Taking a handover over: by name, and the person hears of it where the sender wished so."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gehoor.people.addresses import InvalidAddress
from gehoor.postroom import answer, channel
from gehoor.queues import handing_over


def accept(request, handover):
    """It is this employee's from now on; back to the conversation. Decided already: says by whom."""
    try:
        with transaction.atomic():
            taken = handing_over.accept(handover.pk, by=request.user)
    except handing_over.NotOpen as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:handovers")
    said = _("You have this now, from %(name)s.") % {"name": taken.sender}
    messages.success(request, f"{said} {_told(taken)}".strip())
    return redirect(reverse("desk:conversation", args=[taken.conversation.reference]))


def _told(handover) -> str:
    """Send what the sender wrote to the person, and say so."""
    if not handover.tell_to:
        return ""
    kind, _colon, address = handover.tell_to.partition(":")
    text = handover.tell_text.replace("{colleague}", str(handover.ended_by))
    try:
        with transaction.atomic():
            answer.tell(
                channel.get(kind), handover.conversation, by=handover.sender, text=text, to=address, why="handover"
            )
    except (LookupError, answer.NoAddress, InvalidAddress):
        return _("The message to %(person)s could not be sent. Tell them yourself.") % {"person": handover.conversation.person}
    return _("%(person)s gets a message that you take over.") % {"person": handover.conversation.person}
