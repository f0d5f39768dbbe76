"""What employees fill in with letters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.staff.models import Team

LONGEST_NAME = 200


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ScansField(forms.FileField):
    """One or more files; cleans to a list of uploads."""

    widget = SeveralFiles(attrs={"multiple": True, "accept": ".pdf,.tif,.tiff,.heic,.heif,image/jpeg,image/png,image/webp"})

    def clean(self, data, initial=None):
        return [super(ScansField, self).clean(one, initial) for one in data or [None]]


class BringForm(forms.Form):
    """Scans and photos, and the team they are for."""

    files = ScansField(
        label=_("Scans or photos"), allow_empty_file=True, error_messages={"required": _("Choose a file first.")},
        help_text=_("PDF, JPEG, HEIC, PNG, TIFF or WebP, at most 55 MB at once."),
    )
    one_letter = forms.BooleanField(
        label=_("These files are the pages of one letter, in this order"), required=False,
        help_text=_("Otherwise each file is a letter, or a pile with separator sheets."),
    )
    team = forms.ModelChoiceField(queryset=Team.objects.all(), required=False)


class TypeForm(forms.Form):
    """What the letter says, as somebody read it."""

    text = forms.CharField(
        label=_("What the letter says"), max_length=200_000,
        error_messages={"required": _("Type what the letter says, or what it comes down to.")},
        widget=forms.Textarea(attrs={"rows": 16, "data-autogrow": True}),
    )


class SheetForm(forms.Form):
    """For which team the letters after a separator sheet are; none for the default."""

    team = forms.ModelChoiceField(queryset=Team.objects.all(), required=False, to_field_name="slug")
