"""Who comes, and how we reach them. Only what is needed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.people.addresses import InvalidAddress, normalised_email, normalised_phone

TRAP = "your_website"  # a box that people neither see nor hear


class WhoForm(forms.Form):
    """`is_known`: the link came out of a conversation, so we know who it is. `at_home`: we come to them."""

    use_required_attribute = False  # a browser's own complaint would come before, and instead of, ours

    name = forms.CharField(
        label=_("Your name"), max_length=200, error_messages={"required": _("Write down your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.CharField(
        label=_("E-mail address"), max_length=320, required=False, help_text=_("You get the confirmation here."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Phone number"), max_length=60, required=False, help_text=_("We only call about this appointment."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    address = forms.CharField(
        label=_("Where do we come to?"), max_length=300, help_text=_("Street, number and town."),
        error_messages={"required": _("Write down where we come to.")},
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    remark = forms.CharField(
        label=_("Is there anything we should know?"), max_length=500, required=False,
        help_text=_("Such as: I use a wheelchair, I bring somebody along."), widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, at_home=False, is_known=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_known = is_known
        for name in ("name", "email", "phone") if is_known else ():
            del self.fields[name]
        if not at_home:
            del self.fields["address"]

    def clean_email(self):
        return self._normal("email", normalised_email, _("This is not an e-mail address. Look at the part around the @."))

    def clean_phone(self):
        return self._normal("phone", normalised_phone, _("This is not a phone number. Write it such as 06 12 34 56 78."))

    def clean(self):
        data = super().clean()
        if not self.is_known and not any(data.get(name) or name in self.errors for name in ("email", "phone")):
            self.add_error("email", _("Give an e-mail address or a phone number, so that we can reach you. One is enough."))
        return data

    def _normal(self, name, normalised, complaint):
        typed = self.cleaned_data[name]
        try:
            return normalised(typed) if typed else ""
        except InvalidAddress:
            raise forms.ValidationError(complaint) from None
