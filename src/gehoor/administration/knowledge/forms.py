"""The form of an article, and that which filters the list."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from gehoor.knowledge.models import Article, Audience, Version
from gehoor.staff.models import Employee
from gehoor.staff.permissions import CAPABILITIES, Capability

DAY = {"format": "%Y-%m-%d", "attrs": {"type": "date"}}
LINES = {"steps": 40, "examples": 60, "subjects": 20}  # the most of each
LONGEST_LINE = 500
LANGUAGES = ("nl", "en", "fy", "de", "fr", "es", "pl", "ro", "bg", "uk", "ru", "tr", "ar", "fa", "ti", "so", "zh-hans")


def languages():
    """(code, the name its speakers give it) of languages to write in."""
    return [(code, _named(code)) for code in dict.fromkeys([*dict(settings.LANGUAGES), *LANGUAGES])]


def _named(code) -> str:
    try:
        return get_language_info(code)["name_local"].capitalize()
    except KeyError:
        return code


def editors():
    """Who may write and publish."""
    roles = [role for role, able in CAPABILITIES.items() if Capability.WRITE_KNOWLEDGE in able]
    return Employee.objects.filter(is_active=True, role__in=roles)


class Lines(forms.CharField):
    """A list, typed one a line; dashes and numbers in front are taken off."""

    widget = forms.Textarea(attrs={"rows": 3, "data-autogrow": True})

    def __init__(self, *, most, **kwargs):
        self.most = most
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = [line.strip().lstrip("-*• ").strip() for line in (value or "").splitlines()]
        return [line for line in dict.fromkeys(lines) if line]

    def validate(self, value):
        if len(value) > self.most:
            raise forms.ValidationError(_("At most %(n)d lines.") % {"n": self.most})
        if any(len(line) > LONGEST_LINE for line in value):
            raise forms.ValidationError(_("A line has at most %(n)d characters.") % {"n": LONGEST_LINE})


class ArticleForm(forms.ModelForm):
    """All that a version says, and what belongs to the article: whose it is, its language, what is like it."""

    steps = Lines(label=_("Steps"), most=LINES["steps"], help_text=_("What somebody does, in order. One a line."))
    examples = Lines(label=_("Example questions"), most=LINES["examples"],
                     help_text=_("How people ask it in their own words. One a line. Search and the assistant learn from them."))
    subjects = Lines(label=_("Subjects"), most=LINES["subjects"], help_text=_("One a line, such as “paspoort”."))
    language = forms.ChoiceField(label=_("Language"), choices=languages)
    owner = forms.ModelChoiceField(label=_("Who keeps it right"), queryset=Employee.objects.none(),
                                   help_text=_("Hears what people say of it, and when to look at it again."))

    class Meta:
        model = Version
        fields = ["question", "short_answer", "answer", "steps", "cost", "term", "decides", "contact", "examples", "subjects",
                  "audience", "valid_from", "valid_until", "review_on", "changes"]
        widgets = {
            "short_answer": forms.Textarea(attrs={"rows": 3, "data-autogrow": True}), "answer": forms.Textarea(attrs={"rows": 12, "data-autogrow": True}),
            "valid_from": forms.DateInput(**DAY), "valid_until": forms.DateInput(**DAY), "review_on": forms.DateInput(**DAY),
        }
        help_texts = {
            "answer": _("Headings with ##, points with -, **bold**, [words](https://address). You see beside or below it what people will see."),
            "changes": _("For colleagues and for later: what is different, and why."),
            "valid_from": _("From this day on it is told, once it is published."),
            "decides": _("Such as: the mayor, on behalf of the municipality."),
        }

    def __init__(self, *args, article=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = (editors() | Employee.objects.filter(pk=article and article.owner_id)).distinct()
        self.fields["review_on"].required = False
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # a browser cuts off what is pasted without a word; we say it is too long
        first = next((name for name in self.fields if self.is_bound and name in self.errors), "" if self.is_bound or article else "question")
        if first:
            self.fields[first].widget.attrs["autofocus"] = True
        if article:
            self.fields["owner"].initial, self.fields["language"].initial = article.owner_id, article.language

    def clean(self):
        data = super().clean()
        if not (data.get("short_answer") or data.get("answer") or data.get("steps")) and not self.errors:
            self.add_error("short_answer", _("Write an answer: a short one, a full one, or steps."))
        if data.get("valid_until") and data.get("valid_from") and data["valid_until"] < data["valid_from"]:
            self.add_error("valid_until", _("The last day lies before the first."))
        return data

    def content(self) -> dict:
        """What the version says."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class OfferForm(forms.Form):
    """Asking somebody to look at it."""

    colleague = forms.ModelChoiceField(label=_("Who looks at it?"), queryset=Employee.objects.none(), required=False,
                                       empty_label=_("Whoever can"))
    note = forms.CharField(label=_("What should they look at?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, author, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = editors().exclude(pk=author.pk)


class HandBackForm(forms.Form):
    """What should be otherwise."""

    remark = forms.CharField(label=_("What should be different?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
                             error_messages={"required": _("Say what should be different, so that your colleague can go on.")})


def in_a_year():
    return timezone.localdate() + timedelta(days=365)


class LookedAtForm(forms.Form):
    """When to look at it again."""

    again_on = forms.DateField(label=_("Look at it again on"), initial=in_a_year, widget=forms.DateInput(**DAY))

    def clean_again_on(self):
        day = self.cleaned_data["again_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day after today."))
        return day


class FilterForm(forms.Form):
    """What the list shows. Everything is optional; what is not known is left out."""

    STATES = [("", _("Everything")), ("attention", _("Needs something")), ("told", _("Told now")), ("offered", _("Waits for a second pair of eyes")),
              ("draft", _("Being written")), ("later", _("Told from a day to come")), ("over", _("No longer holds")), ("withdrawn", _("Withdrawn"))]

    text = forms.CharField(label=_("Words"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(label=_("How it stands"), choices=STATES, required=False)
    owner = forms.ModelChoiceField(label=_("Of whom"), queryset=Employee.objects.filter(articles__isnull=False).distinct(), required=False,
                                   empty_label=_("Everyone"))
    subject = forms.ChoiceField(label=_("Subject"), required=False)
    audience = forms.ChoiceField(label=_("For whom"), choices=[("", _("Everybody and employees")), *Audience.choices], required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args, subjects=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = [("", _("All subjects")), *((name, name) for name in subjects)]
        used = Article.objects.order_by("language").values_list("language", flat=True).distinct()
        self.fields["language"].choices = [("", _("All languages")), *((code, _named(code)) for code in used)]


class ImportForm(forms.Form):
    """A file of articles."""

    file = forms.FileField(label=_("File"), help_text=_("JSON or CSV: VAC, PDC or our own export."))
    source = forms.CharField(label=_("Name of where it comes from"), max_length=80, initial="import",
                             help_text=_("The same name as last time, when you bring the same articles over again."))
