"""Which websites may show our contact page in a panel."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gehoor.core import origins
from gehoor.core.models import OrganisationSettings


class WidgetForm(forms.ModelForm):
    """Sites, one a line."""

    class Meta:
        model = OrganisationSettings
        fields = ["widget_sites"]
        widgets = {"widget_sites": forms.Textarea(attrs={"rows": 4, "data-autogrow": True, "spellcheck": "false"})}
        labels = {"widget_sites": gettext_lazy("Your websites")}
        help_texts = {"widget_sites": gettext_lazy(
            "One address on a line, such as https://www.example.nl. There the panel shows hours and waits. On a site that is "
            "not named here it shows the same ways in as plain links."
        )}

    def clean_widget_sites(self):
        try:
            return "\n".join(origins.read(self.cleaned_data["widget_sites"]))
        except origins.NoOrigin as error:
            raise forms.ValidationError(_("“%(line)s” is not the address of a website."), params={"line": str(error)[:100]}) from None
