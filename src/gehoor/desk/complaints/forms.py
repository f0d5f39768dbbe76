"""What an employee fills in about a complaint, step by step."""

from datetime import timedelta

from django import forms
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gehoor.complaints import rules
from gehoor.complaints.citing import cited
from gehoor.complaints.models import Complaint, Hearing
from gehoor.conversations import visibility

LONG = 20_000  # characters
OLDEST = timedelta(days=3650)
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def words(label, *, rows=3, required=True, help_text="", missing=""):
    """A box for several lines."""
    widget = forms.Textarea(attrs={"rows": rows, "data-autogrow": True})
    errors = {"required": missing} if missing else None
    return forms.CharField(label=label, max_length=LONG, required=required, help_text=help_text, widget=widget, error_messages=errors)


class StepForm(forms.Form):
    """Names articles only of the `law` by which the complaint is judged."""

    def __init__(self, *args, law, **kwargs):
        super().__init__(*args, **kwargs)
        self._law = law
        for field in self.fields.values():
            field.help_text = self.cited(field.help_text)
            if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
                field.choices = [(value, self.cited(label)) for value, label in field.choices]

    def cited(self, text) -> str:
        return cited(text, self._law)


class DetailsForm(StepForm):
    """What a complaint is about and who handles it. `employees` may have the conversation."""

    about = forms.CharField(
        label=_("What is the complaint about?"), max_length=300,
        error_messages={"required": _("Say in one sentence what it is about. The person reads this too.")},
    )
    wish = words(
        _("What does the person wish?"), required=False, rows=2,
        help_text=_("In their own words: an excuse, an explanation, that it goes well next time."),
    )
    topic = forms.ChoiceField(label=_("Subject for the register"), required=False)
    handler = forms.ModelChoiceField(label=_("Who handles it?"), queryset=None, required=False, empty_label=_("Nobody yet"))
    about_employee = forms.ModelChoiceField(
        label=_("Whose conduct is it about?"), queryset=None, required=False, empty_label=_("Nobody in particular"),
        help_text=_("Whoever it is about may not handle it (Awb 9:7). Only the handler and team leads see this name."),
    )

    def __init__(self, *args, conversation, **kwargs):
        super().__init__(*args, **kwargs)
        employees = visibility.who_can_have(conversation).order_by("first_name", "last_name")
        choices = [(one.pk, str(one)) for one in employees]  # both fields, one query
        for name in ("handler", "about_employee"):
            self.fields[name].queryset = employees
            self.fields[name].choices = [("", self.fields[name].empty_label), *choices]
        self.fields["topic"].choices = [("", gettext("Not chosen yet")), *((one, one) for one in rules.current().topic_list)]

    def clean(self):
        data = super().clean()
        if data.get("handler") and data["handler"] == data.get("about_employee"):
            self.add_error("handler", self.cited(gettext(
                "Whoever the complaint is about may not handle it (Awb 9:7). Choose somebody else."
            )))
        return data


class MarkForm(DetailsForm):
    """The same, and when it was received."""

    received_on = forms.DateField(
        label=_("Received on"), widget=DAY, help_text=_("The term runs from this day, also where it lay somewhere first (Awb 9:11; Wkkgz 17)."),
    )

    field_order = ["about", "wish", "handler", "received_on", "topic", "about_employee"]

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        today = timezone.localdate()
        if not today - OLDEST < day <= today:
            raise forms.ValidationError(_("Choose a day that is not in the future."))
        return day


class Spoken(TextChoices):
    """What came of a call."""

    SOLVED = "solved", _("Spoken with, and it is solved to their satisfaction")
    GO_ON = "go_on", _("Spoken with; we handle the complaint")
    MISSED = "missed", _("Not reached")


class CallForm(StepForm):
    spoken = forms.ChoiceField(label=_("How did the call go?"), choices=Spoken, widget=forms.RadioSelect,
                               error_messages={"required": _("Choose how the call went.")})
    note = words(_("What was said"), required=False, help_text=_(
        "Solved? Then write what you agreed: the person gets this in writing, and the complaint is done (Awb 9:5)."
    ))

    def clean(self):
        data = super().clean()
        if data.get("spoken") == Spoken.SOLVED and not data.get("note", "").strip():
            self.add_error("note", _("Write what you agreed, since the person gets this in writing."))
        return data


class PlanForm(StepForm):
    planned_at = forms.DateTimeField(
        label=_("When?"), input_formats=["%Y-%m-%dT%H:%M"], widget=MOMENT,
        error_messages={"required": _("Choose a day and time."), "invalid": _("Choose a day and time.")},
    )
    place = forms.CharField(label=_("Where, or by phone?"), max_length=200, error_messages={"required": _("Say where you meet.")})

    def clean_planned_at(self):
        if self.cleaned_data["planned_at"] < timezone.now():
            raise forms.ValidationError(_("Choose a moment that is still to come."))
        return self.cleaned_data["planned_at"]


class ReportForm(StepForm):
    held_at = forms.DateTimeField(
        label=_("When was it?"), input_formats=["%Y-%m-%dT%H:%M"], widget=MOMENT,
        error_messages={"required": _("Choose a day and time."), "invalid": _("Choose a day and time.")},
    )
    present = forms.CharField(label=_("Who were there?"), max_length=300, error_messages={"required": _("Say who were there.")})
    report = words(_("What was said"), rows=8, help_text=_("A report belongs to the hearing (Awb 9:10, third paragraph)."),
                   missing=_("Write down what was said."))

    def clean_held_at(self):
        if self.cleaned_data["held_at"] > timezone.now():
            raise forms.ValidationError(_("This moment is still to come. You write the report when the person was heard."))
        return self.cleaned_data["held_at"]


class WaiverForm(StepForm):
    why = forms.ChoiceField(label=_("Why is nobody heard?"), choices=Hearing.Waived, widget=forms.RadioSelect,
                            error_messages={"required": _("Choose why.")})
    waived_words = forms.CharField(label=_("Explanation"), max_length=500, required=False)


class ExtendForm(StepForm):
    """`knows_late` is asked only where the term is over."""

    reason = words(_("Why does it take longer?"), rows=3, help_text=_(
        "The person reads this in the letter, as you write it. Is it about somebody's conduct? Tell them too (Awb 9:11, second paragraph)."),
                   missing=_("Say why. The person reads this."))
    due_on = forms.DateField(label=_("New last day"), required=False, widget=DAY)
    agreed = forms.BooleanField(label=_("The person agreed in writing to a later day"), required=False)
    knows_late = forms.BooleanField(label=_("The term is over already. Write it down as too late."), required=False)

    def __init__(self, *args, longest, is_over, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_on"].help_text = self.cited(gettext(
            "Empty: %(day)s, the longest without asking. Later only if the person agrees (Awb 9:11, third paragraph)."
        ) % {"day": longest})
        if not is_over:
            del self.fields["knows_late"]


class EndForm(StepForm):
    """Ended in another way than with an outcome."""

    how = forms.ChoiceField(label=_("How did it end?"), widget=forms.RadioSelect, error_messages={"required": _("Choose how it ended.")}, choices=[
        (Complaint.Ending.SOLVED, _("Solved to the person's satisfaction (Awb 9:5)")),
        (Complaint.Ending.WITHDRAWN, _("Withdrawn by the person")),
        (Complaint.Ending.NOT_TAKEN_UP, _("We do not take it up (Awb 9:8)")),
    ])
    explained = words(_("What was agreed, or why?"), help_text=_("The person reads this, as you write it."), missing=_(
        "Write what was agreed, or why. The person reads this."
    ))
