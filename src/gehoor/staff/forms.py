"""allauth's forms as our pages show them: ready to type in, and help where the Tab key comes last."""

from allauth.account import forms
from django.utils.translation import gettext as _


class LoginForm(forms.LoginForm):
    """The page itself says, below the button, what to do about a forgotten password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        self.fields["login"].widget.attrs["autofocus"] = True


class ChangePasswordForm(forms.ChangePasswordForm):
    """The same for choosing another password, which has to be another."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""
        self.fields["oldpassword"].widget.attrs["autofocus"] = True

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("password1") and cleaned["password1"] == cleaned.get("oldpassword"):
            self.add_error("password1", _("This is the password you have now. Choose another one."))
        return cleaned
