"""A form field for each kind of question, and how its answer reads."""

import re
from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gehoor.people.addresses import InvalidAddress, normalised_email, normalised_phone, shown
from gehoor.people.models import AddressKind

from . import files
from .definition import NO, YES, Kind, Question

SHORT, LONG = 300, 20_000  # characters
POSTAL_CODE = re.compile(r"\s*(\d{4})\s*([A-Za-z]{2})\s*")
NEEDED = gettext_lazy("This answer is needed.")


def of(question: Question, kept=()) -> forms.Field:
    """The field for this question; `kept` are files that the server has already."""
    common = {"label": question.label, "help_text": question.help, "required": question.required}
    field = _MAKERS[question.kind](question, common, kept)
    field.error_messages.setdefault("required", NEEDED)
    field.error_messages["required"] = NEEDED
    return field


def in_words(question: Question, value) -> str:
    """A cleaned answer as an employee reads it; "" where there is none."""
    if question.kind == Kind.YESNO:
        return {YES: _("Yes"), NO: _("No")}.get(value, "")
    if isinstance(value, date):
        return formats.date_format(value, "j F Y")
    if isinstance(value, Decimal):
        return formats.localize(value, use_l10n=True)
    if question.kind == Kind.PHONE and value:
        return shown(AddressKind.PHONE, value)
    if question.kind == Kind.FILE:
        return ", ".join(file.name for file in value)
    return ", ".join(value) if isinstance(value, list) else str(value or "")


class OneLine(forms.CharField):
    """A short text: what a browser would never send, a line break, becomes a space."""

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class Email(OneLine):
    def clean(self, value):
        text = super().clean(value)
        try:
            return text and normalised_email(text)
        except InvalidAddress as error:
            raise ValidationError(_("“%(text)s” is not an e-mail address. It looks like name@example.nl."), params={"text": text}) from error


class Phone(OneLine):
    def clean(self, value):
        text = super().clean(value)
        try:
            return text and normalised_phone(text)
        except InvalidAddress as error:
            raise ValidationError(_("“%(text)s” is not a phone number we can call. Check the digits."), params={"text": text}) from error


class Number(forms.DecimalField):
    """Takes 1.5 and 1,5."""

    def to_python(self, value):
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class AddressWidget(forms.MultiWidget):
    """Three boxes under one question; each has its own label (webform/_address.html)."""

    template_name = "webform/_address.html"
    use_fieldset = True

    def __init__(self):
        boxes = {
            "street": {"autocomplete": "street-address"},
            "code": {"autocomplete": "postal-code"},
            "town": {"autocomplete": "address-level2"},
        }
        super().__init__({
            name: forms.TextInput(attrs={**attrs, "class": "utrecht-textbox utrecht-textbox--html-input", "maxlength": 120})
            for name, attrs in boxes.items()
        })

    def decompress(self, value):
        return [value, "", ""] if value else ["", "", ""]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        labels = [_("Street and number"), _("Postal code"), _("Town")]
        for box, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            box["label"] = label
        return context

    def id_for_label(self, id_):
        return f"{id_}_0" if id_ else ""


class Address(forms.MultiValueField):
    """Street with number, postal code and town; whoever fills in one part fills in all."""

    def __init__(self, **kwargs):
        parts = (OneLine(max_length=120), OneLine(max_length=12), OneLine(max_length=120))
        super().__init__(parts, require_all_fields=False, widget=AddressWidget(), **kwargs)
        for part in parts:
            part.required = False

    def compress(self, values):
        street, code, town = values or ("", "", "")
        if not (street or code or town):
            return ""
        if not (street and code and town):
            raise ValidationError(_("Fill in street and number, postal code and town."))
        dutch = POSTAL_CODE.fullmatch(code)
        return f"{street}\n{dutch[1]} {dutch[2].upper()} {town}" if dutch else f"{street}\n{code} {town}"


class FilesInput(forms.FileInput):
    """Several files in one box."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, uploaded, name):
        return uploaded.getlist(name) if hasattr(uploaded, "getlist") else uploaded.get(name, [])

    def value_omitted_from_data(self, data, uploaded, name):
        return name not in uploaded


class Files(forms.Field):
    """New files, and those that the server has kept of an earlier try. `accepted` are the new ones that are good."""

    def __init__(self, kept=(), **kwargs):
        super().__init__(widget=FilesInput(attrs={"multiple": True, "accept": files.ACCEPT}), **kwargs)
        self.kept, self.accepted = list(kept), []

    def clean(self, value):
        self.accepted, complaints = files.look_at(value or [])
        if complaints:
            raise ValidationError(complaints)
        if self.required and not (self.kept or self.accepted):
            raise ValidationError(self.error_messages["required"])
        return [*self.kept, *self.accepted]


def _choice(question, common, kept):
    return forms.ChoiceField(
        choices=question.possible_answers(), widget=forms.RadioSelect, **common,
        error_messages={"required": NEEDED, "invalid_choice": _("Choose one of the answers.")},
    )


def _several(question, common, kept):
    return forms.MultipleChoiceField(
        choices=question.possible_answers(), widget=forms.CheckboxSelectMultiple, **common,
        error_messages={"invalid_choice": _("Choose from the answers.")},
    )


def _date(question, common, kept):
    return forms.DateField(
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={"invalid": _("This is not a date. Write it as day-month-year, such as 31-12-2026.")}, **common,
    )


def _number(question, common, kept):
    return Number(
        max_digits=15, decimal_places=4, widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": _("Fill in a number, such as 12 or 1,5.")}, **common,
    )


def _line(field=OneLine, length=SHORT, **attrs):
    return lambda question, common, kept: field(
        max_length=length, widget=forms.TextInput(attrs=attrs), **common,
        error_messages={"max_length": _("Use at most %(limit_value)d characters; you have %(show_value)d.")},
    )


def _long(question, common, kept):
    return forms.CharField(
        max_length=LONG, widget=forms.Textarea(attrs={"rows": 5, "data-autogrow": True}), **common,
        error_messages={"max_length": _("Use at most %(limit_value)d characters; you have %(show_value)d.")},
    )


def _file(question, common, kept):
    return Files(kept=kept, **{**common, "help_text": " ".join(filter(None, [question.help, files.limits()]))})


_MAKERS = {
    Kind.TEXT: _line(),
    Kind.LONG: _long,
    Kind.ONE: _choice,
    Kind.MANY: _several,
    Kind.YESNO: _choice,
    Kind.DATE: _date,
    Kind.NUMBER: _number,
    Kind.NAME: _line(length=200, autocomplete="name"),
    Kind.EMAIL: _line(Email, 320, type="email", autocomplete="email", spellcheck="false"),
    Kind.PHONE: _line(Phone, 60, type="tel", autocomplete="tel"),
    Kind.ADDRESS: lambda question, common, kept: Address(**common),
    Kind.FILE: _file,
}
