"""What the organisation decides on access."""

from django import forms

from gehoor.trust.models import TrustSettings


class TrustForm(forms.ModelForm):
    class Meta:
        model = TrustSettings
        fields = [
            "sends_link", "link_days", "names_shown", "shows_calls", "glass_for", "glass_minutes", "outsourced_see_status",
        ]
        widgets = {"names_shown": forms.RadioSelect, "glass_for": forms.RadioSelect}
