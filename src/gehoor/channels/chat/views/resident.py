"""The pages of somebody who chats. All of it works without scripts; with them nothing has to be loaded again."""

from functools import partial

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Greatest
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gehoor.conversations.models import Attachment
from gehoor.core import limits, organisation
from gehoor.core.live import passing
from gehoor.core.public import personal
from gehoor.postroom import channel, ways_in
from gehoor.postroom.newcomer import once, page_of, title_of
from gehoor.queues import rules

from .. import called, changes, ending, here, record, starting, talking, turns
from ..forms import GoOnForm, SayForm, StartForm
from ..models import Chat
from .opening import came_from_elsewhere, number, opens, to_show

STARTS, STARTS_WITHIN = 30, 600  # from one place: an office and a library share an address
SAID, SAID_WITHIN = 40, 60  # in one chat
SAID_HERE = 600  # from one place in the same time
GOES_ON, GOES_ON_WITHIN = 20, 3600  # of one chat
IMAGES = {"image/png", "image/jpeg", "image/gif", "image/webp"}


@csrf_exempt
@personal
@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    """Ask the first question. Nothing is stored before it is sent."""
    if request.method != "POST":
        return _start(request, StartForm(initial=_begun(request)))
    form = StartForm(request.POST)
    if not form.is_valid():
        return _start(request, form, 422)
    if came_from_elsewhere(request):
        form.add_error(None, _("Look once more at what stands here, and send it from this page."))
        return _start(request, form, 422)
    if limits.too_often(request, "chat-start", STARTS, STARTS_WITHIN):
        form.add_error(None, _("Very many chats were begun from your network just now. Your text is kept here. Try again in "
                               "ten minutes, or call us."))
        return _start(request, form, 429)
    told = form.cleaned_data
    chat = starting.start(starting.Asked(
        told["question"], form.sending, told["name"].strip(), told["mail"], told["phone"], topic=told.get("topic", ""), **form.shared()
    ))
    return redirect("chat_public:chat", key=starting.key_of(chat))


def _begun(request) -> dict:
    """Where they came from, by the widget or the browser; our own pages tell nothing. It goes nowhere unless they agree.

    Who agreed in the widget finds that ticked here, where it can be taken back; another site cannot say it for them.
    """
    referred = request.headers.get("Referer", "")
    came_from = request.GET.get("from") or ("" if referred.startswith(f"{settings.PUBLIC_URL}/") else referred)
    return {
        "page": once(), "came_from": page_of(came_from), "page_title": title_of(request.GET.get("title", "")),
        "pages_read": request.GET.get("read", "")[:8000],
        "agrees": "agreed" in request.GET and not came_from_elsewhere(request),
    }


def _start(request, form, status=200):
    sooner = ways_in.sooner(talking.KIND, ways_in.at_this_moment(organisation.of(request)))
    return render(request, "chat/start.html", {
        "sooner": sooner, "sooner_expected": sooner and ways_in.expected(sooner), "form": form, "opening": turns.hours(), "wait": turns.now(), "at_once": channel.answering_at_once(), **form.told(),
    }, status=status)


@opens
@require_http_methods(["GET", "HEAD", "POST"])
def chat(request, chat, key):
    """The conversation; with POST one message more."""
    if request.method != "POST":
        return _page(request, chat, key, SayForm(initial={"once": once()}))
    form = SayForm(request.POST, request.FILES)
    status = 200 if form.is_valid() else 422
    if status == 200 and _too_much(request, chat):
        status = 429
        form.add_error(None, _("That was a lot at once. Your text is kept here: wait a minute, or call us."))
    if status != 200:
        return _refused(form, status) if _by_script(request) else _page(request, to_show(key), key, form, status)
    talking.say(chat, form.cleaned_data["text"], form.cleaned_data["files"], once=form.cleaned_data["once"])
    if _by_script(request):
        known = number(request.POST.get("event"))
        return _news(request, to_show(key, known), key, number(request.POST.get("after")), known)
    return redirect(f"{request.path}#einde")


def _too_much(request, chat) -> bool:
    here = limits.too_often(request, "chat-say", SAID_HERE, SAID_WITHIN)
    return limits.too_many(f"chat-say-{chat.pk}", SAID, SAID_WITHIN) or here


def _by_script(request) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _refused(form, status):
    told = " ".join(str(error) for errors in form.errors.values() for error in errors)
    phone = organisation.current().phone if status == 429 else ""
    return JsonResponse({"problem": " ".join(filter(None, [told, phone]))}, status=status)


@opens
@require_GET
def news(request, chat, key):
    """What was said after the message `na`, or happened after the event `stand`; `gezien`: the page is looked at."""
    return _news(request, chat, key, number(request.GET.get("na")), number(request.GET.get("stand")), is_seen="gezien" in request.GET)


