"""One appointment: what it is, and what can be done with it."""

from functools import wraps

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from gehoor.appointments import attending, booking, offering, slots, telling
from gehoor.appointments.models import Appointment, Matter
from gehoor.conversations.models import Conversation
from gehoor.trust import read_log

from .. import rail
from ..access import reads, shows

MOST = 9


class ReasonForm(forms.Form):
    """Why, in words that the person gets to read."""

    reason = forms.CharField(
        label=gettext_lazy("Why? The person reads this."), max_length=300,
        error_messages={"required": gettext_lazy("Say in a few words why. The person reads it.")},
    )


@shows
def show(request, pk):
    """When, where and about what; moving and cancelling."""
    found = _found(request, pk)
    read_log.note(request.user, "page", conversation_id=found.conversation_id, person_id=found.conversation.person_id)
    return _page(request, found)


def changes(view):
    """One verb on one appointment: `view(request, appointment)`."""

    @wraps(view)
    def with_appointment(request, pk):
        return view(request, _found(request, pk))

    return reads(require_POST(with_appointment))


@changes
def attend(request, appointment):
    """Is here, was helped, did not come; or none of these after all."""
    state = request.POST.get("state", "")
    if state not in attending.AFTER:
        return _page(request, appointment, problem=_("Choose what happened."), status=422)
    if not attending.note(appointment, state, by=request.user):
        messages.error(request, _("A colleague was just before you, or it was cancelled."))
    return _to_day(appointment)


@changes
def told(request, appointment):
    """The person was called."""
    attending.told(appointment, by=request.user)
    messages.success(request, _("Written down: the person knows."))
    return redirect("desk:appointment", pk=appointment.pk)


@changes
def move(request, appointment):
    """To another moment, and say why."""
    form = ReasonForm(request.POST)
    key, _bar, text = request.POST.get("slot", "").partition("|")
    where, begins = slots.where_of(appointment.subject, key), offering.read(text)
    if not form.is_valid():
        return _page(request, appointment, moving=form, status=422)
    if not (where and begins):
        return _page(request, appointment, moving=form, problem=_("Choose a moment first."), status=422)
    try:
        moved = booking.move(appointment, where, begins, by=request.user, reason=form.cleaned_data["reason"])
    except booking.Taken as taken:
        said = _("This moment was just taken. These are free:")
        return _page(request, appointment, moving=form, problem=said, offered=taken.nearest, status=409)
    except booking.NotOpen as over:
        return _page(request, appointment, problem=str(over), status=409)
    messages.success(request, _("Moved to %(when)s.") % {"when": telling.in_words(moved.begins)} + " " + _heard(moved))
    return redirect("desk:appointment", pk=appointment.pk)


@changes
def cancel(request, appointment):
    """It does not take place, and the person hears why."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, appointment, cancelling=form, status=422)
    try:
        gone = booking.cancel(appointment, by=request.user, reason=form.cleaned_data["reason"])
    except booking.NotOpen as over:
        return _page(request, appointment, cancelling=form, problem=str(over), status=409)
    messages.success(request, _("Cancelled.") + " " + _heard(gone))
    return redirect("desk:appointment", pk=appointment.pk)


@changes
def revoke(request, appointment):
    """The link to change it opens nothing any more."""
    booking.revoke_link(appointment, by=request.user)
    messages.success(request, _("The link to change this appointment opens nothing any more."))
    return redirect("desk:appointment", pk=appointment.pk)


def _heard(appointment) -> str:
    if appointment.to_be_told:
        return _("No address is known. Call the person, and note here that they know.")
    return _("The person gets a message.")


def _to_day(appointment):
    day = timezone.localtime(appointment.begins).date()
    return redirect(f"{reverse('desk:appointments')}?day={day.isoformat()}")


def _found(request, pk) -> Appointment:
    visible = Conversation.objects.visible_to(request.user)
    matters = Matter.objects.filter(conversation__in=visible).select_related("subject", "conversation")
    rows = Appointment.objects.booked().told_in_full().prefetch_related(Prefetch("matters", matters))
    found = rows.filter(pk=min(pk, 2**62), conversation__in=visible).first()
    if found is None:
        raise Http404(_("This appointment is not here, or not for you to see."))
    return found


def _page(request, appointment, *, moving=None, cancelling=None, problem="", offered=None, status=200):
    if offered is None and appointment.is_coming:
        wanteds = [
            slots.Wanted(appointment.subject, where, appointment.minutes, instead_of=appointment.pk)
            for where in slots.wheres(appointment.subject)
        ]
        offered = offering.first(wanteds, MOST, by_employee=True, after=offering.day(request.GET.get("after", "")))
    return render(request, "desk/appointments/appointment.html", {
        "appointment": appointment, "matters": appointment.matters.all(),
        "moving": moving or ReasonForm(), "cancelling": cancelling or ReasonForm(auto_id="cancel_%s"), "problem": problem,
        "offered": list(enumerate(offered or [], 1)), "rail": rail.links(request.user, "appointments"),
        "after": request.GET.get("after", ""),
    }, status=status)
