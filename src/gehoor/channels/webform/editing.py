"""What an editor fills in to make a form."""

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gehoor.core import origins
from gehoor.staff.models import Team

from .definition import CHOICES, Definition, Kind, Question
from .models import Form
from .models.form import free_slug

RESERVED = {"verder", "ingebed"}  # parts of our own addresses
MOST_CHOICES = 60
WORDS = ("title", "introduction", "thanks", "term")


class FormForm(forms.ModelForm):
    """What stands around the questions, and where what comes in goes."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=150)
    introduction = forms.CharField(
        label=gettext_lazy("Introduction"), required=False, max_length=3000,
        help_text=gettext_lazy("What the form is for, in two or three plain sentences."),
        widget=forms.Textarea(attrs={"rows": 3, "data-autogrow": True}),
    )
    thanks = forms.CharField(
        label=gettext_lazy("What people read after sending"), required=False, max_length=3000,
        help_text=gettext_lazy("What happens now. Empty: that an employee reads it and answers."),
        widget=forms.Textarea(attrs={"rows": 3, "data-autogrow": True}),
    )
    term = forms.CharField(
        label=gettext_lazy("When people hear from us"), required=False, max_length=200,
        help_text=gettext_lazy("Such as: within two working days. Promise only what you can keep."),
    )

    class Meta:
        model = Form
        fields = ["slug", "team", "opens_on", "closes_on", "is_for_complaints", "allowed_sites"]
        labels = {"slug": gettext_lazy("Address on the website")}
        help_texts = {
            "slug": gettext_lazy("Small letters, digits and dashes. Empty: made from the title."),
            "team": gettext_lazy("Who gets what comes in. Empty: the default team."),
            "allowed_sites": gettext_lazy("One on each line, such as https://www.example.nl. Only these may show the form in a page of their own."),
        }
        widgets = {
            "opens_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "closes_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "allowed_sites": forms.Textarea(attrs={"rows": 2, "data-autogrow": True}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.fields["team"].queryset = Team.objects.order_by("name")
        definition = self.instance.definition
        for name in WORDS:
            self.initial.setdefault(name, getattr(definition, name))

    def clean_slug(self):
        """Made from the title where it is empty; never one that leads elsewhere."""
        wished = self.cleaned_data["slug"] or self.instance.slug or slugify(self.data.get("title", ""))[:50]
        if wished in RESERVED:
            raise forms.ValidationError(_("This address is in use by Gehoor itself. Choose another one."))
        return wished if self.cleaned_data["slug"] or self.instance.slug else free_slug(wished or "formulier")

    def clean_allowed_sites(self):
        """Kept as origins: scheme, host and perhaps a port."""
        try:
            return "\n".join(origins.read(self.cleaned_data["allowed_sites"]))
        except origins.NoOrigin as error:
            raise forms.ValidationError(_("“%(line)s” is not the address of a website."), params={"line": str(error)}) from None

    def clean(self):
        data = super().clean()
        if data.get("opens_on") and data.get("closes_on") and data["closes_on"] < data["opens_on"]:
            self.add_error("closes_on", _("This is before the day on which it opens."))
        return data

    def store(self, *, by) -> Form:
        """Save it all; the words go into the draft and are seen after publishing."""
        form = self.save()
        form.say(by=by, **{name: self.cleaned_data[name] for name in WORDS})
        return form


class QuestionForm(forms.Form):
    """One question."""

    label = forms.CharField(
        label=gettext_lazy("Question"), max_length=200,
        help_text=gettext_lazy("As you would ask it at the counter."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What sort of answer?"), choices=Kind, initial=Kind.TEXT)
    choices = forms.CharField(
        label=gettext_lazy("Answers to choose from"), required=False, max_length=6000,
        help_text=gettext_lazy("One on each line. Only where people choose."),
        widget=forms.Textarea(attrs={"rows": 4, "data-autogrow": True}),
    )
    help = forms.CharField(
        label=gettext_lazy("Help"), required=False, max_length=500,
        help_text=gettext_lazy("Stands under the question: why you ask it, or an example."),
    )
    required = forms.BooleanField(
        label=gettext_lazy("An answer is needed"), required=False,
        help_text=gettext_lazy("Only where you cannot help somebody without it."),
    )
    condition = forms.ChoiceField(label=gettext_lazy("When is it asked?"), required=False)

    def __init__(self, *args, definition: Definition, question: Question | None = None, **kwargs):
        if question:
            kwargs["initial"] = {
                "label": question.label, "kind": question.kind, "choices": "\n".join(question.choices),
                "help": question.help, "required": question.required, "condition": _key(question.when, question.answer),
            }
        super().__init__(*args, **kwargs)
        self.question = question
        above = definition.before(question) if question else definition.questions
        self.fields["condition"].choices = [("", _("Always")), *(
            (_key(one.key, value), _("When “%(question)s” is answered “%(answer)s”") % {"question": one.label, "answer": words})
            for one in above for value, words in one.possible_answers()
        )]

    def clean_choices(self):
        lines = [" ".join(line.split())[:150] for line in self.cleaned_data["choices"].splitlines()]
        return tuple(dict.fromkeys(filter(None, lines)))[:MOST_CHOICES]

    def clean(self):
        data = super().clean()
        if data.get("kind") in CHOICES and len(data.get("choices", ())) < 2:
            self.add_error("choices", _("Give at least two answers to choose from, one on each line."))
        return data

    def as_question(self) -> Question:
        data = self.cleaned_data
        when, _colon, answer = data["condition"].partition(":")
        return Question(
            key=self.question.key if self.question else "", kind=data["kind"], label=data["label"], help=data["help"],
            required=data["required"], choices=data["choices"] if data["kind"] in CHOICES else (), when=when, answer=answer,
        )


def _key(when: str, answer: str) -> str:
    return f"{when}:{answer}" if when else ""