def _news(request, chat, key, after, known, is_seen=True):
    here.asks(chat)
    lines = record.lines(chat, after)
    if is_seen:
        _saw(chat, lines)
    shown = {"chat": chat, "key": key, "lines": _told(chat, lines, known), **_stands(chat), "organisation": SimpleLazyObject(partial(organisation.of, request))}
    return JsonResponse({
        "event": chat.last_event or known, "said": render_to_string("chat/_lines.html", shown), "state": render_to_string("chat/_state.html", shown),
        "newest": max((line.pk for line in lines), default=after), "read": chat.read_by_us, "running": chat.is_running,
    })


def _told(chat, lines, known=0) -> list:
    """What was said, and between it who helps from when on."""
    return record.with_changes(lines, changes.since(chat, known)) if chat.helper_changed else lines


def _stands(chat) -> dict:
    """Who helps them, or how long it still takes until somebody does; when we call, where they asked for that."""
    turn = turns.current(chat.conversation_id) if chat.is_running and chat.is_not_helped else None
    waits = turns.sentence(turn)
    call = called.told(chat) if chat.goes_on == Chat.GoesOn.CALL else {}
    return {"waits": waits, "helper": "" if waits else record.helper(chat), **call}


def _saw(chat, lines):
    """Ours are on their screen now."""
    newest = max((line.pk for line in lines if not line.is_theirs), default=0)
    if newest > chat.read_to:
        Chat.objects.filter(pk=chat.pk).update(read_to=Greatest(F("read_to"), newest))
        passing.say({f"talk:{chat.conversation_id}": {"seen": newest}})


@opens
@require_POST
def read(request, chat, key):
    """The page is looked at again: what stood there already is read now."""
    _saw(chat, [line for line in record.lines(chat, chat.read_to) if line.pk <= number(request.POST.get("to"))])
    return HttpResponse(status=204)


@opens
@require_POST
def writes(request, chat, key):
    """They are writing, or stopped. Said to who looks at it now, and written nowhere."""
    if not limits.too_many(f"chat-writes-{chat.pk}", 60, 60):
        passing.say({f"talk:{chat.conversation_id}": {"writes": request.POST.get("on") == "1"}})
    return HttpResponse(status=204)


@opens
@require_http_methods(["GET", "HEAD", "POST"])
def go_on(request, chat, key):
    """By e-mail from here, or called back; at any moment. Who comes back to this address later finds the chat."""
    if request.method != "POST":
        return redirect(reverse("chat_public:chat", args=[key]) + "#state")  # else the "#more" of the form goes along
    form = GoOnForm(request.POST)
    status = 200 if form.is_valid() else 422
    if status == 200 and limits.too_many(f"chat-goes-on-{chat.pk}", GOES_ON, GOES_ON_WITHIN):
        status = 429
        form.add_error("phone" if form.cleaned_data["way"] == "call" else "mail", _("That was often. Wait an hour, or call us."))
    if status != 200:
        return _page(request, to_show(key), key, SayForm(initial={"once": once()}), status, go_on=form)
    told = form.cleaned_data
    ending.go_on(chat, told["way"], mail=told["mail"], phone=told["phone"])
    return redirect(reverse("chat_public:chat", args=[key]) + "#state")


@opens
@require_http_methods(["GET", "HEAD", "POST"])
def end(request, chat, key):
    """Hang up; only by the button, not by coming back to this address."""
    if request.method == "POST":
        ending.end(chat)
    return redirect("chat_public:chat", key=key)


@opens
@require_GET
def attachment(request, chat, key, file):
    """One file of this chat; never run by the browser."""
    shown = {one.pk for line in record.lines(chat) for one in line.files}
    found = get_object_or_404(Attachment.objects.select_related("blob"), token=file, pk__in=shown)
    inline = found.content_type in IMAGES
    response = HttpResponse(
        bytes(found.blob.content), content_type=found.content_type if inline else "application/octet-stream"
    )
    response["Content-Disposition"] = content_disposition_header(not inline, found.name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _page(request, chat, key, form, status=200, go_on=None):
    lines = record.lines(chat)
    if request.method == "GET":
        here.is_here([chat.pk])  # without scripts there is no stream that says so
        _saw(chat, lines)
    stands = _stands(chat)
    return render(request, "chat/chat.html", {
        "personal": True, "chat": chat, "key": key, "form": form, "look_every": _look_every(chat, stands["waits"]), "lines": _told(chat, lines), "event": chat.last_event or 0,
        **stands, "go_on": go_on or GoOnForm(initial={"mail": chat.mail, "phone": chat.phone_shown}),
    }, status=status)


def _look_every(chat, waits) -> int:
    """Within how many minutes who waits and has no script is to look again; 0 where nobody waits for them."""
    return rules.current().chat_minutes if waits and turns.hours(chat.conversation.team_id).is_open else 0
