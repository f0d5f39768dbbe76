"""An employee in a chat: answering at once, saying what was read, ending it, and switching between several."""

from functools import partial, wraps

from django.contrib import messages
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Greatest
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gehoor.conversations.models import Conversation, Direction, Message
from gehoor.conversations.reference import as_typed
from gehoor.core import prepared
from gehoor.core.live import passing
from gehoor.people import ownership
from gehoor.postroom import citing, live_contact
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability
from gehoor.trust import read_log

from .. import ending, talking
from ..forms import ByMailForm, SayForm
from ..models import Chat
from ..talking import KIND
from .opening import number

MOST = 9  # chats of one employee to switch between; each has a figure as its key


def acts(view):
    """One deed in the chat of a conversation that this employee may see: `view(request, conversation)`, held.

    What it returns may be a function that makes the response; it is called when the deed is committed.
    """

    @wraps(view)
    def with_chat(request, reference):
        with transaction.atomic():
            ownership.hold()
            held, me = partial(_held, request.user), request.user.pk
            conversation = prepared.one(("held", request.user.rights), held, employee=me, reference=as_typed(reference))
            if conversation is None:
                raise Http404(_("This conversation is not here, or not for you to see."))
            response = view(request, conversation)
        return response() if callable(response) else response

    return requires(Capability.HANDLE)(require_POST(with_chat))


def _held(one, employee, reference):
    return Conversation.objects.visible_to(one.like(employee)).held().filter(reference=reference)


def _chat(request, conversation) -> Chat:
    """Whose it is about: `to`, where one of several was chosen, else the `only` one on the page. Raises `talking.NoChat`."""
    chosen = number(request.POST.get("to"))
    return talking.with_whom(conversation, chosen or number(request.POST.get("only")), is_chosen=bool(chosen))


def _visible(request):
    return Conversation.objects.visible_to(request.user)


@acts
def answer(request, conversation):
    """Say something; it stands on the person's page at once. What an ended chat cannot take stays typed."""
    form = SayForm(request.POST, request.FILES)
    by_script = request.headers.get("Accept", "").startswith("application/json")
    problem, status, message = "", 200, None
    if not form.is_valid():
        problem, status = " ".join(str(error) for errors in form.errors.values() for error in errors), 422
    else:
        try:
            message = _say(conversation, form.cleaned_data, request.user, _chat(request, conversation))
        except talking.NoChat as refusal:
            problem, status = str(refusal), 409
        except citing.Outdated:
            problem, status = _("An answer that you put in changed a moment ago, so it is not sent. Look what it says now; your "
                                "text is kept."), 409
    if by_script and problem:
        return JsonResponse({"problem": problem}, status=status)
    if by_script:
        return partial(_said, request, conversation, message)
    if problem:
        messages.error(request, problem)
    return redirect("desk:conversation", conversation.reference)


def _said(request, conversation, message) -> JsonResponse:
    """That it was said, with what stands on the page now: its page need not ask."""
    drawn = live_contact.said_after(request, conversation, number(request.POST["after"])) if "after" in request.POST else {}
    return JsonResponse({"message": message, **drawn})


def _say(conversation, said, by, chat) -> int:
    """Say it; the id of its message. Raises `citing.Outdated`, and then nothing happened."""
    with transaction.atomic(savepoint=False):
        sent = talking.answer(
            conversation, by=by, text=said["text"], files=said["files"], once=said["once"], chat=chat, cites=said["cites"]
        )
    return sent.message_id


@requires(Capability.HANDLE)
@require_POST
def seen(request, reference):
    """What the person wrote up to `to` was on this employee's screen."""
    to = number(request.POST.get("to"))
    found = get_object_or_404(_visible(request), reference=as_typed(reference))
    chats = Chat.objects.running().filter(conversation=found, read_by_us__lt=to)
    for pk, conversation in chats.values_list("pk", "conversation_id"):
        newest = Message.objects.filter(
            conversation=conversation, pk__lte=to, contact__channel=KIND, contact__direction=Direction.IN
        ).order_by("-pk").values_list("pk", flat=True).first()
        if newest and Chat.objects.filter(pk=pk).update(read_by_us=Greatest(F("read_by_us"), newest)):
            passing.say({f"talk:{conversation}": {"read": newest}})
    return HttpResponse(status=204)


@acts
def by_mail(request, conversation):
    """The chat becomes mail: the person reads so, may leave, and gets by mail what is said from here on."""
    form = ByMailForm(request.POST)
    try:
        chat = _chat(request, conversation)
    except talking.NoChat as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:conversation", conversation.reference)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    else:
        ending.go_on(chat, Chat.GoesOn.MAIL, mail=form.cleaned_data["mail"], by=request.user)
        messages.success(request, _("The person reads in the chat that you go on by e-mail. What you write here goes by mail once "
                                    "they left the page."))
    return redirect("desk:conversation", conversation.reference)


@acts
def end(request, conversation):
    """Hang up; the conversation itself stays as it is."""
    try:
        if ending.end(_chat(request, conversation), by=request.user):
            messages.success(request, _("The chat has ended. The conversation stays open until you finish it."))
    except talking.NoChat as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:conversation", conversation.reference)


@requires(Capability.HANDLE)
@require_GET
def mine(request):
    """The running chats of this employee, to switch between; marked where something is unread."""
    unread = Message.objects.filter(
        conversation=OuterRef("conversation"), pk__gt=OuterRef("read_by_us"), contact__channel=KIND,
        contact__direction=Direction.IN,
    )
    chats = Chat.objects.running().filter(
        conversation__in=_visible(request).filter(assignee=request.user, is_open=True)
    ).select_related("conversation__person").annotate(is_unread=Exists(unread)).order_by("began_at", "pk")[: 2 * MOST]
    by_conversation: dict[int, Chat] = {}
    for chat in chats:
        shown = by_conversation.setdefault(chat.conversation_id, chat)
        shown.is_unread |= chat.is_unread
    read_log.note(request.user, "list")
    return render(request, "chat/_mine.html", {"chats": list(by_conversation.values())[:MOST], "here": request.GET.get("here", "")})
