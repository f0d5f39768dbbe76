"""Handing over with a note: writing it, reading it, accepting or declining it, and what came back."""

from functools import wraps

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gehoor.conversations.models import Conversation
from gehoor.lines import handing as live
from gehoor.postroom import standard_texts
from gehoor.postroom.models import StandardText
from gehoor.queues import handing_over
from gehoor.queues.models import Handover
from gehoor.trust import read_log

from .. import colleagues, composing, rail, standing
from ..access import back, decides, find, page_of, reads, shows, told_further
from ..handover_draft import draft, told
from ..handover_form import DeclineForm, HandoverForm, chosen
from . import taking_over


@shows
def hand_over(request, reference):
    """The handover to be written, with what the timeline tells filled in."""
    conversation = find(request, reference)
    read_log.note(request.user, "handover", conversation_id=conversation.pk, person_id=conversation.person_id)
    teams, said = colleagues.by_team(), told(conversation)
    ways = composing.ways(conversation, [one.contact for one in said if one.contact.expects_answer])
    filled = standard_texts.values(conversation, employee=str(request.user))
    _subject, message = standard_texts.render(StandardText.Key.HANDOVER, filled)
    initial = {**draft(conversation, said), "to": chosen(teams, request.GET.get("to", "")), "tell_text": message}
    return _writing(request, conversation, _form(request, conversation, teams, ways, initial=initial), teams)


@decides
def offer(request, conversation):
    """Offer it; until it is accepted the sender has it."""
    conversation, teams = told_further(request, conversation), colleagues.by_team()
    form = _form(request, conversation, teams, composing.of(conversation), data=request.POST)
    if conversation.is_closed:
        form.add_error(None, _("This conversation is closed. Open it again before you hand it over."))
    if not form.is_valid():
        return _writing(request, conversation, form, teams, status=422)
    offered = form.offered()
    if not offered["due_at"] and live.channel_of(conversation):
        offered["due_at"] = timezone.now() + live.ACCEPTED_WITHIN
    handover = handing_over.offer(conversation, by=request.user, **offered)
    said = _("Offered to %(receiver)s. You have it until somebody accepts it.") % {"receiver": handover.receiver}
    messages.success(request, said, extra_tags=f"kept:{conversation.reference}:handover")
    return back(request, conversation)


def _form(request, conversation, teams, ways, **more):
    return HandoverForm(conversation=conversation, sender=request.user, teams=teams,
                        destinations=[way for way in ways if not way.doubt], live=live.channel_of(conversation), **more)


def _writing(request, conversation, form, teams, *, status=200):
    return render(request, "desk/hand_over.html", {
        "conversation": conversation, "form": form, "teams": teams, "rail": rail.links(request.user),
        "here": page_of(request, conversation), "asked_team": request.GET.get("to", "").partition(":")[2],
    }, status=status)


@shows
def handovers(request):
    """What is offered to this employee, what came back, and what colleagues have not accepted yet."""
    handovers = Handover.objects.told_in_full()
    return render(request, "desk/handovers.html", {
        "offered": handovers.offered_to(request.user).order_by("due_at"),
        "back": handovers.alarms_of(request.user).order_by("ended_at"),
        "sent": handovers.offered_by(request.user).order_by("due_at"),
        "rail": rail.links(request.user, "handovers"),
    })


@shows
def show(request, pk):
    """One handover, to read and decide on."""
    return _shown(request, _concerning(request, pk))


def decides(view):
    """One verb on one handover: `view(request, handover)`, in one transaction."""

    @wraps(view)
    def with_handover(request, pk):
        return view(request, _concerning(request, pk))

    return reads(require_POST(with_handover))


@decides
def accept(request, handover):
    """Take it over."""
    if handover.is_open and not handover.may_be_accepted_by(request.user):
        return _shown(request, handover, problem=_("This is offered to somebody else."), status=422)
    return taking_over.accept(request, handover)


@decides
def decline(request, handover):
    """Say why not; it goes back to the sender."""
    if handover.is_open and not handover.may_be_accepted_by(request.user):
        return _shown(request, handover, problem=_("This is offered to somebody else."), status=422)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _shown(request, handover, form=form, status=422)
    return _decided(request, lambda: handing_over.decline(handover.pk, by=request.user, reason=form.cleaned_data["reason"]),
                    _("Declined. %(name)s reads why.") % {"name": handover.sender})


@decides
def withdraw(request, handover):
    """The sender, or who has the conversation, keeps it after all."""
    if request.user.pk not in (handover.sender_id, handover.conversation.assignee_id):
        return _shown(request, handover, problem=_("Only who handed it over can withdraw it."), status=422)
    return _decided(request, lambda: handing_over.withdraw(handover.pk, by=request.user), _("Withdrawn. You have it."))


@decides
def take_note(request, handover):
    """Seen that it came back."""
    if not standing.may_take_note(handover, request.user):
        return _shown(request, handover, problem=_("This is for who handed it over, or a team lead."), status=422)
    handing_over.take_note(handover.pk, by=request.user)
    return _onward(request, handover)


def _decided(request, deed, said):
    try:
        with transaction.atomic():
            handover = deed()
    except handing_over.NotOpen as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:handovers")
    messages.success(request, said)
    return _onward(request, handover)


def _onward(request, handover):
    """To the conversation where the employee may see it, else to the list of handovers."""
    if Conversation.objects.visible_to(request.user).filter(pk=handover.conversation_id).exists():
        return redirect("desk:conversation", reference=handover.conversation.reference)
    return redirect("desk:handovers")


def _concerning(request, pk) -> Handover:
    found = Handover.objects.concerning(request.user).told_in_full().filter(pk=pk).first()
    if found is None:
        raise Http404(_("This handover is not here, or not for you to see."))
    return found


def _shown(request, handover, *, form=None, problem="", status=200):
    conversation = handover.conversation
    read_log.note(request.user, "handover", conversation_id=conversation.pk, person_id=conversation.person_id)
    may_see = Conversation.objects.visible_to(request.user).filter(pk=conversation.pk).exists()
    return render(request, "desk/handover.html", {
        "handover": handover, "conversation": conversation, "may_see": may_see, "problem": problem,
        "may_accept": handover.is_open and not conversation.is_closed and handover.may_be_accepted_by(request.user),
        "is_sender": handover.sender_id == request.user.pk, "form": form or DeclineForm(),
        "rail": rail.links(request.user, "handovers"),
    }, status=status)
