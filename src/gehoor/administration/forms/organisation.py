"""What the organisation says of itself."""

from urllib.parse import urlsplit

from django import forms
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.utils.translation import gettext_lazy as _

from gehoor.core.models import OrganisationSettings


class OrganisationForm(forms.ModelForm):
    """Name and ways to reach it, and what it asks of its employees."""

    website = forms.URLField(
        label=_("Website"), assume_scheme="https", required=False, help_text=_("Begins with https://.")
    )

    class Meta:
        model = OrganisationSettings
        fields = [
            "name", "phone", "phone_abroad", "visit", "postal_address", "urgent_phone", "urgent_for", "opening_hours", "website",
            "house_style", "require_two_factor", "calendar_servers",
        ]
        widgets = {
            name: forms.Textarea(attrs={"rows": rows, "data-autogrow": True})
            for name, rows in (("opening_hours", 3), ("calendar_servers", 2), ("postal_address", 2))
        }
        labels = {"house_style": _("House style")}
        help_texts = {
            "name": _("Stands under every message that goes out."),
            "phone": _("Stands in confirmations, so that people can also call. Empty: the sentence about calling is left out."),
            "visit": _("Street and town of the counter. Empty: the sentence about visiting is left out."),
            "phone_abroad": _("Begins with +31. Numbers such as 14 0xx cannot be called from abroad."),
            "postal_address": _("Where letters go, as it stands on an envelope."),
            "urgent_phone": _(
                "Stands on the contact page day and night, and on top of it when you are closed. Empty: no such number."
            ),
            "urgent_for": _("In one sentence: what people may call it for. For danger to life the page names 112 by itself."),
            "opening_hours": _(
                "When people can call or come by, as you would say it. Stands with the number on every page for residents."
            ),
            "house_style": _("Name of a style sheet with your own colours, as its place under static/. Empty: that of Gehoor."),
            "require_two_factor": _(
                "Everyone then needs a code from an app on their phone. Who has not set that up is led there at the next page."
            ),
            "calendar_servers": _(
                "One address on a line, such as https://calendar.example.nl. Only there can employees connect their own "
                "calendar. Empty: nobody can."
            ),
        }

    def clean_calendar_servers(self):
        """Addresses that are not quite right would quietly let nobody in."""
        addresses = self.cleaned_data["calendar_servers"].split()
        for address in addresses:
            there = urlsplit(address)
            if there.scheme not in ("https", "http") or not there.hostname or there.path.strip("/") or there.username:
                raise forms.ValidationError(
                    _("%(address)s is not the address of a server. It looks like https://calendar.example.nl, with nothing after it."),
                    params={"address": address[:100]},
                )
        return "\n".join(address.rstrip("/") for address in addresses)

    def clean_house_style(self):
        """A sheet that is not there would leave every page without colours of its own, silently."""
        name = self.cleaned_data["house_style"].strip()
        try:
            is_there = not name or (name.endswith(".css") and finders.find(name))
        except (SuspiciousFileOperation, ValueError):
            is_there = False
        if not is_there:
            raise forms.ValidationError(_("There is no style sheet of that name under static/."))
        return name
