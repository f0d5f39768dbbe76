"""What employees fill in about planned talks."""

from datetime import date, datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gehoor.conversations.models import Conversation
from gehoor.people.models import Representation
from gehoor.planning.models import MomentKind, Plan, State
from gehoor.planning.models.plan import MOST_DATES

from .who import WhoField, key

EARLIEST = 31  # days back that a first talk may lie
LATEST = 10 * 366  # days ahead


def rhythms() -> list[tuple[int, str]]:
    """Every so many months, in words; 0 is: days that somebody chooses."""
    return [
        (1, _("every month")), *((number, _("every %d months") % number) for number in (2, 3, 4, 6)),
        (12, _("every year")), (24, _("every two years")), (0, _("on days that I choose")),
    ]


def day_input(**attrs):
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **attrs})


class RhythmForm(forms.Form):
    """How often, from which day."""

    every = forms.TypedChoiceField(label=gettext_lazy("How often?"), choices=rhythms, coerce=int, initial=6)
    begins_on = forms.DateField(
        label=gettext_lazy("First one from"), widget=day_input(), required=False,
        help_text=gettext_lazy("The first talk takes place on this day or in the weeks after it."),
    )
    dates = forms.CharField(
        label=gettext_lazy("Days that you choose"), required=False, max_length=600,
        widget=forms.Textarea(attrs={"rows": 2, "data-autogrow": True}),
        help_text=gettext_lazy("One on each line, such as 1-12-2026. Only if you chose that above."),
    )

    def clean_begins_on(self):
        """Not long past: what lies behind cannot be planned."""
        day, today = self.cleaned_data["begins_on"], timezone.localdate()
        if day and (today - day).days > EARLIEST:
            raise forms.ValidationError(_("This day is too long ago. Choose the day of the next talk."))
        if day and (day - today).days > LATEST:
            raise forms.ValidationError(_("This day is more than ten years ahead. Look at the year."))
        return day

    def clean_dates(self):
        """Days as people type them, each once, in order."""
        found = {_day(line) for line in self.cleaned_data["dates"].split()}
        if len(found) > MOST_DATES:
            raise forms.ValidationError(_("Choose at most %(most)d days."), params={"most": MOST_DATES})
        return sorted(found)

    def clean(self):
        data = super().clean()
        if data.get("every") == 0:
            if not data.get("dates") and "dates" not in self.errors:
                self.add_error("dates", _("Write down the days on which it takes place."))
            data["begins_on"] = next(iter(data.get("dates") or []), None)
        elif "begins_on" not in self.errors and not data.get("begins_on"):
            self.add_error("begins_on", _("Say from which day the first talk takes place."))
        return data

    @property
    def rhythm(self) -> dict:
        """As a plan keeps it: every so many months, or dates."""
        data = self.cleaned_data
        return {"begins_on": data["begins_on"], "every": data["every"] or None, "dates": [] if data["every"] else data["dates"]}


class AnotherRhythmForm(RhythmForm):
    """The rhythm of a plan that runs, and why it changes."""

    rhythm_reason = forms.CharField(
        label=gettext_lazy("Why does it change?"), max_length=300,
        help_text=gettext_lazy("The person may read it. What was held or agreed stays as it is."),
        error_messages={"required": gettext_lazy("Say in a few words why. The person may read it.")},
    )

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["begins_on"].label = _("From which day?")
        coming = plan.moments.open().filter(at=None, from_on__gte=timezone.localdate()).order_by("number").values_list("from_on", flat=True)
        self.initial |= {"every": plan.every_months or 0, "begins_on": coming.first() or plan.next_on}
        self.initial["dates"] = "\n".join(f"{day:%d-%m-%Y}" for day in plan.dates)

    def clean(self):
        data = super().clean()
        if self.plan.ends_on and data.get("begins_on") and self.plan.ends_on < data["begins_on"]:
            self.add_error("begins_on", _("The plan ends before this day. Change its last day first."))
        return data


class PlanForm(forms.ModelForm):
    """Who does it, how the person wants it and hears of it: what may change while a plan runs."""

    who = WhoField()
    helpers = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Who hears of it too?"),
        help_text=gettext_lazy("Only as long as the permission holds, and only if the person wants it."),
    )

    class Meta:
        model = Plan
        fields = ["wish", "tells", "ends_on", "weeks"]
        widgets = {"ends_on": day_input(), "tells": forms.RadioSelect}
        help_texts = {
            "ends_on": gettext_lazy("Empty: it goes on until somebody stops it."),
            "weeks": gettext_lazy("Counted from the planned day. After that it is shown as overdue."),
        }

    def __init__(self, *args, person, employee, **kwargs):
        super().__init__(*args, **kwargs)
        self.person, self.employee = person, employee
        self.fields["who"].offer(employee, self.instance.team_id)
        valid = Representation.objects.valid().filter(person=person).select_related("helper")
        self.permissions = {str(one.pk): one for one in valid}
        self.fields["helpers"].choices = [(pk, str(one)) for pk, one in self.permissions.items()]
        if self.instance.pk:
            self.initial["who"] = key(self.instance.team_id, self.instance.employee_id)
            self.initial["helpers"] = list(self.instance.helpers.values_list("pk", flat=True))
        elif employee.team_ids:
            self.initial["who"] = key(self._own_team(), employee.pk)

    def _own_team(self) -> int:
        """The team of this employee that does such talks, else any of theirs."""
        doing = MomentKind.objects.filter(is_used=True, team_id__in=self.employee.team_ids).values_list("team_id", flat=True)
        return doing.first() or min(self.employee.team_ids)

    def clean_helpers(self):
        """The permissions themselves."""
        return [self.permissions[pk] for pk in self.cleaned_data["helpers"]]

    def clean_ends_on(self):
        """After the first one."""
        day, begins = self.cleaned_data["ends_on"], self.cleaned_data.get("begins_on") or self.instance.begins_on
        if day and begins and day < begins:
            raise forms.ValidationError(_("The last day lies before the first."))
        return day

    def clean(self):
        data = super().clean()
        if "who" in data:
            self.instance.team_id, self.instance.employee_id = data["who"]
        return data

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"conversation", "dates", "begins_on", "every_months"}

    def validate_constraints(self):
        """Said beside the fields already, in words."""


