"""The talk with the assistant. All of it works without scripts; with them the page need not be loaded again."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from gehoor.assistant import house, keys, talking
from gehoor.core import limits
from gehoor.core.public import personal
from gehoor.postroom.newcomer import once, page_of, title_of

from .. import handing_over, telling, wording
from ..forms import AskForm, BeginForm
from . import panel
from .opening import opens

BEGUN, BEGUN_WITHIN = 60, 600  # talks from one place: an office and a library share an address
ASKED, ASKED_WITHIN = 10, 60  # questions in one talk
OTHERWISE = 10  # answers put in other words, from one place in that time
ASKED_HERE = 120  # from one place in the same time


@csrf_exempt
@personal
@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    """Ask the first question. Nothing is stored before it is sent."""
    if not house.answers():
        return render(request, "assistant/off.html", {"live": panel.live_way()})
    if request.method != "POST":
        return _start(request, BeginForm(initial=_begun(request)))
    form = BeginForm(request.POST)
    if not form.is_valid():
        return _start(request, form, 422)
    if request.headers.get("Sec-Fetch-Site") == "cross-site":  # https://www.w3.org/TR/fetch-metadata/
        form.add_error(None, _("Look once more at what stands here, and send it from this page."))
        return _start(request, form, 422)
    if limits.too_often(request, "talk-begin", BEGUN, BEGUN_WITHIN):
        form.add_error(None, _("Very many questions were asked from your network just now. Your text is kept here. Try again in "
                               "ten minutes, or call us."))
        return _start(request, form, 429)
    asked = form.cleaned_data
    begun = talking.begin(talking.Begun(
        asked["question"], asked["page"], asked["door"] or "page", (get_language() or "nl")[:2], **form.shared()
    ))
    return _answered(begun.turns.select_related("talk").get(number=1), keys.of(begun))


def _begun(request) -> dict[str, str]:
    """Where they came from, by the widget or the browser; our own pages tell nothing. It goes nowhere unless they agree."""
    referred = request.headers.get("Referer", "")
    came_from = request.GET.get("from") or ("" if referred.startswith(f"{settings.PUBLIC_URL}/") else referred)
    return {"page": once(), "came_from": page_of(came_from), "page_title": title_of(request.GET.get("title", "")), "door": "page"}


def _start(request, form, status=200):
    return render(request, "assistant/start.html", {"form": form, "live": panel.live_way(), **form.told()}, status=status)


@opens
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request, talk, key):
    """What was asked and answered; with POST one question more."""
    if talk.is_with_human:
        return redirect(handing_over.page_of(talk))
    if request.method != "POST":
        for turn in talk.turns.filter(outcome="").select_related("talk"):  # a crash came in between
            talking.answer(turn)
        return _page(request, talk, key, AskForm(initial={"once": once()}))
    form = AskForm(request.POST)
    status = 200 if form.is_valid() else 422
    if status == 200 and (problem := _too_much(request, talk)):
        status = 429
        form.add_error(None, problem)
    if status != 200:
        return _page(request, talk, key, form, status)
    try:
        turn = talking.ask(talk, form.cleaned_data["question"], once=form.cleaned_data["once"])
    except talking.Over:  # in another window, at this very moment
        talk.refresh_from_db()
        return redirect(handing_over.page_of(talk))
    return _answered(turn, key)


def _too_much(request, talk) -> str:
    """Why the assistant answers no more now; the page always says how to reach a human instead."""
    here = limits.too_often(request, "talk-ask", ASKED_HERE, ASKED_WITHIN)
    if limits.too_many(f"talk-{talk.pk}", ASKED, ASKED_WITHIN) or here:
        return _("That was a lot at once. Your text is kept here: wait a minute, or choose a human.")
    if talk.turns.count() >= talking.MOST_TURNS:
        return _("This talk became long, and the computer does not help you well. Choose a human: they can read all of it.")
    return ""


def _answered(turn, key):
    """The answer is stored, then shown. Where a human must come in by itself, one does if one is there."""
    turn = talking.answer(turn)
    if turn.reason in wording.AT_ONCE and (url := handing_over.live(turn.talk, reason=turn.reason)):
        return redirect(url)
    place = "mens" if turn.outcome == turn.Outcome.HANDOVER else f"vraag-{turn.number}"
    return redirect(reverse("talk:talk", args=[key]) + f"#{place}")


@opens
@require_POST
def helped(request, talk, key, number):
    """Whether this was their answer."""
    talking.say_helped(talk, number, request.POST.get("helped") == "yes")
    return redirect(reverse("talk:talk", args=[key]) + f"#vraag-{number}")


@opens
@require_POST
def open_told(request, talk, key, number, version):
    """The answer of one that was offered, in its place."""
    talking.open_told(talk, number, version)
    return redirect(reverse("talk:talk", args=[key]) + f"#vraag-{number}")


@opens
@require_POST
def put_otherwise(request, talk, key, number, version):
    """The same answer in other words, where a language model is set; or in its own again."""
    if not limits.too_often(request, "talk-otherwise", OTHERWISE, ASKED_WITHIN):
        talking.put_otherwise(talk, number, version, request.POST.get("way", ""))
    return redirect(reverse("talk:talk", args=[key]) + f"#vraag-{number}")


def _page(request, talk, key, form, status=200):
    turns = telling.turns_of(talk)
    reason = telling.needs_human(turns)
    return render(request, "assistant/talk.html", {
        "personal": True, "talk": talk, "key": key, "form": form, "exchanges": telling.exchanges(turns), "reason": reason,
        "answers": house.answers(), **(panel.context(turns, reason) if reason else {}),
    }, status=status)
