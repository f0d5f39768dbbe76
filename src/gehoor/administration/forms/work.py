"""How long things may take here."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.queues.models import WorkRules

CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class WorkForm(forms.ModelForm):
    """The rules of work; see `WorkRules` for what each decides."""

    class Meta:
        model = WorkRules
        fields = [
            "day_begins", "day_ends", "shift_change", "response_hours", "colleague_hours", "team_hours", "shift_hours",
            "repeat_contacts", "repeat_days",
        ]
        widgets = {"day_begins": CLOCK, "day_ends": CLOCK, "shift_change": CLOCK}

    def clean(self):
        data = super().clean()
        begins, ends, change = (data.get(name) for name in ("day_begins", "day_ends", "shift_change"))
        if begins and ends and begins >= ends:
            self.add_error("day_ends", _("The day has to end after it began."))
        elif begins and ends and change and not begins < change < ends:
            self.add_error("shift_change", _("Choose a time within the working day, or leave it empty."))
        return data
