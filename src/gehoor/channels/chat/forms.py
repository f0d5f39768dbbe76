"""What somebody without an account fills in to chat."""

import json
import secrets
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.callbacks.numbers import NotToBeCalled, callable_number
from gehoor.people.addresses import InvalidAddress, normalised_email, normalised_phone
from gehoor.postroom.files_field import FilesField

LONGEST = 5000  # characters of one message
LONGEST_TITLE = 150
MOST_PAGES = 10  # pages read before that are kept
TOO_LONG = _("Use at most %(limit_value)d characters; you have %(show_value)d.")
NO_MAIL = _("This is not an e-mail address. Check it, or leave it empty.")
NO_PHONE = _("This is not a phone number. Check it, or leave it empty.")


def once() -> str:
    """What tells one sending from another, so that the same one sent twice changes nothing."""
    return secrets.token_urlsafe(12)


def page_of(address: str) -> str:
    """A page as we keep it: without what was searched or filled in there; "" where it is none."""
    try:
        parts = urlsplit(address.strip()[:500])
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}{parts.path}" if parts.scheme in ("http", "https") and parts.netloc else ""


def title_of(text: str) -> str:
    """The title of a page on one line, as much of it as we keep."""
    return " ".join(text.split())[:LONGEST_TITLE]


class ReachableByMail(forms.Form):
    """Where to go on by mail; optional."""

    mail = forms.CharField(label=_("E-mail address"), required=False, max_length=320,
                           widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def clean_mail(self):
        return self._normalised("mail", normalised_email, NO_MAIL)

    def _normalised(self, name, normalise, complaint):
        text = self.cleaned_data[name].strip()
        try:
            return normalise(text) if text else ""
        except InvalidAddress as error:
            raise forms.ValidationError(complaint) from error


class Reachable(ReachableByMail):
    """Where to go on when the line breaks; both optional."""

    phone = forms.CharField(label=_("Phone number"), required=False, max_length=40,
                            widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}))

    def clean_phone(self):
        return self._normalised("phone", normalised_phone, NO_PHONE)


class StartForm(Reachable):
    """The first question. `agrees` is the consent to show where they came from; nothing of that is kept without."""

    question = forms.CharField(
        label=_("What is your question?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4, "data-autogrow": True}),
        error_messages={"required": _("Write your question first."), "max_length": TOO_LONG},
    )
    name = forms.CharField(label=_("Your name"), required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    agrees = forms.BooleanField(label=_("The employee may see which pages I looked at before"), required=False)
    came_from = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    page_title = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    pages_read = forms.CharField(required=False, max_length=8000, widget=forms.HiddenInput)
    page = forms.RegexField(r"^[A-Za-z0-9_-]{8,40}$", widget=forms.HiddenInput)

    field_order = ("question", "name", "mail", "phone", "agrees")

    def clean_came_from(self):
        return page_of(self.cleaned_data["came_from"])

    def clean_page_title(self):
        return title_of(self.cleaned_data["page_title"])

    def clean_pages_read(self):
        """A list of addresses; whatever else a page sends is left out."""
        try:
            told = json.loads(self.cleaned_data["pages_read"] or "[]")
        except ValueError:
            return []
        pages = [page_of(one) for one in told if isinstance(one, str)] if isinstance(told, list) else []
        return list(dict.fromkeys(filter(None, pages)))[:MOST_PAGES]


class SayForm(forms.Form):
    """One message; text or files."""

    text = forms.CharField(
        label=_("Your message"), max_length=LONGEST, required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-autogrow": True}), error_messages={"max_length": TOO_LONG},
    )
    files = FilesField(label=_("Files"), required=False)
    once = forms.RegexField(r"^[A-Za-z0-9_-]{8,64}$", widget=forms.HiddenInput)

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("text", "").strip() and not data.get("files"):
            self.add_error("text", _("Write your message first."))
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
