"""Words that promise something, while an answer is being typed: offered as a promise, never asked for."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gehoor.core import deadlines
from gehoor.promises import noticing
from gehoor.queues import rules

from ..access import find, reads
from . import facts


@reads
@require_POST
def notice(request, reference):
    """The line under the box; empty where nothing is promised, or that kind of promise is open already."""
    conversation = find(request, reference)
    found = noticing.notice(request.POST.get("reply-text", ""), rules.current().hours)
    promised = {one.kind for one in facts.of(conversation) if one.is_open}
    if found is None or found.kind in promised:
        return render(request, "desk/promises/_noticed.html", {})
    return render(request, "desk/promises/_noticed.html", {
        "kind": found.kind.label, "when": found.due_at and deadlines.words(found.due_at, found.from_at),
        "href": f"{reverse('desk:new_promise', args=[conversation.reference])}?{urlencode(_asked(found))}",
    })


def _asked(found) -> dict[str, str]:
    """What the form begins with; a window is another moment, typed out."""
    if found.due_at is None:
        return {"kind": found.kind}
    if found.from_at is None:
        return {"kind": found.kind, "due": found.due_at.isoformat()}
    begins, ends = timezone.localtime(found.from_at), timezone.localtime(found.due_at)
    return {"kind": found.kind, "due": "other", "day": f"{ends:%Y-%m-%d}", "begins": f"{begins:%H:%M}", "before": f"{ends:%H:%M}"}
