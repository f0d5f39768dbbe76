"""The contact page: every way in at once, with the wait at this moment. No cookie, no account, nothing to click away."""

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from gehoor.core import organisation
from gehoor.postroom import ways_in
from gehoor.public.knowledge import shelf

from . import guidance, offering


@require_GET
@cache_control(private=True, no_cache=True)
def contact(request):
    """All ways in; `?past=urgent&past=record` adds which fits (see `guidance.Need`)."""
    return render(request, "public/contact/contact.html", told(request))


def told(request) -> dict:
    """What the page tells, in the language that is active."""
    needs = guidance.read(request.GET.getlist("past"))
    ways = ways_in.at_this_moment(organisation.of(request))
    rows = offering.rows(ways, needs)
    return {
        "rows": rows, "needs": guidance.Need.choices, "ticked": [need.value for need in needs],
        "best": next((row for row in rows if row.is_best), None), "closed": offering.closed(ways),
        "has_answers": not shelf.is_empty(),
    }
