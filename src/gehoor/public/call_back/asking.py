"""When shall we call, on which number, agreed. Everything in two pages, without a cookie and without JavaScript."""

import secrets

from django.core import signing
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from gehoor.callbacks import asking, change_link, lining, slots
from gehoor.core import limits
from gehoor.core.public import personal

from .forms import TRAP, WhoForm

TURN = "beurt"  # in the address: as soon as it is my turn
VALID_FOR = 2 * 24 * 3600  # seconds that the page may lie open
MOST_AN_HOUR = 20  # requests from one network address: a library makes many
MOST_A_DAY = 4  # for one number, so that nobody is called because others want it
DAYS = 5  # with room, on one page


@never_cache
@require_GET
def when(request):
    """At your turn, or at one of these half hours."""
    return render(request, "public/call_back/when.html", choices())


def choices() -> dict:
    """What can be chosen now: `line` is how long the wait is, None where nobody can be called at their turn."""
    return {"line": lining.now(), "days": slots.days()[:DAYS], "opens": lining.opens_next(), "turn": TURN}


@csrf_exempt  # nobody is logged in here: the page carries a signature instead
@personal
@require_http_methods(["GET", "HEAD", "POST"])
def who(request):
    """Which number, and what about; then it is agreed."""
    chosen = request.POST.get("moment") or request.POST.get("wanneer") or request.GET.get("wanneer", "")
    begins = None if chosen == TURN else slots.read(chosen)
    if chosen != TURN and begins is None:
        return HttpResponseRedirect("../")
    if request.method != "POST":
        return _show(request, chosen, begins, WhoForm())
    form = WhoForm(request.POST)
    if not form.is_valid():
        return _show(request, chosen, begins, form, status=422)
    if problem := _refusal(request, form):
        return _show(request, chosen, begins, form, problem=problem, status=429)
    return _ask(request, chosen, begins, form)


def _ask(request, chosen, begins, form):
    data, nonce = form.cleaned_data, _nonce(request)
    wish = asking.Wish(data["number"], data["name"], begins, nonce, data["about"], data["email"], data.get("topic", ""))
    try:
        made = _made(wish)
    except slots.Taken as taken:
        said = _("This half hour was just taken. What you filled in is kept: choose another moment.")
        return _show(request, chosen, begins, form, problem=said, nearest=taken.nearest, status=409)
    except asking.NotNow:
        said = _("We close before it would be your turn. What you filled in is kept: choose a moment.")
        return _show(request, chosen, begins, form, problem=said, nearest=slots.free()[: slots.NEAREST], status=409)
    return HttpResponseRedirect(change_link.path_of(made) + "?gemaakt=1")


def _made(wish):
    try:
        return asking.ask(wish)
    except IntegrityError:  # the same page was sent twice at this very moment
        return asking.ask(wish)


def _refusal(request, form) -> str:
    """Why this is not taken in by itself; "" for almost everyone. The page always says which number to call instead."""
    if request.POST.get(TRAP, "").strip():
        return _("A box that people do not see was filled in, perhaps by your browser. Call us, and we agree on it with you.")
    if limits.too_often(request, "call-back", MOST_AN_HOUR, 3600):
        return _("Very many calls were asked for from your network in the past hour. Call us yourself, or try again later.")
    if asking.lately_for(form.cleaned_data["number"]) >= MOST_A_DAY:
        return _("This number was given several times today. Call us yourself, then we help you at once.")
    return ""


def _nonce(request) -> str:
    """Signed by us when the page was made, so that sending it twice asks once; a new one where it is not ours."""
    try:
        return signing.loads(request.POST.get("page", ""), salt="call-back.page", max_age=VALID_FOR)
    except (signing.BadSignature, ValueError):
        return secrets.token_hex(12)


def _show(request, chosen, begins, form, *, problem="", nearest=(), status=200):
    page = request.POST.get("page") or signing.dumps(secrets.token_hex(12), salt="call-back.page")
    return render(request, "public/call_back/who.html", {
        "personal": True, "form": form, "chosen": chosen, "begins": begins, "problem": problem, "nearest": nearest,
        "line": None if begins else lining.now(), "page": page[:500], "trap": TRAP, "ends": begins and begins + slots.LENGTH,
    }, status=status)
