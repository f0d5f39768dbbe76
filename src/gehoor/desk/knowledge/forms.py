"""What a colleague says of an article."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.knowledge.models import Remark
from gehoor.knowledge.models.remark import LONGEST


class RemarkForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is it about?"), choices=Remark.Kind.choices, required=False, widget=forms.RadioSelect,
                             initial=Remark.Kind.WRONG)
    text = forms.CharField(label=_("What should the owner know?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3, "data-autogrow": True}),
                           error_messages={"required": _("Write what is wrong, unclear or missing.")})
