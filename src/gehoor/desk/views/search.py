"""Search. The words are posted and kept in the session, so no name or number is ever in an address or a log."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability
from gehoor.trust import read_log

from .. import finding, rail

LAST = "desk_search"
LONGEST = 200


@requires(Capability.HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
def search(request):
    """Keep what was typed and show what it finds; reloading and going back show the same."""
    if request.method == "POST":
        request.session[LAST] = request.POST.get("q", "")[:LONGEST]
        return redirect("desk:search")
    text = request.session.get(LAST, "")
    found = finding.find(request.user, text)
    read_log.note_all(request.user, "search", [hit.conversation for hit in found.hits])
    context = {"q": text, "found": found, "rail": rail.links(request.user)}
    return render(request, "desk/search.html", context)
