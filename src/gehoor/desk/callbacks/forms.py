"""From a chat to a call: which number, who calls, and what is said of it."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gehoor.callbacks import numbers
from gehoor.conversations import visibility
from gehoor.queues.models import Handover
from gehoor.staff.models import Employee, Team

from ..handover_form import receivers

ME = "me"


class CallInsteadForm(forms.Form):
    """`to` is "me", "colleague:12" or "team:3"; only those who may have the conversation are in it."""

    number = forms.CharField(
        label=_("Number to call"), max_length=60, widget=forms.TextInput(attrs={"list": "known-numbers", "inputmode": "tel"}),
        error_messages={"required": _("Ask which number we may call, and write it down here.")},
    )
    to = forms.ChoiceField(label=_("Who calls?"), initial=ME)
    asked = forms.CharField(
        label=_("What do you ask of them?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only where a colleague or team calls. They see the whole story."),
    )
    text = forms.CharField(
        label=_("What we say in the chat"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Leave it empty where you said it already."),
    )

    def __init__(self, *args, conversation, by, teams, says, **kwargs):
        super().__init__(*args, **kwargs)
        self.conversation = conversation
        _choose, *groups = receivers(conversation, by, teams, "phone")
        shifts = {f"{Handover.Kind.SHIFT}:{team.pk}" for team in teams}
        kept = [(name, [one for one in members if one[0] not in shifts]) for name, members in groups]
        self.fields["to"].choices = [(ME, gettext("I call now")), *(group for group in kept if group[1])]
        if not says:
            del self.fields["text"]

    def clean_number(self):
        try:
            return numbers.callable_number(self.cleaned_data["number"])
        except numbers.NotToBeCalled as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def clean_to(self):
        kind, _colon, pk = self.cleaned_data["to"].partition(":")
        if kind == Handover.Kind.COLLEAGUE and not visibility.who_can_have(self.conversation).filter(pk=pk).exists():
            raise forms.ValidationError(gettext("This colleague cannot have this conversation."))
        return self.cleaned_data["to"]

    def clean(self):
        data = super().clean()
        if data.get("to", ME) != ME and not data.get("asked", "").strip():
            self.add_error("asked", gettext("Write what you ask of them, so that they can begin at once."))
        return data

    @property
    def receiver(self) -> dict:
        """`kind` and `employee` or `team` of `calling_instead.by_others`; empty where the employee calls."""
        kind, _colon, pk = self.cleaned_data["to"].partition(":")
        if kind == ME:
            return {}
        found = {"employee": Employee.objects.get(pk=pk)} if kind == Handover.Kind.COLLEAGUE else {"team": Team.objects.get(pk=pk)}
        return {"kind": kind, **found}
