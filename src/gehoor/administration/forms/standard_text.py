"""Changing a text that goes out by itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.postroom.models import StandardText


class StandardTextForm(forms.ModelForm):
    """Subject and text. An empty line parts paragraphs."""

    class Meta:
        model = StandardText
        fields = ["subject", "body"]
        labels = {"subject": _("Subject"), "body": _("Text")}
        help_texts = {"body": _("Short sentences, plain words. An empty line starts a new paragraph.")}
        widgets = {"body": forms.Textarea(attrs={"rows": 14, "data-autogrow": ""})}
