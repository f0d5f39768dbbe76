"""Which number we call, and what about."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.callbacks.numbers import NotToBeCalled, callable_number
from gehoor.people.addresses import InvalidAddress, normalised_email
from gehoor.postroom.newcomer_forms import Topical

TRAP = "your_website"  # a box that people neither see nor hear


class Number(forms.CharField):
    """A number we can call, as kept in a DigitalAddress."""

    def __init__(self, **options):
        widget = forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})
        super().__init__(max_length=60, widget=widget, **options)

    def clean(self, value):
        typed = super().clean(value)
        try:
            return callable_number(typed) if typed else ""
        except NotToBeCalled as refusal:
            raise forms.ValidationError(str(refusal)) from None


class WhoForm(Topical, forms.Form):
    """Only the number is needed."""

    use_required_attribute = False  # a browser's own complaint would come before, and instead of, ours

    number = Number(label=_("Your phone number"), error_messages={"required": _("Write down the number we can call you on.")})
    name = forms.CharField(
        label=_("Your name"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Then we know whom to ask for."),
    )
    about = forms.CharField(
        label=_("What is it about?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Then we can look into it before we call. Do not write down a citizen service number or bank details."),
    )
    email = forms.CharField(
        label=_("E-mail address"), max_length=320, required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("You get a confirmation here, and a message when we cannot reach you."),
    )

    def clean_email(self):
        typed = self.cleaned_data["email"]
        try:
            return normalised_email(typed) if typed else ""
        except InvalidAddress:
            raise forms.ValidationError(_("This is not an e-mail address. Look at the part around the @.")) from None


class MoveForm(forms.Form):
    """Another number, where the person wants one."""

    number = Number(label=_("Another number"), required=False, help_text=_("Leave it empty and we call the number we have."))
