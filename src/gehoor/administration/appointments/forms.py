"""Forms of places, subjects and hours."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.appointments.models import Closing, Opening, Place, StaffHours, Subject, Way
from gehoor.staff.models import Employee
from gehoor.staff.permissions import CAPABILITIES, Capability

CLOCK = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PlaceForm(forms.ModelForm):
    class Meta:
        model = Place
        fields = ["name", "address", "directions", "accessibility", "letter", "is_active"]


class SubjectForm(forms.ModelForm):
    ways = forms.MultipleChoiceField(
        label=_("how we meet"), choices=Way.choices, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one way to meet.")},
    )

    video_link = forms.URLField(
        label=_("link of the video room"), max_length=300, required=False, assume_scheme="https",
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


class EndsLater:
    """A mix-in: until comes after from."""

    def clean(self):
        data = super().clean()
        if data.get("begins") and data.get("ends") and data["ends"] <= data["begins"]:
            self.add_error("ends", _("“Until” comes before “from”."))
        return data


class OpeningForm(EndsLater, forms.ModelForm):
    class Meta:
        model = Opening
        fields = ["weekday", "begins", "ends", "kind", "capacity"]
        widgets = {"begins": CLOCK, "ends": CLOCK}


class StaffHoursForm(EndsLater, forms.ModelForm):
    class Meta:
        model = StaffHours
        fields = ["employee", "way", "place", "weekday", "begins", "ends"]
        widgets = {"begins": CLOCK, "ends": CLOCK}

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
        labels = {"place": _("place")}
        help_texts = {"place": _("Leave it open for everywhere.")}

    def clean(self):
        data = super().clean()
        if data.get("first_day") and data.get("last_day") and data["last_day"] < data["first_day"]:
            self.add_error("last_day", _("The last day lies before the first."))
        return data
