"""One planned talk: how it stands, another time, somebody else, or not at all."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gehoor.core.models import Event
from gehoor.planning import inviting, preparing, rescheduling
from gehoor.planning.models import State
from gehoor.staff.models import Employee

from .. import rail
from ..access import shows
from ..happenings import SHOWN, happening
from . import access
from .forms import EndForm, GiveForm, MoveForm


@shows
def show(request, pk):
    """How it stands, and what can be done about it."""
    return page(request, access.find(request, pk))


def page(request, moment, *, status=200, **forms):
    """Render it; `forms` carry what somebody typed when it could not be done."""
    context = {
        "moment": moment, "plan": moment.plan, "person": moment.plan.person, "conversation": moment.conversation,
        "changes": changes_of(moment), "sent_in": preparing.sent_in(moment), "rail": rail.links(request.user, "planned"),
    }
    if moment.is_open:
        context |= {
            "move": MoveForm(moment=moment), "ending": EndForm(prefix="end"),
            "give": GiveForm(moment=moment, employee=request.user),
        }
    if moment.state == State.HELD:
        context["points"] = [(item, told) for item in preparing.agenda(moment) if (told := moment.checked.get(item.key))]
    return render(request, "desk/planning/moment.html", context | forms, status=status)


def changes_of(moment) -> list:
    """What happened to it, the latest first."""
    told = Event.objects.filter(
        conversation_id=moment.plan.conversation_id, kind__startswith="moment.", data__moment=moment.pk
    )
    return [happening(one) for one in told.select_related("actor").order_by("-pk")[:50] if one.kind in SHOWN]


@access.decides
def move(request, moment):
    """Another time."""
    form = MoveForm(request.POST, moment=moment)
    if not form.is_valid():
        return page(request, moment, move=form, status=422)
    data = form.cleaned_data
    period = {name: data[name] for name in ("from_on", "until_on") if data[name] != getattr(moment, name)}
    moved = rescheduling.move(moment.pk, by=request.user, at=data["at"], reason=data["reason"], **period)
    was_told = data["tell"] and inviting.tell_moved(moment.pk, by=request.user, reason=data["reason"] or _("we agreed it together"))
    said = _("It is %(when)s now. The person is told.") if was_told else _("It is %(when)s now.")
    messages.success(request, said % {"when": moved.when}, extra_tags=f"kept:moment-{moment.pk}")
    return redirect("desk:moment", pk=moment.pk)


@access.decides
def give(request, moment):
    """Somebody else does it."""
    form = GiveForm(request.POST, moment=moment, employee=request.user)
    if not form.is_valid():
        return page(request, moment, give=form, status=422)
    _team, employee = form.cleaned_data["who"]
    found = Employee.objects.filter(pk=employee).first() if employee else None
    rescheduling.give(moment.pk, found, by=request.user)
    messages.success(request, _("%(name)s does it now.") % {"name": found} if found else _("The team does it now."))
    return redirect("desk:moment", pk=moment.pk)


@access.decides
def end(request, moment):
    """It did not take place, or is not needed."""
    form = EndForm(request.POST, prefix="end")
    if not form.is_valid():
        return page(request, moment, ending=form, status=422)
    data = form.cleaned_data
    rescheduling.end(moment.pk, data["state"], by=request.user, reason=data["reason"])
    messages.success(request, _("Written down. The next talk of this plan stands."), extra_tags=f"kept:moment-end-{moment.pk}")
    return redirect("desk:moment", pk=moment.pk)
