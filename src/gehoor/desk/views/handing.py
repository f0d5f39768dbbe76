"""Who has it, which team, and who is to move."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gehoor.conversations import visibility
from gehoor.conversations.models import Conversation, WaitingFor
from gehoor.queues import routing
from gehoor.queues.models import Handover
from gehoor.staff.models import Team

from ..access import acts, back, decides
from ..forms import WaitingForm
from . import taking_over
from .conversation import page


@decides
def assign(request, conversation):
    """Put a name on it: one's own ("me"), a colleague's, or nobody's ("")."""
    wanted = request.POST.get("employee", "")
    if wanted == "me" and (offered := Handover.objects.offered_to(request.user).filter(conversation=conversation).first()):
        return taking_over.accept(request, offered)
    if wanted == "":
        routing.assign(conversation, None, by=request.user)
        messages.success(request, _("This is the team's again."))
        return back(request, conversation)
    pk = request.user.pk if wanted == "me" else wanted
    employee = visibility.who_can_have(conversation).filter(pk=pk).first() if _is_id(str(pk)) else None
    if employee is None:
        return page(request, conversation, status_code=422, problem=_("This colleague cannot have this conversation."))
    routing.assign(conversation, employee, by=request.user)
    said = _("You have this now.") if employee == request.user else _("%(name)s has this now.") % {"name": employee}
    messages.success(request, said)
    return back(request, conversation)


def _is_id(text) -> bool:
    return text.isdecimal() and len(text) < 19  # the database has no larger ones, and Python refuses thousands of digits


@decides
def move(request, conversation):
    """Give it to another team; the employee may lose sight of it, as with a closed team.

    What a colleague works on does not go without a word: then a handover is offered first.
    """
    wanted = request.POST.get("team", "")
    team = Team.objects.filter(pk=wanted).first() if _is_id(wanted) else None
    if team is None:
        return page(request, conversation, status_code=422, problem=_("Choose a team first."))
    if conversation.assignee_id not in (None, request.user.pk) and "anyway" not in request.POST:
        messages.warning(request, _("%(name)s has this conversation. Write what the team %(team)s needs to know.") % {
            "name": conversation.assignee, "team": team,
        })
        return redirect(f"{reverse('desk:hand_over', args=[conversation.reference])}?to=team:{team.pk}")
    routing.move(conversation, team, by=request.user)
    messages.success(request, _("This is with the team %(team)s now.") % {"team": team})
    if not Conversation.objects.visible_to(request.user).filter(pk=conversation.pk).exists():
        return redirect("desk:home")
    return back(request, conversation)


@acts
def wait(request, conversation):
    """Say who is to move now."""
    form = WaitingForm(request.POST)
    if not form.is_valid():
        return page(request, conversation, status_code=422, problem=_("Choose who is to move now."))
    conversation.wait_for(form.cleaned_data["whom"], by=request.user)
    messages.success(request, WaitingFor(conversation.waiting_for).label + ".")
    return back(request, conversation)
