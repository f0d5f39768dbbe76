""""Zal ik u bellen?" in a running chat: the call is promised, told to the person, and taken or handed over."""

from django.contrib import messages
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from gehoor.callbacks import calling_instead
from gehoor.lines import routing
from gehoor.people.addresses import shown
from gehoor.people.models import AddressKind
from gehoor.postroom import channel
from gehoor.postroom.wording import LANGUAGE
from gehoor.trust import read_log

from .. import colleagues, rail
from ..access import back, decides, find, page_of, shows, told_further
from ..handover_draft import draft, told
from .forms import CallInsteadForm


@shows
def call_instead(request, reference):
    """Which number, who calls, and what is said in the chat."""
    conversation = find(request, reference)
    read_log.note(request.user, "page", conversation_id=conversation.pk, person_id=conversation.person_id)
    with override(LANGUAGE):
        text = _("We call you in a moment on the number you gave. You need not tell your story again.")
    initial = {"number": next(iter(_numbers(conversation)), ""), "text": text}
    return _page(request, conversation, _form(request, conversation, initial=initial))


@decides
def begin(request, conversation):
    """Promise it, say so in the chat, and take the call or hand it over."""
    conversation = told_further(request, conversation)
    form = _form(request, conversation, data=request.POST)
    if conversation.is_closed:
        form.add_error(None, _("This conversation is closed. Open it again before you call."))
    if not form.is_valid():
        return _page(request, conversation, form, status=422)
    try:
        done = _called(request, conversation, form)
    except routing.Gone as gone:  # a colleague calls this very person now
        form.add_error(None, str(gone))
        return _page(request, conversation, form, status=409)
    except routing.NotYours:  # named on it as a reader, of another team than the closed one that has it
        form.add_error("to", _("You may read this conversation, but it cannot be in your name."))
        return _page(request, conversation, form, status=409)
    messages.success(request, f"{done} {_say(request, conversation, form)}".strip(),
                     extra_tags=f"kept:{conversation.reference}:call")
    return back(request, conversation)


def _called(request, conversation, form) -> str:
    """Call, or hand the call over; what is to be done now. Raises `routing.Gone` and `routing.NotYours`."""
    number, to = form.cleaned_data["number"], form.receiver
    if not to:
        calling_instead.by_me(conversation, number, by=request.user)
        return _("The call stands above the conversation: call now, and say what came of it.")
    note = draft(conversation, told(conversation)) | {"asked": form.cleaned_data["asked"].strip()}
    handover = calling_instead.by_others(conversation, number, by=request.user, **to, **note)
    return _("Offered to %(receiver)s, who has until %(clock)s to accept it. Then it comes back to you.") % {
        "receiver": handover.receiver, "clock": f"{timezone.localtime(handover.due_at):%H:%M}",
    }


def _say(request, conversation, form) -> str:
    """Tell the person in the contact that runs; words for the employee where that could not be done."""
    text, live = form.cleaned_data.get("text", "").strip(), _live(conversation)
    if not text or live is None:
        return ""
    try:
        live.compose(conversation, by=request.user, text=text)
    except ValueError:  # it ended at this very moment, or more than one person is there
        return _("That could not be said in the chat: tell them when you call.")
    return _("The person reads it in the chat.")


def _live(conversation):
    """The channel on which the person is there now, of a conversation fetched with `channel.pane_facts`."""
    return next((one for one in channel.all_channels() if getattr(conversation, f"pane_{one.kind}", None)), None)


def _numbers(conversation) -> list[str]:
    """What they gave in the chat first, then what we know of them; as people write them."""
    live = _live(conversation)
    given = (getattr(conversation, f"pane_{live.kind}") or {}).get("phone") if live else ""
    known = [one["value"] for one in conversation.person_addresses if one["kind"] == AddressKind.PHONE]
    return [shown(AddressKind.PHONE, value) for value in dict.fromkeys(filter(None, [given, *known]))]


def _form(request, conversation, **more):
    return CallInsteadForm(conversation=conversation, by=request.user, teams=colleagues.by_team(),
                           says=_live(conversation) is not None, **more)


def _page(request, conversation, form, *, status=200):
    return render(request, "desk/callbacks/instead.html", {
        "conversation": conversation, "form": form, "numbers": _numbers(conversation), "here": page_of(request, conversation),
        "rail": rail.links(request.user),
    }, status=status)
