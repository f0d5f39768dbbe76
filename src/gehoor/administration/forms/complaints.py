"""By which rules complaints are handled."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.complaints.models import ComplaintRules
from gehoor.staff.models import Team


class ComplaintRulesForm(forms.ModelForm):
    """See `ComplaintRules` for what each decides."""

    external_site = forms.URLField(label=_("its website"), assume_scheme="https", required=False, help_text=_("Begins with https://."))

    class Meta:
        model = ComplaintRules
        fields = [
            "law", "committee_advises", "weeks", "extension_weeks", "call_days", "team", "topics", "external_name", "external_site",
            "external_address",
        ]
        widgets = {"topics": forms.Textarea(attrs={"rows": 7, "data-autogrow": True})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.order_by("name")