class NewPlanForm(RhythmForm, PlanForm):
    """A plan that begins: of which kind, how often, and in which conversation it is told."""

    kind = forms.ModelChoiceField(
        MomentKind.objects.none(), label=gettext_lazy("What kind of talk?"), empty_label=None,
        error_messages={"required": gettext_lazy("Choose what kind of talk it is.")},
    )
    told_in = forms.ChoiceField(
        label=gettext_lazy("In which conversation?"), required=False,
        help_text=gettext_lazy("Everything about these talks is told there. Who may read it, may read this plan."),
    )

    field_order = ["kind", "every", "begins_on", "dates", "weeks", "who", "wish", "tells", "helpers", "ends_on", "told_in"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = kinds = MomentKind.objects.filter(is_used=True, version__isnull=False)
        self.kinds = list(kinds)
        self.fields["kind"].choices = [(one.pk, str(one)) for one in self.kinds]
        theirs = Conversation.objects.kept_by(self.employee).open().filter(person=self.person).order_by("-last_contact_at")
        self.conversations = {one.reference: one for one in theirs[:20]}
        self.fields["told_in"].choices = [("", _("A new one, for these talks only")), *(
            (one.reference, f"{one} ({one.reference})") for one in self.conversations.values()
        )]

    def clean(self):
        data = super().clean()
        if data.get("ends_on") and data.get("begins_on") and data["ends_on"] < data["begins_on"]:
            self.add_error("ends_on", _("The last day lies before the first."))
        return data

    def made(self) -> Plan:
        """The plan that is asked for, not saved."""
        plan, data = self.instance, self.cleaned_data
        plan.kind, plan.person, rhythm = data["kind"], self.person, self.rhythm
        plan.begins_on, plan.every_months, plan.dates = rhythm["begins_on"], rhythm["every"], rhythm["dates"]
        plan.conversation = self.conversations.get(data["told_in"])
        return plan


def _day(text) -> date:
    for form in ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"):
        try:
            day = datetime.strptime(text, form).date()
        except ValueError:
            continue
        if abs((day - timezone.localdate()).days) <= LATEST and (timezone.localdate() - day).days <= EARLIEST:
            return day
    raise forms.ValidationError(_("“%(text)s” is not a day we can plan. Write it as 1-12-2026."), params={"text": text[:20]})


class StopForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why does it stop?"), max_length=300,
        error_messages={"required": gettext_lazy("Say in a few words why. Others will read it.")},
    )


class MoveForm(forms.Form):
    """Another day and time, or another period."""

    at = forms.DateTimeField(
        label=gettext_lazy("Day and time"), required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        help_text=gettext_lazy("As agreed with the person. Empty: somewhere in the period below."),
    )
    from_on = forms.DateField(label=gettext_lazy("From"), widget=day_input())
    until_on = forms.DateField(label=gettext_lazy("Until"), widget=day_input())
    reason = forms.CharField(
        label=gettext_lazy("Why?"), max_length=300, required=False,
        help_text=gettext_lazy("Needed if it moves. In words that the person may read too."),
    )

    tell = forms.BooleanField(
        label=gettext_lazy("Tell the person"), required=False, initial=True,
        help_text=gettext_lazy("Only if they were invited already. Not needed if you agreed it together just now."),
    )

    def __init__(self, *args, moment, **kwargs):
        super().__init__(*args, **kwargs)
        self.moment = moment
        self.initial |= {"at": moment.at, "from_on": moment.from_on, "until_on": moment.until_on}

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        if data["until_on"] < data["from_on"]:
            self.add_error("until_on", _("The last day lies before the first."))
        if abs((data["until_on"] - timezone.localdate()).days) > LATEST:
            self.add_error("until_on", _("This day is more than ten years ahead. Look at the year."))
        if data["at"] and not data["from_on"] <= timezone.localdate(data["at"]) <= data["until_on"]:
            data["from_on"] = data["until_on"] = timezone.localdate(data["at"])  # what was agreed counts
        if self._moves(data) and not data["reason"].strip():
            self.add_error("reason", _("Say in a few words why it moves. The person may read it."))
        return data

    def _moves(self, data) -> bool:
        """Whether it goes to another time, which is more than agreeing a time within its period."""
        period = (data["from_on"], data["until_on"]) != (self.moment.from_on, self.moment.until_on)
        return period or (self.moment.at is not None and data["at"] != self.moment.at)


class EndForm(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("What happened?"), widget=forms.RadioSelect, choices=[
            (State.MISSED, gettext_lazy("It should have taken place, and did not")),
            (State.WITHDRAWN, gettext_lazy("It is not needed this time")),
        ], error_messages={"required": gettext_lazy("Choose what happened.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"), max_length=300, help_text=gettext_lazy("In words that the person may read too."),
        error_messages={"required": gettext_lazy("Say in a few words why. The person may read it.")},
    )


class GiveForm(forms.Form):
    who = WhoField()

    def __init__(self, *args, moment, employee, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].offer(employee, moment.plan.team_id, only=moment.plan.team_id)
        self.initial["who"] = key(moment.plan.team_id, moment.employee_id)
