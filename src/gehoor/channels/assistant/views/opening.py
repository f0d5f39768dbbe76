"""Who may use a talk: whoever has its key. It needs no cookie, and no CSRF token either: another site would have to know
the address. Beginning one needs no key; there a form that another site sends is shown again instead of taken."""

from functools import wraps

from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from gehoor.assistant import keys
from gehoor.core import limits
from gehoor.core.public import personal

WRONG_KEYS, WITHIN = 20, 15 * 60  # from one place in so many seconds


def opens(view):
    """Let in whoever has the key of a talk: `view(request, talk, key)`. Who has not gets a page that helps."""

    @csrf_exempt
    @personal
    @wraps(view)
    def let_in(request, key, **kwargs):
        talk = keys.find(key)
        return _unknown(request) if talk is None else view(request, talk, key=key, **kwargs)

    return let_in


def _unknown(request):
    too_often = limits.too_often(request, "talk-key", WRONG_KEYS, WITHIN)
    response = render(request, "assistant/unknown.html", {"personal": True}, status=429 if too_often else 404)
    if too_often:
        response["Retry-After"] = str(WITHIN)
    return response
