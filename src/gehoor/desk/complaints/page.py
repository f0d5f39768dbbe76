"""The page of one complaint: how far it is, the one next step, and everything that was done."""

from datetime import datetime, time
from functools import wraps

from django.contrib import messages
from django.db.models import OuterRef, Prefetch, Subquery
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from gehoor.complaints import citing, extending, opening, rules, stage
from gehoor.complaints.models import Call, Complaint, Deadline, Extension, NotOne
from gehoor.people.models import AddressKind, DigitalAddress
from gehoor.staff.permissions import Capability
from gehoor.trust import read_log

from .. import rail
from ..access import acts, back, decides, find, shows
from . import forms

NAMED = ("handler", "about_employee", "hearing", "outcome", "receipt", "ended_by", "opened_by")


def of(conversation) -> Complaint | None:
    """The complaint of this conversation with all that its page names, and `call_by`; three queries."""
    found = Complaint.objects.with_progress().select_related(*NAMED)
    to_call = Deadline.objects.filter(complaint=OuterRef("pk"), kind=Deadline.Kind.CALL, met_at=None)
    steps = [Prefetch("calls", Call.objects.select_related("by")), Prefetch("extensions", Extension.objects.select_related("by"))]
    complaint = found.annotate(call_by=Subquery(to_call.values("due_at")[:1])).prefetch_related(*steps).filter(
        conversation=conversation).first()
    if complaint:
        complaint.conversation = conversation
    return complaint


def handles(view):
    """One verb on a complaint: `view(request, complaint)`. Not for whoever it is about (Awb 9:7)."""

    @wraps(view)
    def with_complaint(request, conversation):
        complaint = of(conversation)
        if complaint is None:
            messages.error(request, _("This conversation is no complaint any more. What you wrote is not lost: go back to read it."))
            return to(conversation)
        if complaint.about_employee_id == request.user.pk:
            messages.error(request, citing.cited(_("This complaint is about your own work, so a colleague handles it (Awb 9:7)."), complaint.law))
            return to(conversation)
        return view(request, complaint)

    return decides(with_complaint)


def to(conversation, anchor=""):
    """To the page of its complaint."""
    response = redirect("desk:complaint", reference=conversation.reference)
    response["Location"] += f"#{anchor}" if anchor else ""
    return response


@shows
def complaint(request, reference):
    """How far the complaint is; where it is none yet, the form that makes it one."""
    conversation = find(request, reference)
    found = of(conversation)
    return show(request, found) if found else _marking(request, conversation, _mark_form(request, conversation))


def show(request, complaint, *, status=200, **typed):
    """The page; `typed` are forms that could not be done, by name."""
    conversation = complaint.conversation
    read_log.note(request.user, "complaint", conversation_id=conversation.pk, person_id=conversation.person_id)
    return render(request, "desk/complaints/complaint.html", {
        "complaint": complaint, "conversation": conversation, "stage": stage.stage(complaint), "clock": stage.clock(complaint),
        "is_short": stage.is_short(complaint), "step": stage.next_step(complaint), "rail": rail.links(request.user, "complaints"),
        "sees_whom": sees_whom(complaint, request.user), "phones": _phones(conversation), **_forms(complaint), **typed,
    }, status=status)


def _phones(conversation) -> list[DigitalAddress]:
    found = [DigitalAddress(**one) for one in conversation.person_addresses]
    return [one for one in found if one.kind == AddressKind.PHONE]


def _forms(complaint) -> dict:
    """Every form of an open complaint, empty."""
    if not complaint.is_open:
        return {}
    conversation = complaint.conversation
    return {
        "call_form": forms.CallForm(law=complaint.law), "plan_form": forms.PlanForm(law=complaint.law),
        "report_form": _report_form(complaint), "waiver_form": forms.WaiverForm(law=complaint.law),
        "end_form": forms.EndForm(law=complaint.law), "extend_form": extend_form(complaint),
        "details_form": forms.DetailsForm(conversation=conversation, law=complaint.law, initial={
            "about": complaint.about, "wish": complaint.wish, "topic": complaint.topic, "handler": complaint.handler_id,
            "about_employee": complaint.about_employee_id,
        }), "is_over": extending.is_over(complaint),
    }


def _report_form(complaint) -> forms.ReportForm:
    """With the planned moment, once it is past."""
    planned = complaint.hearing_at
    held = {"held_at": timezone.localtime(planned)} if planned and planned <= timezone.now() else {}
    return forms.ReportForm(initial=held, law=complaint.law)


def extend_form(complaint, data=None) -> forms.ExtendForm:
    longest = formats.date_format(extending.longest(complaint), "l j F")
    return forms.ExtendForm(data, longest=longest, is_over=extending.is_over(complaint), law=complaint.law)


def sees_whom(complaint, employee) -> bool:
    """Whether this employee reads whom it is about: who handles it, and team leads."""
    return employee.pk == complaint.handler_id or employee.may(Capability.OVERSEE)


def _mark_form(request, conversation, data=None) -> forms.MarkForm:
    first = conversation.contacts.filter(direction="in").order_by("at", "pk").values_list("at", flat=True).first()
    return forms.MarkForm(data, conversation=conversation, law=rules.current().law, initial={
        "about": conversation.subject, "handler": request.user.pk, "received_on": timezone.localdate(first or conversation.opened_at),
    })


def _marking(request, conversation, form, status=200):
    read_log.note(request.user, "complaint", conversation_id=conversation.pk, person_id=conversation.person_id)
    return render(request, "desk/complaints/mark.html", {
        "conversation": conversation, "form": form, "rail": rail.links(request.user, "complaints"),
    }, status=status)


@decides
def mark(request, conversation):
    """It is a complaint: receipt is confirmed at once, and somebody handles it by name."""
    form = _mark_form(request, conversation, request.POST)
    if not form.is_valid():
        return _marking(request, conversation, form, 422)
    said = form.cleaned_data
    try:
        made = opening.open_one(conversation, by=request.user, received_at=_received(conversation, said.pop("received_on")), **said)
    except opening.AlreadyOne:
        return to(conversation)
    if made.receipt_sent_at:
        messages.success(request, _("This is a complaint now. The person gets a confirmation that it came in."),
                         extra_tags=f"kept:{conversation.reference}:complaint")
    else:
        messages.warning(request, _("This is a complaint now. No address is known, so the confirmation is still to be sent."))
    return to(conversation)


def _received(conversation, day) -> datetime:
    """The moment of the first contact where that was on this day, else noon of it."""
    first = conversation.contacts.filter(direction="in").order_by("at", "pk").values_list("at", flat=True).first()
    if first and timezone.localdate(first) == day:
        return first
    return min(timezone.make_aware(datetime.combine(day, time(12))), timezone.now())


@acts
def no_complaint(request, conversation):
    """Somebody seems to complain, but does not: it is not asked again."""
    NotOne.objects.get_or_create(conversation=conversation, defaults={"by": request.user})
    messages.success(request, _("Good. This is not asked again."))
    return back(request, conversation)


@handles
def unmark(request, complaint):
    """Marked by mistake, and nothing was done with it yet."""
    conversation = complaint.conversation
    if complaint.tried or complaint.taken_up_at or not complaint.is_open:
        messages.error(request, _("Something was done with this complaint already. End it below, so that the person hears of it."))
        return to(conversation)
    opening.unmark(complaint, by=request.user)
    messages.success(request, _("This is no complaint any more. Did the person get a confirmation? Then tell them."))
    return redirect("desk:conversation", reference=conversation.reference)
