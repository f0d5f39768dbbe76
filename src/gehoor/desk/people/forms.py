"""What employees fill in about a person."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.people.models import GivenHow, Need

from ..forms import AddressForm


class WordsForm(forms.Form):
    """Name and needs, as the person says them."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    anonymous = forms.BooleanField(label=_("Wants to give no name"), required=False)
    needs = forms.MultipleChoiceField(
        label=_("Asked us to mind"), choices=Need.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    stated_needs = forms.CharField(
        label=_("In their own words"), max_length=300, required=False,
        help_text=_("Only what the person says, no opinion of ours. The person can see this."),
    )


class NewPersonForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=200, error_messages={"required": _("Type a name first.")}
    )
    address = AddressForm.base_fields["address"]
    is_organisation = forms.BooleanField(label=_("This is an organisation"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["address"].required = False

    def clean_address(self):
        return AddressForm.clean_address(self) if self.cleaned_data["address"] else ""


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"), max_length=300, error_messages={"required": _("Say in a few words why. Others will read it.")},
        help_text=_("In words that the person may read too, such as: gave the same date of birth and number by phone."),
    )


class PermissionForm(forms.Form):
    """Who may act for the person, for what, how long, and how they said so."""

    helper = forms.CharField(
        label=_("Who helps?"), max_length=200, help_text=_("Name, number or e-mail address of the helper."),
        error_messages={"required": _("Say who the helper is.")},
    )
    relation = forms.CharField(
        label=_("Who is that to the person?"), max_length=80, required=False, help_text=_("Such as: daughter, mentor."),
    )
    scope = forms.CharField(
        label=_("What may the helper do?"), max_length=300, help_text=_("Such as: everything about the benefit."),
        error_messages={"required": _("Write down what the helper may do, in the person's words.")},
    )
    given_how = forms.ChoiceField(
        label=_("How was the permission given?"), choices=GivenHow.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the permission was given.")},
    )
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave it empty where it has no end."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix="helper", **kwargs)

    def clean(self):
        data = super().clean()
        data["since"] = data.get("since") or timezone.localdate()
        if data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("The last day lies before the first."))
        return data


class SpeakerForm(forms.Form):
    """A contact person of an organisation, or the organisation of a contact person."""

    who = forms.CharField(label=_("Name, number or e-mail address"), max_length=200,
                          error_messages={"required": _("Say who it is.")})
    role = forms.CharField(label=_("Role"), max_length=80, required=False, help_text=_("In words, such as: bookkeeper."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix="speaker", **kwargs)
