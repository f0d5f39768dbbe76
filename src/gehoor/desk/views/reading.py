"""Who may read a conversation: making it confidential, and letting colleagues read along."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gehoor.conversations import confidentiality, visibility
from gehoor.conversations.models import Conversation
from gehoor.staff.models import Employee
from gehoor.staff.permissions import CAPABILITIES, Capability

from .. import rail
from ..access import decides, find, shows


@shows
def access(request, reference):
    """The rule in words, and what can be changed about it."""
    return _page(request, find(request, reference))


def _page(request, conversation, problem="", reason="", status=200):
    return render(request, "desk/access.html", {
        "conversation": conversation, "rail": rail.links(request.user), "problem": problem, "reason": reason,
        "named": confidentiality.named(conversation), "leads": visibility.team_leads(conversation),
        "colleagues": _handling(), "may_decide": Conversation.objects.kept_by(request.user).filter(pk=conversation.pk).exists(),
    }, status=status)


def _handling():
    roles = [role for role, held in CAPABILITIES.items() if Capability.HANDLE in held]
    return Employee.objects.filter(is_active=True, role__in=roles)


@decides
def make_confidential(request, conversation):
    """From now on only who has it, who is named, and the leads of the team."""
    reason = request.POST.get("reason", "")
    try:
        confidentiality.make(conversation, reason=reason, by=request.user)
    except confidentiality.NeedsReason:
        return _page(request, conversation, _("Say in a few words why this is confidential. It stands on the timeline."), reason, 422)
    messages.success(request, _("Confidential. You can read it yourself because you are named on it."))
    return redirect("desk:access", reference=conversation.reference)


@decides
def lift_confidential(request, conversation):
    """Whoever the team allows reads it again."""
    confidentiality.lift(conversation, by=request.user)
    messages.success(request, _("No longer confidential."))
    return _where_it_is(request, conversation)


@decides
def name(request, conversation):
    """Let a colleague read along."""
    colleague = _colleague(request)
    if colleague is None or not conversation.is_confidential:
        return _page(request, conversation, _("Choose a colleague first. Only a confidential conversation has names on it."), "", 422)
    confidentiality.name(conversation, colleague, by=request.user)
    messages.success(request, _("%(name)s reads along from now on.") % {"name": colleague})
    return redirect("desk:access", reference=conversation.reference)


@decides
def unname(request, conversation):
    """Take a colleague off, or oneself."""
    if colleague := _colleague(request):
        confidentiality.unname(conversation, colleague, by=request.user)
        messages.success(request, _("%(name)s no longer reads along.") % {"name": colleague})
    return _where_it_is(request, conversation)


def _colleague(request):
    wanted = request.POST.get("employee", "")
    return _handling().filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 10 else None


def _where_it_is(request, conversation):
    if Conversation.objects.visible_to(request.user).filter(pk=conversation.pk).exists():
        return redirect("desk:access", reference=conversation.reference)
    return redirect("desk:home")
