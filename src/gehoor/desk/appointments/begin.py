"""An appointment for somebody of whom no conversation is open: who is it, then on to the moments."""

from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gehoor.conversations import waiting
from gehoor.conversations.models import Conversation
from gehoor.people import register
from gehoor.postroom import note
from gehoor.postroom.noting import candidates
from gehoor.postroom.noting.forms import ANONYMOUS, NEW, WhoForm, chosen
from gehoor.trust import read_log

from .. import rail
from ..access import reads


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request):
    """Find the person or write down somebody new. Posted, so that no name or number stands in an address or a log."""
    if request.method != "POST":
        return _page(request, WhoForm(employee=request.user))
    if request.POST.get("action") == "find":
        typed = {name: request.POST.get(name, "") for name in WhoForm.base_fields}
        return _page(request, WhoForm(initial=typed, employee=request.user))
    form = WhoForm(request.POST, employee=request.user)
    if form.is_valid() and form.cleaned_data["choice"] == ANONYMOUS:
        form.add_error("choice", _("Choose who it is. What you typed is kept."))
    if not form.is_valid():
        return _page(request, form, status=422)
    conversation = form.conversation or _open(form, by=request.user)
    return redirect("desk:book_appointment", reference=conversation.reference)


@transaction.atomic
def _open(form, *, by) -> Conversation:
    """A conversation about this appointment, of the employee who makes it."""
    data = form.cleaned_data
    person = form.person or register.new_person(data["name"], phone=data["phone"], email=data["email"], by=by)
    made = Conversation.objects.create(
        person=person, subject=data["subject"] or _("Appointment"), assignee=by,
        team_id=next(iter(by.team_ids)) if len(by.team_ids) == 1 else None,
    )
    waiting.begin_without_contact(made, made.waiting_since)
    made.save(update_fields=waiting.FIELDS)
    note.add_internal(made, _("Begun to make an appointment."), by=by)
    return made


def _page(request, form, status=200):
    who, choice = form["who"].value() or "", form["choice"].value() or ""
    conversation, person = chosen(request.user, choice)
    found = candidates.find(request.user, who, chosen=conversation or person)
    read_log.note_all(request.user, "search", [one for candidate in found for one in candidate.conversations])
    return render(request, "desk/appointments/begin.html", {
        "form": form, "who": who, "choice": choice, "candidates": found, "new": NEW, "rail": rail.links(request.user, "appointments"),
    }, status=status)
