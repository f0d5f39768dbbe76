"""A new target, from a day that is still to come."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gehoor.targets.norms import Measure, Norm, Unit

UNITS = {Measure.PICK_UP: [Unit.SECONDS], Measure.CONFIRM: [Unit.HOURS, Unit.DAYS], Measure.ANSWER: [Unit.DAYS, Unit.HOURS]}
MOST = {Unit.SECONDS: 3600, Unit.HOURS: 400, Unit.DAYS: 60}


class TargetForm(forms.Form):
    """How soon on one channel; `timed` are the measures that it has."""

    measure = forms.ChoiceField(label=gettext_lazy("What"))
    amount = forms.IntegerField(
        label=gettext_lazy("Within"), min_value=0, max_value=3600,
        help_text=gettext_lazy("0 working days is the same working day; 0 seconds is at once."),
    )
    unit = forms.ChoiceField(label=gettext_lazy("Counted in"), choices=Unit)
    since = forms.DateField(
        label=gettext_lazy("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Tomorrow at the earliest. What came in before is judged by what held then."),
    )
    source = forms.CharField(label=gettext_lazy("Why, or from where"), max_length=200, required=False)

    def __init__(self, *args, timed, **options):
        super().__init__(*args, **options)
        self.fields["measure"].choices = [(one.value, one.label) for one in timed]
        allowed = [unit for unit in Unit if any(unit in UNITS[one] for one in timed)]
        self.fields["unit"].choices = [(unit.value, unit.label) for unit in allowed]

    def clean_since(self):
        since, today = self.cleaned_data["since"], timezone.localdate()
        if since <= today:
            raise forms.ValidationError(_("Choose tomorrow or later: what people were judged by until today stays."))
        if since > today + timedelta(days=366 * 3):
            raise forms.ValidationError(_("Choose a day within three years."))
        return since

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        measure, unit = Measure(data["measure"]), Unit(data["unit"])
        if unit not in UNITS[measure]:
            self.add_error("unit", _("“%(measure)s” is not counted in %(unit)s.") % {"measure": measure.label, "unit": unit.label})
        elif data["amount"] > MOST[unit] or (unit == Unit.HOURS and not data["amount"]):
            least = 1 if unit == Unit.HOURS else 0
            self.add_error("amount", _("Choose %(least)s to %(most)s.") % {"least": least, "most": MOST[unit]})
        return data

    @property
    def norm(self) -> Norm:
        data = self.cleaned_data
        return Norm(Unit(data["unit"]), data["amount"], data["source"].strip())
