"""What employees fill in to prepare a talk, and to record it."""

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gehoor.conversations.models import WaitingFor
from gehoor.planning import inviting, preparing
from gehoor.planning.recording import DISCUSSED, DONE, NOT_NOW, Agreement
from gehoor.postroom import channel

from .forms import LATEST, day_input

MOST_OWN = 20
AGREEMENTS = 5  # rows
US, PERSON, OTHER = "us", "person", "other"


def _area(label, help_text="", *, rows=3, **more):
    widget = forms.Textarea(attrs={"rows": rows, "data-autogrow": True})
    return forms.CharField(label=label, help_text=help_text, widget=widget, **{"required": False, "max_length": 3000, **more})


class PrepareForm(forms.Form):
    """Both sides' goals, and what we want to talk about besides the checklist."""

    their_goal = _area(gettext_lazy("What does the person want to reach?"), gettext_lazy("In their own words. Empty: ask it first in the talk."))
    our_goal = _area(gettext_lazy("What do we want to reach?"))
    own_points = _area(gettext_lazy("Further points"), gettext_lazy("One on each line."))
    rests = forms.BooleanField(
        label=gettext_lazy("Everything in the conversation is read: close it until the talk"), required=False, initial=True,
        help_text=gettext_lazy("It opens again by itself when somebody writes."),
    )
    began = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)  # when the page was made

    def __init__(self, *args, moment, sent_in=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.is_open = not moment.conversation.is_closed
        self.initial["began"] = timezone.now().isoformat()
        goals = [one.goal for one in sent_in if one.goal]
        self.initial |= {
            "their_goal": moment.their_goal or "\n".join(goals), "our_goal": moment.our_goal, "own_points": "\n".join(moment.own_points),
        }

    def clean_began(self):
        """A moment with its zone; None where it is none, and then nothing is closed."""
        try:
            began = parse_datetime(self.cleaned_data["began"])
        except ValueError:
            return None
        return began if began and timezone.is_aware(began) else None

    def clean_own_points(self):
        """A list of texts."""
        points = [" ".join(line.split())[:200] for line in self.cleaned_data["own_points"].splitlines() if line.strip()]
        if len(points) > MOST_OWN:
            raise forms.ValidationError(_("Write down at most %(most)d further points."), params={"most": MOST_OWN})
        return points


class TalkForm(forms.Form):
    """What was talked about, what was agreed, and who gets a copy. Fields of a point are named by its key."""

    text = _area(
        gettext_lazy("What did we agree?"), gettext_lazy("In the words of the person. Read it to them before you save."),
        rows=6, required=True, max_length=20_000,
        error_messages={"required": gettext_lazy("Write down what was agreed, in a sentence or two.")},
    )
    channel = forms.ChoiceField(label=gettext_lazy("How did you talk?"), widget=forms.RadioSelect)
    then = forms.ChoiceField(
        label=gettext_lazy("And now?"), widget=forms.RadioSelect, initial=DONE, choices=[
            (DONE, gettext_lazy("Done until the next talk")), (WaitingFor.US, gettext_lazy("We still have something to do")),
            (WaitingFor.PERSON, gettext_lazy("We wait for the person")),
        ],
    )
    copies = forms.MultipleChoiceField(
        label=gettext_lazy("Who gets a copy?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, moment, **kwargs):
        super().__init__(*args, **kwargs)
        self.moment, self.items = moment, preparing.agenda(moment)
        noted = [config for config in channel.all_channels() if config.noted_by_employee]
        self.fields["channel"].choices = [(config.kind, config.title) for config in noted]
        self.initial.setdefault("channel", noted[-1].kind if noted else "")
        self._point_fields()
        self._agreement_fields()
        self.people = self._receivers()
        self.fields["copies"].choices = [(key, f"{person}: {where}") for key, (person, where) in self.people.items()]
        self.initial.setdefault("copies", list(self.people)[:1])

    def _point_fields(self):
        for item in self.items:
            self.fields[f"said-{item.key}"] = forms.ChoiceField(
                label=item.text, required=False, widget=forms.RadioSelect,
                choices=[(DISCUSSED, _("discussed")), (NOT_NOW, _("not now"))],
            )
            self.fields[f"line-{item.key}"] = forms.CharField(label=_("In one line: %(point)s") % {"point": item.text}, required=False, max_length=500)

    def _agreement_fields(self):
        whose = [(US, _("we")), (PERSON, str(self.moment.plan.person)), (OTHER, _("somebody else"))]
        for row in range(AGREEMENTS):
            number = {"number": row + 1}
            self.fields[f"what-{row}"] = forms.CharField(label=_("Agreement %(number)d") % number, required=False, max_length=300)
            self.fields[f"who-{row}"] = forms.ChoiceField(label=_("Who does it? (%(number)d)") % number, required=False, choices=whose)
            self.fields[f"by-{row}"] = forms.DateField(label=_("By when? (%(number)d)") % number, required=False, widget=day_input())

    def _receivers(self) -> dict:
        """{key: (person, address in words)} of who can get a copy: the person, and helpers who may."""
        owner = self.moment.plan.person
        found = {"person": owner, **{f"helper-{one.pk}": one.helper for one in self.moment.plan.telling_helpers()}}
        ways = {key: (person, inviting.way_to(person)) for key, person in found.items()}
        return {key: (person, way[1]) for key, (person, way) in ways.items() if way}

    @property
    def points(self):
        """(item, whether it was discussed, one line) for the page."""
        return [(item, self[f"said-{item.key}"], self[f"line-{item.key}"]) for item in self.items]

    @property
    def agreements(self):
        """(what, who, by when) of each row, for the page."""
        return [tuple(self[f"{name}-{row}"] for name in ("what", "who", "by")) for row in range(AGREEMENTS)]

    @property
    def has_more(self) -> bool:
        """Whether more was agreed than stands on the page at once."""
        return any(self[f"what-{row}"].value() or self[f"what-{row}"].errors for row in range(2, AGREEMENTS))

    def clean(self):
        data = super().clean()
        for item in self.items:
            if item.must and not data.get(f"said-{item.key}"):
                self.add_error(f"said-{item.key}", _("This has to be discussed. Say whether you did, or choose “not now”."))
        for row in range(AGREEMENTS):
            self._check_day(row, data)
        return data

    def _check_day(self, row, data):
        day = data.get(f"by-{row}")
        if day and not data.get(f"what-{row}"):
            self.add_error(f"what-{row}", _("Say what was agreed for that day."))
        if day and not 0 <= (day - self.moment.from_on).days + 366 <= LATEST:
            self.add_error(f"by-{row}", _("Look at the year of this day."))

    def recorded(self) -> dict:
        """What `recording.record` takes."""
        data = self.cleaned_data
        said = {item.key: {"said": data[f"said-{item.key}"], "line": data[f"line-{item.key}"].strip()} for item in self.items}
        return {
            "channel": data["channel"], "then": data["then"], "summary": data["text"],
            "checked": {key: one for key, one in said.items() if one["said"] or one["line"]},
            "agreements": [self._agreement(row) for row in range(AGREEMENTS) if data[f"what-{row}"].strip()],
            "copies": [self.people[key][0] for key in data["copies"]],
        }

    def _agreement(self, row) -> Agreement:
        data, who = self.cleaned_data, self.cleaned_data[f"who-{row}"] or US
        words = dict(self.fields[f"who-{row}"].choices)
        return Agreement(data[f"what-{row}"].strip(), words[who], data[f"by-{row}"], is_ours=who == US)


