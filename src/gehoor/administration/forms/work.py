"""How long things may take here."""

from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.queues.models import WorkRules
from gehoor.targets import calendar


class WorkForm(forms.ModelForm):
    """The rules of work; see `WorkRules` for what each decides."""

    class Meta:
        model = WorkRules
        fields = [
            "shift_change", "colleague_hours", "team_hours", "shift_hours", "repeat_contacts", "repeat_days", "chat_minutes",
        ]
        widgets = {"shift_change": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")}

    def clean_shift_change(self):
        change, week = self.cleaned_data["shift_change"], calendar.current().hours().week
        if change and not any(opens < change < (time.max if closes == time(0) else closes) for day in week for opens, closes in day):
            raise forms.ValidationError(_("Choose a time at which you are open, or leave it empty."))
        return change
