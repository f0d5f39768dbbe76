"""Search. What is asked is posted and kept in the session under a random key, so no name is ever in an address or a log."""

import secrets

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gehoor.conversations import glass
from gehoor.conversations.reference import as_typed
from gehoor.search import finding
from gehoor.search.asked import Asked
from gehoor.search.models import SavedView
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability
from gehoor.trust import read_log

from .. import rail, search_page
from ..access import shows

KEPT = "desk_searches"
MOST_KEPT = 20  # searches of one log-in that going back can show again


@requires(Capability.HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
def search(request):
    """Keep what is asked and show what it finds; reloading and going back show the same."""
    if request.method == "POST":
        return redirect(address(keep(request, _posted(request))))
    asked, key, view = kept(request, request.GET.get("s"))
    page = min(max(_number(request.GET.get("page")), 1), finding.CANDIDATES // finding.PAGE)
    found = finding.find(request.user, asked, page)
    read_log.note_all(request.user, "search", found.hits)
    context = {
        "asked": asked, "q": asked.text, "key": key, "found": found, "page": page, "view": view, "rail": rail.links(request.user),
        "hits": search_page.rows(found.hits), "people_drawn_on": search_page.people_drawn_on(found.people),
        "chips": search_page.chips(asked, request.user),
        "meant": [] if found.hits else finding.meant(request.user, asked),
        "earlier": page > 1 and page - 1, "later": found.number > page * finding.PAGE and page + 1,
    }
    if not found.hits and (behind := glass.behind(request.user, as_typed(asked.text))) and glass.may_break(request.user):
        context["behind_glass"] = behind.reference
    return render(request, "desk/search.html", context)


@shows
def filters(request):
    """The filters to choose from: by themselves, or as a sheet on the page of the search."""
    asked, key, _view = kept(request, request.GET.get("s"))
    context = {"asked": asked, "q": asked.text, "key": key, **search_page.choices()}
    if request.headers.get("HX-Request") == "true":
        return render(request, "desk/_filters.html", context)
    return render(request, "desk/search_filters.html", context | {"rail": rail.links(request.user)})


def address(key) -> str:
    return f"{reverse('desk:search')}?s={key}"


def keep(request, asked: Asked, view: SavedView | None = None) -> str:
    """Remember what is asked, and as which saved view, in the session; the key under which it is."""
    searches = request.session.get(KEPT, {})
    key = secrets.token_urlsafe(6)
    entry = asked.kept() | ({"view": view.pk} if view else {})
    request.session[KEPT] = dict(list(searches.items())[1 - MOST_KEPT :]) | {key: entry}
    return key


def kept(request, key) -> tuple[Asked, str, SavedView | None]:
    """What was asked under this key, else what was asked last; and the saved view that it is."""
    searches = request.session.get(KEPT, {})
    if key not in searches:
        key = next(reversed(searches), "")
    entry = searches.get(key, {})
    view = SavedView.objects.of(request.user).kept().filter(pk=entry["view"]).first() if "view" in entry else None
    return Asked.read(entry), key, view


def _posted(request) -> Asked:
    """New words within the same filters, or one filter less, or all anew."""
    before, _key, _view = kept(request, request.POST.get("s"))
    if "without" in request.POST:
        return before.without(*request.POST.getlist("without"))
    if "person" in request.POST and "q" not in request.POST:
        return Asked.read({"person": request.POST["person"]})
    if "s" in request.POST:
        return Asked.read(before.kept() | {"text": request.POST.get("q", "")})
    return Asked.read(request.POST)


def _number(text) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else 1
