"""What an editor fills in about a kind of planned talk: words around it, and the rows of its checklist."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gehoor.planning.models import MomentKind, Point
from gehoor.staff.models import Team

MOST_POINTS = 40
SPARE = 2  # empty rows at the end
KNOWN = gettext_lazy("There is a kind of this name already. Choose another name.")
WORDS = ("purpose", "purpose_person", "may_prepare", "who_may_come", "to_record", "minutes")


def _text(label, help_text="", *, required=False, rows=3):
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=3000,
        widget=forms.Textarea(attrs={"rows": rows, "data-autogrow": True}),
    )


class KindForm(forms.ModelForm):
    """The words of a kind."""

    purpose = _text(gettext_lazy("What it is for, to the employee"), gettext_lazy("What has to be clear after this talk?"))
    purpose_person = _text(
        gettext_lazy("What it is for, to the person"), gettext_lazy("In plain words. This stands in the invitation."), required=True
    )
    may_prepare = _text(
        gettext_lazy("What the person may think about beforehand"), gettext_lazy("Such as: what goes well, what should be different?")
    )
    who_may_come = _text(
        gettext_lazy("Who may come along"), gettext_lazy("Such as: somebody you trust, such as a child or a neighbour."), rows=2
    )
    to_record = _text(
        gettext_lazy("What to write down, and in which words"),
        gettext_lazy("Such as: what was agreed, in the person's own words; no opinions about the person."),
    )
    minutes = forms.IntegerField(label=gettext_lazy("How long it takes, in minutes"), min_value=5, max_value=480, initial=60)

    class Meta:
        model = MomentKind
        fields = ["name", "team"]
        labels = {"name": gettext_lazy("What is this talk called?")}
        error_messages = {"name": {"unique": KNOWN}}
        help_texts = {"name": gettext_lazy("As people say it, such as: care plan talk.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.order_by("name")
        version = self.instance.version
        for name in WORDS if version else ():
            self.initial[name] = getattr(version, name)

    def words(self) -> dict:
        """What goes into a version."""
        return {name: self.cleaned_data[name].strip() if name != "minutes" else self.cleaned_data[name] for name in WORDS}


class PointForm(forms.Form):
    """One row of the checklist; without a text it is left out."""

    key = forms.RegexField(r"^p\d{1,6}$", required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=gettext_lazy("Point"), max_length=200, required=False)
    must = forms.BooleanField(label=gettext_lazy("has to be discussed"), required=False)
    help = forms.CharField(label=gettext_lazy("Help for who asks it"), max_length=300, required=False)


PointSet = forms.formset_factory(PointForm, extra=SPARE, max_num=MOST_POINTS, absolute_max=MOST_POINTS + SPARE)


def rows_of(version) -> list[dict]:
    """The checklist as the rows begin."""
    return [dict(row) for row in version.points] if version else []


def points_of(rows) -> list[Point]:
    """The points in the order of the rows, those without a text left out."""
    data = [row.cleaned_data for row in rows if row.cleaned_data.get("text", "").strip()]
    return [Point(one["key"], one["text"].strip(), one["must"], one["help"].strip()) for one in data]


def rearranged(rows, deed: str) -> list[dict]:
    """The typed rows after a button: "up-2", "down-0", "away-1", or "more" for further empty ones."""
    typed = [{name: row[name].value() or "" for name in ("key", "text", "must", "help")} for row in rows]
    typed = [one for one in typed if one["text"] or one["help"]] if deed == "more" else typed
    verb, _dash, place = deed.partition("-")
    if not (place.isascii() and place.isdecimal() and int(place) < len(typed)):
        return typed
    row = typed.pop(at := int(place))
    if verb != "away":
        typed.insert(max(0, min(at + (1 if verb == "down" else -1), len(typed))), row)
    return typed


def problem_with(points) -> str:
    """What is wrong with the whole checklist, in words; "" where nothing is."""
    return "" if points else _("Write down at least one point to talk about.")
