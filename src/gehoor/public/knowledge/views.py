"""The first page of the answers, searching in them, and one subject. What is typed stands in no log and no address of ours
but that of the search page without JavaScript."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from gehoor.core import limits, organisation
from gehoor.knowledge import asked, finding
from gehoor.knowledge.models import Audience
from gehoor.postroom import ways_in
from gehoor.public.contact import offering

from . import shelf

LONGEST = 300  # characters of a question
MOST_FOUND, A_PAGE, NEAREST = 12, 50, 3
MOST_SEARCHES, WITHIN = 240, 5 * 60  # of one place: while typing it is a few a second
MOST_IN_VAIN, A_WHILE = 30, 60 * 60


@require_GET
@cache_control(private=True, no_cache=True)
def start(request):
    """One search box, the subjects, and what is read most; `?q=` searches where there is no JavaScript."""
    typed = request.GET.get("q", "")[:LONGEST].strip()
    told = found(request, typed, is_done=True) if typed else {}
    return render(request, "public/knowledge/start.html", {
        **told, "q": typed, "subjects": shelf.subjects(), "most_read": shelf.most_read(), **human(request),
    }, status=429 if told.get("is_too_often") else 200)


@csrf_exempt  # changes nothing, and nobody is logged in
@require_POST
@cache_control(private=True, no_store=True)
def search(request):
    """What is found so far, as part of the page; `done` where somebody stopped typing."""
    typed = request.POST.get("q", "")[:LONGEST].strip()
    told = found(request, typed, is_done="done" in request.POST)
    context = {**told, "q": typed, **(human(request) if typed and not told["found"] else {})}
    return render(request, "public/knowledge/_found.html", context, status=429 if told["is_too_often"] else 200)


@require_GET
@cache_control(private=True, no_cache=True)
def subject(request, subject):
    """The answers about it."""
    chosen = shelf.find_subject(subject)
    if chosen is None:
        raise Http404
    page = Paginator(shelf.about(chosen), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "public/knowledge/subject.html", {"subject": chosen, "page": page, **human(request)})


def found(request, typed: str, *, is_done: bool) -> dict:
    """What fits these words; in vain, it is kept for the editors when the question is whole."""
    if not typed:
        return {"found": [], "is_too_often": False}
    if limits.too_often(request, "answers-search", MOST_SEARCHES, WITHIN):
        return {"found": [], "is_too_often": True}
    rows = finding.search(typed, audience=Audience.PUBLIC, limit=MOST_FOUND, typing=True)
    if not rows and is_done and not limits.too_often(request, "answers-in-vain", MOST_IN_VAIN, A_WHILE):
        asked.nothing_found(typed, "page")
    return {"found": [row.version for row in rows], "is_too_often": False}


def human(request) -> dict:
    """The ways to a human, with hours and the wait now: all of them, and the `nearest` that somebody can go by at this hour."""
    ways = [way for way in ways_in.at_this_moment(organisation.of(request)) if not way.by_computer]
    rows = offering.rows(ways, [])
    at_once = [row for row in rows if row.way.url and row.way.is_open]
    return {"rows": rows, "closed": offering.closed(ways), "nearest": at_once[:NEAREST] or rows[:NEAREST]}
