"""Who may use a chat: whoever has its key. It needs no cookie, and no CSRF token either: another site would have to
know the address. Starting one needs no key; there a form that another site sends is shown again instead of taken."""

from functools import wraps

from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from gehoor.conversations import links
from gehoor.core import limits, prepared
from gehoor.core.public import personal
from gehoor.postroom import drafting

from .. import changes, turns
from ..models import Chat

WRONG_KEYS, WITHIN = 20, 15 * 60  # from one place in so many seconds


def opens(view):
    """Let in whoever has the key of a chat: `view(request, chat, key)`. Who has not gets a page that helps."""

    @csrf_exempt
    @personal
    @wraps(view)
    def let_in(request, key, **kwargs):
        chat = to_show(key, number(request.GET.get("stand"))) if request.method in ("GET", "HEAD") else find(key)
        if chat is None:
            return _unknown(request)
        if not chat.link.opens:
            return redirect("resident:conversation", token=key)  # says so, and sends a new link where it can
        return view(request, chat, key=key, **kwargs)

    return let_in


def find(key) -> Chat | None:
    """The chat of this key, whether that still opens it or not; with all around it, in one query."""
    return prepared.one(("chat of a key",), _of_digest, digest=links.digest_of(key))


def to_show(key, known: int = 0) -> Chat | None:
    """The same, with how far it is since the event `known` (`changes.how_far`), and `is_not_helped` (`turns`)."""
    return prepared.one(("chat of a key, to show",), _as_shown, digest=links.digest_of(key), since=known - changes.LATE)


def _of_digest(digest):
    related = ("link__person__merged_into", "conversation__assignee", "conversation__closure")
    return Chat.objects.select_related(*related).filter(link__digest=digest)


def _as_shown(digest, since):
    return _of_digest(digest).annotate(**changes.how_far(since), is_not_helped=turns.is_not_helped())


def number(text) -> int:
    """What a page tells of how far it is; 0 where it is none."""
    return drafting.number_in(text or "") or 0


def _unknown(request):
    too_often = limits.too_often(request, "chat-key", WRONG_KEYS, WITHIN)
    response = render(request, "chat/unknown.html", {"personal": True}, status=429 if too_often else 404)
    if too_often:
        response["Retry-After"] = str(WITHIN)
    return response


def came_from_elsewhere(request) -> bool:
    """Whether a page of another site sent this form (https://www.w3.org/TR/fetch-metadata/)."""
    return request.headers.get("Sec-Fetch-Site") == "cross-site"
