"""What a person can write on the page of their conversation."""

import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.postroom.files_field import FilesField


class CodeForm(forms.Form):
    """The code of a link, as it stands on a letter."""

    code = forms.CharField(
        label=_("The code from our letter"), max_length=60, error_messages={"required": _("Type the code first.")},
        help_text=_("Three groups of four letters and figures, such as K7P2-9XQM-4TRW. Capitals and dashes do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "code"}),
    )

    def refuse(self, too_often: bool):
        """Say what to do next. `too_often` was tried wrongly from this place."""
        if too_often:
            self.add_error(None, _("That was often wrong. Wait a quarter of an hour, or call us: then we look together."))
        elif not self.errors:
            self.add_error("code", _("We do not know this code. Compare it with the letter once more, or call us."))


def new_page() -> str:
    """What tells one showing of the page from another, so that sending the same one twice changes nothing."""
    return secrets.token_urlsafe(12)


class WriteForm(forms.Form):
    text = forms.CharField(
        label=_("Your message"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 5, "data-autogrow": True}),
        error_messages={"required": _("Write your message first."),
                        "max_length": _("Use at most %(limit_value)d characters; you have %(show_value)d.")},
    )
    files = FilesField(
        label=_("Files"), required=False, help_text=_("At most 10 files, 25 MB together: photos, PDF, documents.")
    )
    page = forms.CharField(max_length=40, widget=forms.HiddenInput)


def _words(label, help_text="", **more):
    widget = forms.Textarea(attrs={"rows": 4, "data-autogrow": True})
    too_long = {"max_length": _("Use at most %(limit_value)d characters; you have %(show_value)d.")}
    return forms.CharField(
        label=label, help_text=help_text, widget=widget, max_length=5000, required=False, error_messages=too_long, **more
    )


class BeforehandForm(forms.Form):
    """What somebody wants to reach in a planned talk, and to talk about."""

    goal = _words(_("What do you want to reach with this talk?"))
    text = _words(_("What do you want to talk about?"), _("Does the time not suit you? You can write that here too."))
    page = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean(self):
        data = super().clean()
        if not self.errors and not (data.get("goal", "").strip() or data.get("text", "").strip()):
            self.add_error("text", _("Write something first, in one of the two boxes."))
        return data


class CorrectionForm(forms.Form):
    """What is not right in what we wrote down."""

    text = _words(_("What is not right?"), _("We leave what stands there, and put your words beside it."))
    page = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean_text(self):
        text = self.cleaned_data["text"].strip()
        if not text:
            raise forms.ValidationError(_("Write down first what is not right."))
        return text
