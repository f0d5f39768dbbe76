"""How we call back."""

from django import forms

from gehoor.callbacks.models import CallBackRules


class CallBackRulesForm(forms.ModelForm):
    """See `CallBackRules` for what each decides."""

    class Meta:
        model = CallBackRules
        fields = ["per_half_hour", "days_ahead", "pause_minutes", "tries"]
