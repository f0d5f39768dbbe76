"""The steps of a complaint, each a form on its page."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gehoor.complaints import extending, handling, opening, receipt
from gehoor.complaints.models import Complaint

from . import forms, page
from .page import handles


def _done(request, complaint, said, *, told=True):
    """Back to the complaint; where the person could not be told by us, the employee is to."""
    messages.success(request, said)
    if not told:
        messages.warning(request, _("No e-mail or postal address is known, so nothing was sent. Tell the person yourself."))
    return page.to(complaint.conversation)


def _refused(request, complaint, refusal):
    messages.error(request, str(refusal))
    return page.to(complaint.conversation)


def _taking(form_class, name):
    """A step with a form: `view(request, complaint, said)` gets what was filled in; what is wrong is shown again."""

    def decorate(view):
        @handles
        def step(request, complaint):
            form = form_class(request.POST, law=complaint.law)
            return _take(request, complaint, form, name, view)

        return step

    return decorate


def _take(request, complaint, form, name, view):
    if not complaint.is_open:
        return _refused(request, complaint, _("This complaint is done already."))
    if not form.is_valid():
        return page.show(request, complaint, status=422, **{name: form})
    try:
        return view(request, complaint, form.cleaned_data)
    except handling.Refused as refusal:
        form.add_error(None, str(refusal))
        return page.show(request, complaint, status=422, **{name: form})


@handles
def send_receipt(request, complaint):
    """Confirm receipt, now that an address is known."""
    if receipt.confirm(complaint, by=request.user):
        return _done(request, complaint, _("The confirmation is on its way."))
    messages.error(request, _("No e-mail or postal address is known yet. Add one beside the conversation."))
    return page.to(complaint.conversation)


@handles
def change(request, complaint):
    """What it is about, who handles it, whom it is about."""
    form = forms.DetailsForm(request.POST, conversation=complaint.conversation, law=complaint.law)
    if not page.sees_whom(complaint, request.user):
        del form.fields["about_employee"]
    return _take(request, complaint, form, "details_form", _change)


def _change(request, complaint, said):
    try:
        if "about_employee" in said and said["about_employee"] != complaint.about_employee:
            opening.say_whom_it_is_about(complaint, said["about_employee"], by=request.user)
        if said["handler"] and said["handler"] != complaint.handler:
            opening.name_handler(complaint, said["handler"], by=request.user)
    except opening.NotYours as refusal:
        raise handling.Refused(_("This colleague cannot handle this complaint. Choose somebody else.")) from refusal
    Complaint.objects.filter(pk=complaint.pk).update(**{name: said[name] for name in ("about", "wish", "topic")})
    return _done(request, complaint, _("Saved."))


@handles
def give_copy(request, complaint):
    """Whom it is about got a copy (Awb 9:9)."""
    opening.give_copy(complaint, by=request.user)
    return _done(request, complaint, _("Saved."))


@_taking(forms.CallForm, "call_form")
def call(request, complaint, said):
    """Phoned: solved at once, to be handled, or not reached."""
    spoken = said["spoken"]
    handling.call(complaint, by=request.user, reached=spoken != forms.Spoken.MISSED, note=said["note"])
    if spoken == forms.Spoken.SOLVED:
        told = handling.solve(complaint, by=request.user, words=said["note"])
        return _done(request, complaint, _("Solved. The person gets this in writing, and the complaint is done."), told=told)
    if spoken == forms.Spoken.GO_ON:
        handling.take_up(complaint, by=request.user)
        return _done(request, complaint, _("Saved. Now plan when the person can tell their story."))
    return _done(request, complaint, _("Saved. Try once more at another time of the day."))


@_taking(forms.PlanForm, "plan_form")
def plan_hearing(request, complaint, said):
    """When and where the person is heard."""
    told = handling.plan_hearing(complaint, by=request.user, at=said["planned_at"], place=said["place"])
    return _done(request, complaint, _("Planned. The person gets an invitation, and you a reminder on the working day before."), told=told)


@_taking(forms.ReportForm, "report_form")
def report_hearing(request, complaint, said):
    """The person was heard."""
    handling.hold_hearing(complaint, by=request.user, at=said["held_at"], present=said["present"], report=said["report"])
    return _done(request, complaint, _("Saved. Now write the outcome."))


@_taking(forms.WaiverForm, "waiver_form")
def waive_hearing(request, complaint, said):
    """Nobody is heard, and why."""
    handling.waive_hearing(complaint, by=request.user, why=said["why"], words=said["waived_words"])
    return _done(request, complaint, _("Saved. Now write the outcome."))


@handles
def extend(request, complaint):
    """More time, with a letter."""
    return _take(request, complaint, page.extend_form(complaint, request.POST), "extend_form", _extend)


def _extend(request, complaint, said):
    _extension, told = extending.extend(
        complaint, by=request.user, reason=said["reason"], due_on=said["due_on"], agreed=said["agreed"],
        knows_late=said.get("knows_late", False),
    )
    return _done(request, complaint, _("The term is extended, and the person gets a message about it."), told=told)


@_taking(forms.EndForm, "end_form")
def end(request, complaint, said):
    """Ended without an outcome: solved, withdrawn, or not taken up."""
    deed = {"solved": handling.solve, "withdrawn": handling.withdraw, "not_taken_up": handling.not_take_up}[said["how"]]
    told = deed(complaint, by=request.user, words=said["explained"])
    messages.success(request, _("The complaint is done, and the person reads how."))
    if not told:
        messages.warning(request, _("No e-mail or postal address is known, so nothing was sent. Tell the person yourself."))
    return redirect("desk:complaint", reference=complaint.conversation.reference)


@handles
def reopen(request, complaint):
    """It proves not to be done."""
    try:
        handling.reopen(complaint, by=request.user)
    except handling.Refused as refusal:
        return _refused(request, complaint, refusal)
    return _done(request, complaint, _("Open again. The last day is what it was."))
