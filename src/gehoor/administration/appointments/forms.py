"""Forms of places, subjects and hours."""

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from gehoor.appointments.models import Closing, Opening, Place, StaffHours, Subject, Way
from gehoor.staff.models import Employee
from gehoor.staff.permissions import CAPABILITIES, Capability

CLOCK = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
CLOCK_LABELS = {"begins": _("From what time"), "ends": _("Until what time")}
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PlaceForm(forms.ModelForm):
    class Meta:
        model = Place
        fields = ["name", "address", "directions", "accessibility", "letter", "is_active"]


class SubjectForm(forms.ModelForm):
    ways = forms.MultipleChoiceField(
        label=_("How we meet"), choices=Way.choices, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one way to meet.")},
    )

    video_link = forms.URLField(
        label=_("Link of the video room"), max_length=300, required=False, assume_scheme="https",
        help_text=_("Without a link video is not offered."),
    )

    class Meta:
        model = Subject
        fields = [
            "name", "about", "minutes", "bring", "rules", "ways", "places", "team", "needs_colleague", "travel_minutes",
            "video_link", "notice_hours", "days_ahead", "reminds", "is_public", "is_active",
        ]
        widgets = {"places": forms.CheckboxSelectMultiple, "bring": forms.Textarea(attrs={"rows": 4})}

    def clean(self):
        data = super().clean()
        ways = data.get("ways", [])
        if Way.PLACE in ways and not data.get("places"):
            self.add_error("places", _("Choose at least one place, or leave that way to meet out."))
        if Way.VIDEO in ways and not data.get("video_link"):
            self.add_error("video_link", _("Give the link of the video room, or leave that way to meet out."))
        return data


class HoursForm(forms.ModelForm):
    """The same hours on one or more days of the week: a row for each."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days"), choices=list(WEEKDAYS.items()), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )

    def made(self) -> list:
        """Save and return the rows."""
        rows = [type(self.instance)(**{**self._facts(), "weekday": day}) for day in self.cleaned_data["weekdays"]]
        for row in rows:
            row.save()
        return rows

    def _facts(self) -> dict:
        return {field.attname: getattr(self.instance, field.attname) for field in self.instance._meta.concrete_fields if not field.primary_key}

    def clean(self):
        data = super().clean()
        if data.get("begins") and data.get("ends") and data["ends"] <= data["begins"]:
            self.add_error("ends", _("“Until” comes before “from”."))
        return data


class OpeningForm(HoursForm):
    field_order = ["weekdays"]

    class Meta:
        model = Opening
        fields = ["begins", "ends", "kind", "capacity"]
        widgets, labels = {"begins": CLOCK, "ends": CLOCK}, CLOCK_LABELS


class StaffHoursForm(HoursForm):
    field_order = ["employee", "way", "place", "weekdays"]

    class Meta:
        model = StaffHours
        fields = ["employee", "way", "place", "begins", "ends"]
        widgets, labels = {"begins": CLOCK, "ends": CLOCK}, CLOCK_LABELS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        handling = [role for role, able in CAPABILITIES.items() if Capability.HANDLE in able]
        self.fields["employee"].queryset = Employee.objects.filter(is_active=True, role__in=handling)

    def clean(self):
        data = super().clean()
        if data.get("way") == Way.PLACE and not data.get("place"):
            self.add_error("place", _("Choose at which place."))
        elif data.get("way") != Way.PLACE:
            data["place"] = None
        return data


class ClosingForm(forms.ModelForm):
    class Meta:
        model = Closing
        fields = ["place", "first_day", "last_day", "reason"]
        widgets = {"first_day": DAY, "last_day": DAY}
        labels = {"place": _("Place")}
        help_texts = {"place": _("Leave it open for everywhere.")}

    def clean(self):
        data = super().clean()
        if data.get("first_day") and data.get("last_day") and data["last_day"] < data["first_day"]:
            self.add_error("last_day", _("The last day lies before the first."))
        return data
