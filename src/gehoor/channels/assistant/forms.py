"""What people fill in who talk with the assistant; and what they fill in for a human."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from gehoor.assistant.models import AssistantSettings, Talk
from gehoor.callbacks import lining, slots
from gehoor.callbacks.numbers import NotToBeCalled, callable_number
from gehoor.postroom.newcomer_forms import ONCE, CameFrom, Reachable

LONGEST = 2000  # characters of one question
TURN = "beurt"  # as soon as it is their turn
MOST_MOMENTS = 8
TOO_LONG = _("The computer reads at most %(limit_value)d characters; you have %(show_value)d. Make it shorter, or choose a human.")


def _question(label):
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3, "data-autogrow": True, "data-dictate": True}),
        error_messages={"required": _("Write your question first."), "max_length": TOO_LONG},
    )


class BeginForm(CameFrom):
    """The first question."""

    question = _question(_("What is your question?"))
    door = forms.ChoiceField(choices=Talk.Door, required=False, widget=forms.HiddenInput)

    field_order = ("question", "agrees")


class AskForm(forms.Form):
    """The next one."""

    question = _question(_("Ask something else"))
    once = forms.RegexField(ONCE, widget=forms.HiddenInput)


class HumanForm(Reachable):
    """What is left for a human: a message, or being called. No more is asked than is needed for that."""

    question = forms.CharField(
        label=_("Your question to the employee"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3, "data-autogrow": True}),
        error_messages={"required": _("Write your question first.")},
    )
    name = forms.CharField(label=_("Your name"), required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    moment = forms.ChoiceField(label=_("When shall we call?"), required=False)
    way = forms.ChoiceField(choices=[("message", ""), ("call", "")])

    field_order = ("question", "name", "mail", "phone", "moment")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["moment"].choices = moments()

    def clean(self):
        data = super().clean()
        if data.get("way") != "call" or self.errors:
            return data
        if not data.get("phone"):
            self.add_error("phone", _("Write down the number we can call you on."))
        elif not data.get("moment"):
            self.add_error("moment", _("Choose when we shall call."))
        else:
            try:
                data["phone"] = callable_number(data["phone"])
            except NotToBeCalled as problem:
                self.add_error("phone", str(problem))
        return data

    @property
    def begins(self):
        """The half hour they chose; None for their turn."""
        chosen = self.cleaned_data["moment"]
        return None if chosen == TURN else slots.read(chosen)


def moments() -> list[tuple[str, str]]:
    """When we can call, the soonest first."""
    at_turn = [(TURN, _("As soon as it is my turn"))] if lining.now() else []
    return [*at_turn, *((one.isoformat(), _said(one)) for one in slots.free()[:MOST_MOMENTS])]


def _said(begins) -> str:
    local = timezone.localtime(begins)
    return f"{capfirst(date_format(local, 'l j F'))} {date_format(local, 'H:i')} – {date_format(local + slots.LENGTH, 'H:i')}"


class SettingsForm(forms.ModelForm):
    class Meta:
        model = AssistantSettings
        fields = ("is_on", "keep_days")
