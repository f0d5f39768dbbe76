"""Writing the outcome: what went wrong, why and what changes; then the letter as it goes out."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gehoor.complaints import handling, letters, telling
from gehoor.complaints.models import Complaint, Outcome
from gehoor.complaints.models.outcome import Judgement, over_all
from gehoor.trust import read_log

from .. import rail
from ..access import find, reads, shows
from . import page
from .forms import LONG, words

MOST_PARTS = 5
TEXTS = ("went_wrong", "why", "changes", "done", "admitted_words")


class OutcomeForm(forms.Form):
    """Saved as it is; whole only when it is told."""

    went_wrong = words(gettext_lazy("What went wrong?"), required=False, rows=4, help_text=gettext_lazy(
        "As the person experienced it, and what you found. Nothing went wrong? Say what happened."))
    why = words(gettext_lazy("Why did it happen?"), required=False, rows=3)
    # By when: Wkkgz 17 asks for it, and any complaint deserves it.
    changes = words(gettext_lazy("What changes?"), required=False, rows=3, help_text=gettext_lazy(
        "For this person and for who comes after, and by when. Nothing? Say so, and why."))
    done = words(gettext_lazy("What was done for the person?"), required=False, rows=2)
    admitted = forms.ChoiceField(label=gettext_lazy("Do we admit a mistake?"), required=False, choices=Outcome.Admitted, widget=forms.RadioSelect)
    admitted_words = forms.CharField(label=gettext_lazy("In your own words"), required=False, max_length=500, help_text=gettext_lazy(
        "An excuse sounds best in your own words. This comes first in the letter."))

    def __init__(self, *args, parts=(), **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(MOST_PARTS):
            given = parts[number] if number < len(parts) else {}
            self.fields[f"part_{number}"] = forms.CharField(
                label=_("Part %(number)s") % {"number": number + 1}, required=False, max_length=300, initial=given.get("about", ""))
            self.fields[f"judgement_{number}"] = forms.ChoiceField(
                label=_("Judgement"), required=False, choices=[("", _("Choose")), *Judgement.choices], initial=given.get("judgement", ""))

    def parts(self) -> list:
        """(field of what it is about, field of the judgement) of each part."""
        return [(self[f"part_{number}"], self[f"judgement_{number}"]) for number in range(MOST_PARTS)]

    def said(self) -> dict:
        """The fields of `Outcome`."""
        data = self.cleaned_data
        rows = [{"about": data[f"part_{number}"].strip(), "judgement": data[f"judgement_{number}"]} for number in range(MOST_PARTS)]
        parts = [row for row in rows if row["about"] or row["judgement"]]
        judged = "" if any(not row["judgement"] for row in parts) else over_all(row["judgement"] for row in parts)
        return {**{name: data[name].strip() for name in TEXTS}, "admitted": data["admitted"], "parts": parts, "judgement": judged}


def _of(conversation) -> Complaint | None:
    """Its complaint as these pages need it: `page.of` without the steps; one query."""
    complaint = Complaint.objects.select_related("handler", "outcome").filter(conversation=conversation).first()
    if complaint:
        complaint.conversation = conversation
    return complaint


@shows
def _form_page(request, reference):
    conversation = find(request, reference)
    complaint = _of(conversation)
    if complaint is None or not complaint.is_open:
        return page.to(conversation)
    return _writing(request, complaint, _begun(complaint))


@page.handles
def _save(request, complaint):
    """Keep it, and go on to the letter where it is whole."""
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _writing(request, complaint, form, 422)
    try:
        written = handling.write_outcome(complaint, by=request.user, letter="", **form.said())
    except handling.Refused as refusal:
        form.add_error(None, str(refusal))
        return _writing(request, complaint, form, 422)
    if "later" in request.POST:
        messages.success(request, _("Saved. Nobody reads it yet."), extra_tags=f"kept:{complaint.conversation.reference}:outcome")
        return page.to(complaint.conversation)
    if not written.is_whole:
        form.add_error(None, _("Saved. Before it can be told it needs what went wrong, why, what changes, whether we admit a mistake, "
                               "and a judgement on each part."))
        return _writing(request, complaint, form, 422)
    return redirect("desk:complaint_letter", reference=complaint.conversation.reference)


@reads
def write(request, reference):
    """The three parts, whether we admit a mistake, and the judgement."""
    return (_save if request.method == "POST" else _form_page)(request, reference)


def _begun(complaint) -> OutcomeForm:
    outcome = getattr(complaint, "outcome", None)
    if outcome is None:
        return OutcomeForm(parts=[{"about": complaint.about}])
    initial = {name: getattr(outcome, name) for name in (*TEXTS, "admitted")}
    return OutcomeForm(initial=initial, parts=outcome.parts)


def _writing(request, complaint, form, status=200):
    conversation = complaint.conversation
    read_log.note(request.user, "complaint", conversation_id=conversation.pk, person_id=conversation.person_id)
    return render(request, "desk/complaints/outcome.html", {
        "complaint": complaint, "conversation": conversation, "form": form, "rail": rail.links(request.user, "complaints"),
    }, status=status)


class LetterForm(forms.Form):
    letter = forms.CharField(
        label=gettext_lazy("The letter"), max_length=LONG * 4, widget=forms.Textarea(attrs={"rows": 24, "data-autogrow": True}),
        help_text=gettext_lazy("Change what you like. It goes out exactly like this."),
        error_messages={"required": gettext_lazy("The letter is empty.")},
    )


@shows
def _letter_page(request, reference):
    conversation = find(request, reference)
    complaint = _of(conversation)
    if complaint is None or not complaint.is_open:
        return page.to(conversation)
    outcome = getattr(complaint, "outcome", None)
    if outcome is None or not outcome.is_whole:
        return redirect("desk:complaint_outcome", reference=conversation.reference)
    return _lettering(request, complaint, LetterForm(initial={"letter": letters.outcome(complaint, outcome)[1]}))


@page.handles
def _send(request, complaint):
    form = LetterForm(request.POST)
    if not form.is_valid():
        return _lettering(request, complaint, form, 422)
    try:
        told = handling.conclude(complaint, by=request.user, letter=form.cleaned_data["letter"].replace("\r\n", "\n"))
    except handling.Refused as refusal:
        messages.error(request, str(refusal))
        return page.to(complaint.conversation)
    messages.success(request, _("The complaint is concluded. Thank you for taking it seriously."))
    if not told:
        messages.warning(request, _("No e-mail or postal address is known, so nothing was sent. Tell the person yourself."))
    return page.to(complaint.conversation)


@reads
def letter(request, reference):
    """The letter as it goes out; sent, the complaint is done."""
    return (_send if request.method == "POST" else _letter_page)(request, reference)


def _lettering(request, complaint, form, status=200):
    conversation = complaint.conversation
    read_log.note(request.user, "complaint", conversation_id=conversation.pk, person_id=conversation.person_id)
    return render(request, "desk/complaints/letter.html", {
        "complaint": complaint, "conversation": conversation, "form": form,
        "reachable": telling.reachable(conversation), "external": complaint.external, "rail": rail.links(request.user, "complaints"),
    }, status=status)
