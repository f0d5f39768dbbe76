"""Several files in a form of somebody without an account."""

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from .inbound import InboundFile

MOST_FILES = 10
MOST_BYTES = 25 * 1024 * 1024  # together


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Cleans to a tuple of `InboundFile`."""

    widget = SeveralFiles(attrs={"multiple": True})

    def clean(self, data, initial=None):
        files = [super(FilesField, self).clean(one, initial) for one in data or []]
        total = sum(file.size for file in files)
        if len(files) > MOST_FILES or total > MOST_BYTES:
            if len(files) == 1:
                raise forms.ValidationError(
                    _("This file is %(total)s, and at most %(limit)s can be sent. Your text is kept; choose a smaller file."),
                    params={"total": filesizeformat(total), "limit": filesizeformat(MOST_BYTES)},
                )
            raise forms.ValidationError(
                _("You chose %(number)s files of %(total)s together. At most %(files)s, and %(limit)s together, can be "
                  "sent at once. Your text is kept; choose fewer or smaller files."),
                params={"number": len(files), "total": filesizeformat(total), "files": MOST_FILES,
                        "limit": filesizeformat(MOST_BYTES)},
            )
        return tuple(
            InboundFile(file.name[:255], file.content_type or "application/octet-stream", file.read()) for file in files
        )
