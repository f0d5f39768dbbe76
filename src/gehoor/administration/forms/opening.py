"""When we are open: the week as people write it ("8:30-12:30, 13:00-17:00"), and days that differ."""

import re
from datetime import time, timedelta
from itertools import pairwise

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gehoor.core.working_hours import Interval
from gehoor.targets.models import SpecialDay

STRETCH = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:-|–|—|tot|to)\s*(\d{1,2})(?:[:.h](\d{2}))?", re.ASCII | re.IGNORECASE)
MOST = 6  # stretches a day
FURTHEST = timedelta(days=366 * 3)


class TimesField(forms.CharField):
    """Stretches of a day, such as "8:30-12:30, 13:00-17:00"; empty is closed. Cleans to a tuple of `Interval`."""

    def __init__(self, **options):
        super().__init__(**{"required": False, "max_length": 120, **options})

    def clean(self, value):
        text = super().clean(value)
        found = [_stretch(part.strip()) for part in re.split(r"[,;&]|\ben\b|\band\b", text) if part.strip()]
        if len(found) > MOST:
            raise forms.ValidationError(_("At most %(number)s stretches a day."), params={"number": MOST})
        found.sort()
        for (_opens, closes), (opens, _closes) in pairwise(found):
            if closes == time(0) or opens < closes:
                raise forms.ValidationError(_("Two of these times overlap."))
        return tuple(found)

    def prepare_value(self, value):
        return value if isinstance(value, str | None) else said(value)


def said(intervals) -> str:
    """The stretches as people write them."""
    return ", ".join(f"{opens:%H:%M}-{_until(closes)}" for opens, closes in intervals)


def _until(closes) -> str:
    return "24:00" if closes == time(0) else f"{closes:%H:%M}"


def _stretch(text) -> Interval:
    match = STRETCH.fullmatch(text)
    if not match:
        raise forms.ValidationError(_("“%(text)s” is not understood. Write it like 8:30-17:00."), params={"text": text[:40]})
    begin, begin_minutes, end, end_minutes = (int(part or 0) for part in match.groups())
    if (end, end_minutes) == (24, 0):
        end = 0
    if max(begin, end) > 23 or max(begin_minutes, end_minutes) > 59:
        raise forms.ValidationError(_("“%(text)s” is no time that the clock shows."), params={"text": text[:40]})
    opens, closes = time(begin, begin_minutes), time(end, end_minutes)
    if closes <= opens and closes != time(0):
        raise forms.ValidationError(_("“%(text)s” ends before it begins."), params={"text": text[:40]})
    return opens, closes


class WeekForm(forms.Form):
    """The hours of every week; a field for each weekday."""

    def __init__(self, *args, week=None, **options):
        initial = {f"day{number}": said(day) for number, day in enumerate(week)} if week else {}
        super().__init__(*args, initial=initial, **options)
        for number in range(7):
            self.fields[f"day{number}"] = TimesField(label=str(WEEKDAYS[number]).capitalize())

    def clean(self):
        data = super().clean()
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(_("Be open at some time of the week. Else nothing would ever be due."))
        return data

    @property
    def week(self):
        return tuple(self.cleaned_data[f"day{number}"] for number in range(7))


class DayForm(forms.Form):
    """A day that differs."""

    date = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    name = forms.CharField(label=gettext_lazy("What for"), max_length=80)
    kind = forms.ChoiceField(label=gettext_lazy("Then we are"), choices=SpecialDay.Kind.choices)
    times = TimesField(label=gettext_lazy("Other times"), help_text=gettext_lazy("For instance 8:30-12:00, 14:00-17:00."))

    def clean_date(self):
        day, today = self.cleaned_data["date"], timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("This day is over: what was due then stays as it was."))
        if day > today + FURTHEST:
            raise forms.ValidationError(_("Choose a day within three years."))
        return day

    def clean(self):
        data = super().clean()
        if data.get("kind") == SpecialDay.Kind.HOURS and data.get("times") == ():
            self.add_error("times", _("Say from when until when."))
        return data
