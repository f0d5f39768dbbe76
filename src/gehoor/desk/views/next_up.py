"""Next: one key that gives the right work, and says why this one."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gehoor.conversations import promised
from gehoor.conversations.models import Conversation
from gehoor.conversations.reference import as_typed
from gehoor.lines import routing
from gehoor.lines.kinds import KINDS
from gehoor.postroom import channel
from gehoor.promises import warning
from gehoor.promises.models import Promise
from gehoor.queues import next_up as queue

from .. import rail
from ..access import reads


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def next_up(request):
    """Open the next one; where nothing is left, say so."""
    if request.method == "POST" and (turn := routing.take_next(request.user)):
        messages.info(request, _("Somebody waits for you now, for %(time)s.") % {"time": timesince(turn.joined_at, depth=1)})
        return redirect("desk:conversation", reference=turn.conversation.reference)
    given = _given(request) if request.method == "POST" else None
    if given is None:
        context = {"asked": request.method == "POST", "rail": rail.links(request.user)}
        return render(request, "desk/next.html", context)
    messages.info(request, why(given))
    if given.why == "handover":
        return redirect("desk:handover", pk=given.handover.pk)
    return redirect("desk:conversation", reference=given.conversation.reference)


def _given(request):
    kinds = channel.all_channels()
    leaving = Conversation.objects.filter(reference=as_typed(request.POST.get("from", "")[:20]))
    return queue.give(
        request.user, live=[one.kind for one in kinds if one.is_live and one.kind not in KINDS],
        prompt=[one.kind for one in kinds if not (one.is_live or one.can_wait)],
        promised=Promise.objects.of(request.user).filter(due_at__lte=warning.soon()).values("conversation_id"),
        leaving=leaving.values_list("pk", flat=True).first(),
    )


def why(given) -> str:
    """One sentence on why this one comes now."""
    name = given.handover.sender if given.handover else ""
    if given.why == "promise":
        return _("Promised: %(sentence)s") % {"sentence": promised.sentence(given.conversation.promised)}
    said = {
        "live": _("Somebody waits for you now, for %(time)s."),
        "back": _("Came back %(time)s ago: nobody took it over from %(name)s."),
        "handover": _("%(name)s hands this over to you. Accept it or say why not."),
        "due": _("Has to be answered first: waits %(time)s."),
        "prompt": _("Asked by phone or in person, and waits %(time)s."),
        "rest": _("Can wait; of these it has to be answered first: waits %(time)s."),
    }
    return said[given.why] % {"time": timesince(given.since, depth=1), "name": name}
