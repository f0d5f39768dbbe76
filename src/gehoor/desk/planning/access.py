"""What a request may reach of planned talks: what is told in a conversation that the employee may read."""

from functools import wraps

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gehoor.conversations.models import Conversation
from gehoor.people import ownership
from gehoor.planning.models import Moment, Plan
from gehoor.planning.rescheduling import NotOpen
from gehoor.trust import read_log

from ..access import reads

LARGEST = 2**62


def find(request, pk) -> Moment:
    """The moment with all that its pages name; the look is written down."""
    found = Moment.objects.visible_to(request.user).told_in_full().filter(pk=min(pk, LARGEST)).first()
    if found is None:
        raise Http404(_("This talk is not here, or not for you to see."))
    _note(request, found.plan)
    return found


def find_plan(request, pk) -> Plan:
    """The plan; the look is written down."""
    plans = Plan.objects.visible_to(request.user).select_related(
        "kind__version", "person", "team", "employee", "conversation__joined_into", "stopped_by"
    )
    found = plans.filter(pk=min(pk, LARGEST)).first()
    if found is None:
        raise Http404(_("This plan is not here, or not for you to see."))
    _note(request, found)
    return found


def _note(request, plan):
    read_log.note(request.user, "planned", conversation_id=plan.conversation_id, person_id=plan.person_id)


def may_decide(request, plan) -> bool:
    """Not who opened the conversation for a while with a reason."""
    return Conversation.objects.kept_by(request.user).filter(pk=plan.conversation_id).exists()


def decides(view):
    """One verb on one moment: `view(request, moment)`, in one transaction."""

    @wraps(view)
    def with_moment(request, pk):
        try:
            with transaction.atomic():
                ownership.hold()
                moment = find(request, pk)
                if may_decide(request, moment.plan):
                    return view(request, moment)
        except NotOpen:
            messages.warning(request, _("A colleague was first: this talk is recorded, or does not take place."))
            return redirect("desk:moment", pk=pk)
        return refused(request, pk)

    return reads(require_POST(with_moment))


def refused(request, pk):
    """To the moment, saying why nothing was done."""
    messages.error(request, _("You read this for a short while, with a reason. What happens with it, its own team decides."))
    return redirect("desk:moment", pk=pk)
