"""Pages that one link opens: an appointment, a request to be called. Who has no such link learns nothing by trying."""

from collections.abc import Callable
from functools import wraps

from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from gehoor.core import limits
from gehoor.core.public import personal

MOST_WRONG, WITHIN = 20, 15 * 60


def opens(find: Callable, is_past: Callable, *, limit: str, gone: str):
    """A decorator of views: `view(request, found, token)` for what `find(token)` gives and `is_past` does not hold of.

    Else the page `gone`; `limit` is under what wrong links are counted.
    """

    def decorate(view):
        @csrf_exempt  # nobody is logged in here: the link is the proof
        @personal
        @wraps(view)
        def let_in(request, token):
            found = find(token)
            if found is None or is_past(found):
                too_often = limits.too_often(request, limit, MOST_WRONG, WITHIN)
                return render(request, gone, {"personal": True}, status=429 if too_often else 404)
            return view(request, found, token)

        return let_in

    return decorate
