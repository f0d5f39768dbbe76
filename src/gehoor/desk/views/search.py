"""Search. What is asked is posted and kept in the session under a random key, so no name is ever in an address or a log."""

import secrets

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gehoor.postroom import channel
from gehoor.search import finding
from gehoor.search.asked import Asked
from gehoor.search.extract import marked
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability
from gehoor.trust import read_log

from .. import rail

KEPT = "desk_searches"
MOST_KEPT = 20  # searches of one log-in that going back can show again


@requires(Capability.HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
def search(request):
    """Keep what is asked and show what it finds; reloading and going back show the same."""
    if request.method == "POST":
        return redirect(f"{reverse('desk:search')}?s={keep(request, _posted(request))}")
    asked, key = kept(request, request.GET.get("s"))
    page = min(max(_number(request.GET.get("page")), 1), finding.CANDIDATES // finding.PAGE)
    found = finding.find(request.user, asked, page)
    read_log.note_all(request.user, "search", found.hits)
    context = {"asked": asked, "q": asked.text, "key": key, "found": found, "page": page,
               "hits": [_dressed(hit) for hit in found.hits], "rail": rail.links(request.user)}
    return render(request, "desk/search.html", context)


def keep(request, asked: Asked) -> str:
    """Remember what is asked in the session; the key under which it is."""
    searches = request.session.get(KEPT, {})
    key = secrets.token_urlsafe(6)
    request.session[KEPT] = dict(list(searches.items())[1 - MOST_KEPT :]) | {key: asked.kept()}
    return key


def kept(request, key) -> tuple[Asked, str]:
    """What was asked under this key, else what was asked last."""
    searches = request.session.get(KEPT, {})
    if key not in searches:
        key = next(reversed(searches), "")
    return Asked.read(searches.get(key, {})), key


def _posted(request) -> Asked:
    """New words within the same filters, or one filter less, or all anew."""
    before, _key = kept(request, request.POST.get("s"))
    if "without" in request.POST:
        return before.without(*request.POST.getlist("without"))
    if "s" in request.POST:
        return Asked.read(before.kept() | {"text": request.POST.get("q", "")})
    return Asked.read(request.POST)


def _number(text) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else 1


def _dressed(hit):
    """The hit with what is found marked: who, subject, extract (marked markup), and where it was said."""
    config = next((one for one in channel.all_channels() if one.kind == hit.channel), None)
    where = {"title": config.title, "icon": config.icon} if config else {"title": _("note"), "icon": "sticky-note"}
    return {
        "hit": hit,
        "who": marked(hit.person, hit.pattern) if hit.person else _("Unknown person"),
        "subject": marked(hit.subject, hit.pattern) if hit.subject else _("(no subject)"),
        "extract": marked(hit.extract, hit.pattern, cut=True) if hit.extract else "",
        "file": marked(hit.file, hit.pattern) if hit.file else "",
        "where": where if hit.extract else None,
    }
