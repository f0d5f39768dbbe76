"""The page of one request to be called, for who asked: where it stands, another moment, no more. Nothing else."""

from datetime import timedelta

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gehoor.callbacks import asking, change_link, lining, live, slots
from gehoor.callbacks.models import CallBack
from gehoor.core import limits
from gehoor.core.live import topics

from .. import by_link
from .asking import TURN, choices
from .forms import MoveForm

OPENS_FOR = timedelta(days=60)  # after it was asked
WHOLE_NUMBER = timedelta(minutes=30)  # so long the number stands there in full, to see a slip of the finger
MOST_CHANGES = 20  # from one network address in an hour

opens = by_link.opens(
    change_link.find, lambda found: found.asked_at < timezone.now() - OPENS_FOR, limit="wrong-call", gone="public/call_back/gone.html",
)


@opens
@require_GET
def request_page(request, found, token):
    """Where it stands, and what can be changed."""
    words = {"gemaakt": _("That is agreed."), "verzet": _("It is changed."), "vervallen": _("We will not call you.")}
    said = next((text for name, text in words.items() if name in request.GET), "") if _is_so(request, found) else ""
    return _page(request, found, token, said=said)


def _is_so(request, found) -> bool:
    """Whether what was just done still stands: who comes back to this address later reads how it is, not how it was."""
    return found.is_waiting or "vervallen" in request.GET and found.state == CallBack.State.ENDED


@opens
@require_http_methods(["GET", "HEAD", "POST"])
def move(request, found, token):
    """Another moment, or another number."""
    if not found.can_choose:
        return _page(request, found, token, problem=_OVER(), status=409)
    form = MoveForm(request.POST or None)
    if request.method != "POST":
        return _moments(request, found, token, form)
    chosen = request.POST.get("moment", "")
    begins = None if chosen == TURN else slots.read(chosen)
    if not form.is_valid():
        return _moments(request, found, token, form, status=422)
    if begins is None and chosen != TURN:
        return _moments(request, found, token, form, problem=_("Choose a moment first."), status=422)
    if limits.too_often(request, "move-call", MOST_CHANGES, 3600):
        return _moments(request, found, token, form, problem=_("That was often. Wait an hour, or call us."), status=429)
    try:
        asking.move(found, begins, form.cleaned_data["number"])
    except slots.Taken:
        problem = _("This half hour was just taken. What was agreed stands as it was. These are still free:")
    except asking.NotNow:
        problem = _("We close before it would be your turn. What was agreed stands as it was. These are free:")
    except asking.NotOpen:
        return _page(request, change_link.find(token), token, problem=_OVER(), status=409)
    else:
        return HttpResponseRedirect(change_link.path_of(found) + "?verzet=1")
    return _moments(request, found, token, form, problem=problem, status=409)


@opens
@require_POST
def withdraw(request, found, token):
    """They need it no more."""
    try:
        asking.withdraw(found)
    except asking.NotOpen:
        return _page(request, change_link.find(token), token, problem=_OVER(), status=409)
    return HttpResponseRedirect(change_link.path_of(found) + "?vervallen=1")


def _OVER() -> str:
    return _("This can no longer be changed. Do you want to be called once more? Ask for it anew, or call us.")


def _moments(request, found, token, form, *, problem="", status=200):
    return render(request, "public/call_back/move.html", {
        "personal": True, "request_to_call": found, "promise": found.promise, "token": token, "form": form, "problem": problem,
        **choices(),
    }, status=status)


def _page(request, found, token, *, said="", problem="", status=200):
    version, promise = topics.version(live.TOPIC), found.promise
    is_fresh = found.asked_at > timezone.now() - WHOLE_NUMBER
    return render(request, "public/call_back/request.html", {
        "personal": True, "request_to_call": found, "promise": promise, "token": token, "said": said, "problem": problem,
        "number": promise.number_shown if is_fresh else promise.number[-4:], "is_fresh": is_fresh, "version": version,
        "standing": lining.standing(found) if found.is_waiting else None, "states": CallBack.State,
    }, status=status)
