"""What somebody without an account fills in to begin: where they may be reached, and whether we may see where they came from."""

import json

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.lines import skills
from gehoor.people.addresses import InvalidAddress, normalised_email, normalised_phone

from .newcomer import page_of, title_of

MOST_PAGES = 10  # pages read before that are kept
NO_MAIL = _("This is not an e-mail address. Check it, or leave it empty.")
NO_PHONE = _("This is not a phone number. Check it, or leave it empty.")
ONCE = r"^[A-Za-z0-9_-]{8,40}$"  # what a page makes to tell one sending from another


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


class Topical(forms.Form):
    """Which of our subjects it is, where an employee's are written down: who knows it is asked first. Optional."""

    topic = forms.CharField(label=_("Subject"), required=False, widget=forms.Select, help_text=_(
        "Is yours among these? Then somebody who knows about it helps you, where they are there."))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.topics = skills.known_by_anyone()
        if self.topics:
            self.fields["topic"].widget.choices = [("", _("Something else")), *((one, one) for one in self.topics)]
        else:
            del self.fields["topic"]

    def clean_topic(self):
        """What is none of ours any more is something else."""
        chosen = self.cleaned_data["topic"]
        return chosen if chosen in self.topics else ""


class CameFrom(forms.Form):
    """`agrees` is the consent to show where they came from; nothing of that is kept without: see `shared`."""

    agrees = forms.BooleanField(label=_("The employee may see which pages I looked at before"), required=False)
    came_from = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    page_title = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    pages_read = forms.CharField(required=False, max_length=8000, widget=forms.HiddenInput)
    page = forms.RegexField(ONCE, widget=forms.HiddenInput)

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

    def shared(self) -> dict:
        """What may be kept of where they came from."""
        names = ("came_from", "page_title", "pages_read")
        return {name: self.cleaned_data[name] for name in names} if self.cleaned_data["agrees"] else {}

    def told(self) -> dict[str, str]:
        """What the page says beside the consent: "" where nothing is known."""
        return {
            "came_from": page_of(str(self["came_from"].value() or "")), "page_title": title_of(str(self["page_title"].value() or "")),
        }
