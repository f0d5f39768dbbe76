"""What an employee fills in to promise something, and to agree on another moment."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gehoor.conversations import visibility
from gehoor.core import deadlines
from gehoor.people.addresses import InvalidAddress, normalised
from gehoor.people.models import AddressKind
from gehoor.promises import moments, telling
from gehoor.promises.models import Department, Promise
from gehoor.queues import rules

OTHER = "other"
ME, TEAM = "me", "team"


class MomentForm(forms.Form):
    """`due` is one of the quick moments as ISO 8601, or "other" with `day`, `before` and `begins`."""

    due = forms.ChoiceField(
        label=_("When?"), widget=forms.RadioSelect, error_messages={"required": _("Choose by when.")}
    )
    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    begins = forms.TimeField(label=_("From"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    before = forms.TimeField(label=_("Before"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.quick = moments.quick(rules.current().hours)
        choices = [(one.key, one.label) for one in self.quick]
        asked = self.data.get(self.add_prefix("due")) if self.is_bound else self.initial.get("due")
        if asked and asked != OTHER and asked not in dict(choices) and (moment := moment_of(asked)):
            choices.append((asked, deadlines.words(moment)))  # it stood there when the page was made
        self.fields["due"].choices = [*choices, (OTHER, _("another moment …"))]

    def clean(self):
        data = super().clean()
        if data.get("due"):
            self._clean_moment(data)
        return data

    def _clean_moment(self, data):
        if data["due"] == OTHER:
            data["from_at"], data["due_at"] = self._typed(data)
        else:
            data["from_at"], data["due_at"] = None, moment_of(data["due"])
        now = timezone.now()
        if data["due_at"] and not now < data["due_at"] <= now + moments.FARTHEST:
            self.add_error("due", gettext("That moment has passed, or lies more than a year ahead. Choose another one."))

    def _typed(self, data) -> tuple[datetime | None, datetime | None]:
        if not data.get("day") or abs(data["day"].year - timezone.now().year) > 2:
            self.add_error("day", gettext("Choose a day in the coming year."))
            return None, None
        before, begins = data.get("before"), data.get("begins")
        due = _at(data["day"], before) if before else moments.end_of(rules.current().hours, data["day"])
        if begins and _at(data["day"], begins) >= due:
            self.add_error("begins", gettext("This lies after the end."))
            return None, None
        return begins and _at(data["day"], begins), due


class Told:
    """Fields on telling the person: `tell`, `tell_to`, `tell_text`. Mixed into a form with `destinations`."""

    def add_telling(self, conversation, destinations, text=""):
        self.destinations = {one.key: one for one in destinations if not one.doubt}
        if not self.destinations:
            return
        self.fields["tell"] = forms.BooleanField(
            required=False, initial=True, label=gettext("Tell %(name)s") % {"name": conversation.person}
        )
        self.fields["tell_to"] = forms.ChoiceField(
            label=_("Goes to"), required=False,
            choices=[(one.key, f"{one.title}: {one.label}") for one in self.destinations.values()],
        )
        self.fields["tell_text"] = forms.CharField(
            label=_("Message"), required=False, max_length=20_000, initial=text,
            widget=forms.Textarea(attrs={"rows": 7}),
        )

    def clean_told(self, data):
        if data.get("tell") and not (data.get("tell_text") or "").strip():
            self.add_error("tell_text", gettext("Write what we tell them, or take the tick away."))

    @property
    def telling(self) -> dict | None:
        """`text` and `to` of `telling.tell`; None where nobody is told."""
        data = self.cleaned_data
        if not data.get("tell"):
            return None
        return {"text": data["tell_text"].replace("\r\n", "\n").strip(), "to": data["tell_to"] or next(iter(self.destinations))}


class PromiseForm(Told, MomentForm):
    """`said` is the sentence that the message held when it was drawn: it is replaced by what is promised in the end."""

    kind = forms.ChoiceField(label=_("What do we promise?"), choices=Promise.Kind.choices, widget=forms.RadioSelect)
    number = forms.CharField(
        label=_("Number to call"), max_length=40, required=False, widget=forms.TextInput(attrs={"list": "known-numbers"})
    )
    what = forms.CharField(
        label=_("What is it about?"), max_length=300, required=False, help_text=_("The person can read this.")
    )
    owner = forms.ChoiceField(label=_("Who does it?"))
    department = forms.ModelChoiceField(
        label=_("Which department does it?"), queryset=Department.objects.filter(is_active=True), required=False,
        empty_label=_("None: we do it ourselves"),
        help_text=_("They get a mail with a link on which they answer. They see what it is about, and nothing else."),
    )
    note = forms.CharField(
        label=_("What must the department know?"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    said = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)

    def __init__(self, *args, conversation, by, destinations, numbers=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.conversation, self.by, self.numbers = conversation, by, numbers
        self.able = {str(one.pk): one for one in visibility.who_can_have(conversation)}
        names = sorted((str(one), pk) for pk, one in self.able.items() if one.pk != by.pk)
        team = [(TEAM, gettext("Anyone of the team %(team)s") % {"team": conversation.team})] if conversation.team else []
        self.fields["owner"].choices = [(ME, gettext("I do")), *team, *((pk, name) for name, pk in names)]
        drawn = self.initial.get("said", "")
        self.add_telling(conversation, destinations, telling.confirmation(conversation, drawn, by=by) if drawn else "")

    def clean_number(self):
        text = self.cleaned_data["number"].strip()
        if not text:
            return ""
        try:
            return normalised(AddressKind.PHONE, text)
        except InvalidAddress as error:
            raise forms.ValidationError(gettext("This is not a number we can call. Check it with the person.")) from error

    def clean(self):
        data = super().clean()
        if data.get("kind") == Promise.Kind.CALL_BACK and "number" in data and not data["number"]:
            self.add_error("number", gettext("Ask which number we may call."))
        if self.asks_department(data) and not data.get("what", "").strip():
            self.add_error("what", gettext("Write what the department is to do."))
        self.clean_told(data)
        if data.get("tell") and data.get("due_at") and data.get("kind"):
            self._word(data)
        return data

    @staticmethod
    def asks_department(data) -> bool:
        return data.get("kind") == Promise.Kind.TASK and bool(data.get("department"))

    def _word(self, data):
        """Put what is really promised in the message; where somebody rewrote that sentence, say so if it changed since."""
        now = telling.sentence(data["kind"], data.get("what", ""), data["from_at"], data["due_at"])
        drawn, text = data.get("said", ""), data.get("tell_text") or ""
        if drawn and drawn in text:
            data["tell_text"] = text.replace(drawn, now)
        elif drawn and drawn != now and now not in text:
            self.data = self.data.copy()
            self.data["said"] = now
            self.add_error("tell_text", gettext("The promise changed after this was written. Look whether the text is still right."))

    def promised(self) -> dict:
        """The keywords of `promising.make`."""
        data = self.cleaned_data
        owner = self.by if data["owner"] == ME else self.able.get(data["owner"])
        is_call = data["kind"] == Promise.Kind.CALL_BACK
        return {"kind": data["kind"], "what": data["what"], "number": data["number"] if is_call else "", "owner": owner,
                "due_at": data["due_at"], "from_at": data["from_at"]}


class DepartmentForm(forms.Form):
    """Asking a department to do what was promised."""

    department = PromiseForm.base_fields["department"]
    note = PromiseForm.base_fields["note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix="ask", **kwargs)
        self.fields["department"].required, self.fields["department"].empty_label = True, None


class OtherMomentForm(Told, MomentForm):
    """Another moment for a promise, before its time, and why."""

    blanks = _("[reden] and [nieuwe belofte] become what you fill in above.")

    reason = forms.CharField(
        label=_("Why?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why: the person hears it too.")}, help_text=_("The person hears this."),
    )


class EndForm(Told, forms.Form):
    """Not kept: why, and what now."""

    blanks = _("[reden] becomes what you write above.")

    reason = forms.CharField(
        label=_("Why, and what now?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why, and what happens now.")},
    )


def moment_of(text) -> datetime | None:
    """An ISO moment with its offset, of about now; None for anything else."""
    try:
        found = parse_datetime(str(text)[:40])
    except ValueError:
        return None
    is_near = found and timezone.is_aware(found) and abs(found.year - timezone.now().year) <= 2
    return found if is_near else None


def _at(day, clock) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


