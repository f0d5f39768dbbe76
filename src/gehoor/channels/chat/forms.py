"""What somebody without an account fills in to chat."""

import hashlib

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.callbacks.numbers import NotToBeCalled, callable_number
from gehoor.postroom import citing
from gehoor.postroom.files_field import FilesField
from gehoor.postroom.newcomer_forms import CameFrom, Reachable, ReachableByMail, Topical

LONGEST = 5000  # characters of one message
TOO_LONG = _("Use at most %(limit_value)d characters; you have %(show_value)d.")


def sending(page: str, *said) -> str:
    """What is the same only where the same was sent from the same page: who goes back and writes something else sends that too."""
    return hashlib.sha256(repr((page, *said)).encode()).hexdigest()[:40]


class StartForm(CameFrom, Topical, Reachable):
    """The first question."""

    question = forms.CharField(
        label=_("What is your question?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4, "data-autogrow": True}),
        error_messages={"required": _("Write your question first."), "max_length": TOO_LONG},
    )
    name = forms.CharField(label=_("Your name"), required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))

    field_order = ("question", "topic", "name", "mail", "phone", "agrees")

    @property
    def sending(self) -> str:
        return sending(self.cleaned_data["page"], self.cleaned_data["question"])


class SayForm(forms.Form):
    """One message; text or files. What `once` cleans to tells one sending from another, and from another text out of the same page."""

    text = forms.CharField(
        label=_("Your message"), max_length=LONGEST, required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-autogrow": True}), error_messages={"max_length": TOO_LONG},
    )
    files = FilesField(label=_("Files"), required=False)
    once = forms.RegexField(r"^[A-Za-z0-9_-]{8,64}$", widget=forms.HiddenInput)
    cites = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_cites(self):
        """Ids of the versions that it tells; only what employees say carries any."""
        return [one.version for one in citing.read(self.cleaned_data["cites"])]

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("text", "").strip() and not data.get("files"):
            self.add_error("text", _("Write your message first."))
        if "once" in data:
            said = (data.get("text"), *((file.name, len(file.content)) for file in data.get("files") or ()))
            data["once"] = sending(data["once"], said)
        return data


class ByMailForm(ReachableByMail):
    """Where an employee goes on by mail."""

    def clean_mail(self):
        if mail := super().clean_mail():
            return mail
        raise forms.ValidationError(_("Type the e-mail address first to which we write."))


class GoOnForm(Reachable):
    """Where to go on from here: one of the two."""

    way = forms.ChoiceField(choices=[("mail", ""), ("call", "")])

    def clean(self):
        data = super().clean()
        if data.get("way") == "call" and data.get("phone"):
            try:
                data["phone"] = callable_number(data["phone"])
            except NotToBeCalled as problem:
                self.add_error("phone", str(problem))
        needed = {"mail": "mail", "call": "phone"}.get(data.get("way"))
        if needed and not self.errors and not data.get(needed):
            self.add_error(needed, _("Type the address or number first where we can reach you."))
        return data
