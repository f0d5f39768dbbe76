"""The questions of a form as a Django form: only what is asked, given the other answers, has to be answered."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from . import fields, files
from .definition import CHOICES, DECIDES, Definition, Kind


class FillingForm(forms.Form):
    """Answers to a `Definition`. `kept` are `KeptFile` rows; after validation `asked` are the questions that counted."""

    use_required_attribute = False  # a browser's own complaint would come before, and instead of, ours

    def __init__(self, definition: Definition, data=None, uploaded=None, *, kept=(), initial=None):
        super().__init__(data, uploaded, initial=initial)
        self.definition, self.kept = definition, list(kept)
        for question in definition.questions:
            self.fields[question.key] = fields.of(question, self.kept_of(question))
        self.asked = definition.asked(self._decisions())

    def kept_of(self, question) -> list:
        return [file for file in self.kept if file.question == question.key]

    def kept_again(self, kept):
        """Show these kept files from now on; what was new is among them."""
        self.kept = list(kept)

    def _decisions(self) -> dict:
        """The answers so far, as sent, of the questions on which others depend."""
        deciding = [question for question in self.definition.questions if question.kind in DECIDES]
        return {question.key: self[question.key].value() for question in deciding}

    def _clean_fields(self):
        """What is not asked is not looked at: it may be empty, or wrong."""
        everything = self.fields
        self.fields = {question.key: everything[question.key] for question in self.asked}
        try:
            super()._clean_fields()
        finally:
            self.fields = everything

    def clean(self):
        """All files together fit."""
        together = [file for question in self._files() for file in self.cleaned_data.get(question.key, [])]
        too_many = len(together) > files.MOST_FILES
        size = sum(file.size if hasattr(file, "size") else len(file.content) for file in together)
        if too_many or size > files.MOST_BYTES:
            last = next(question for question in reversed(self._files()) if self.cleaned_data.get(question.key))
            self.fields[last.key].accepted = []
            self.add_error(last.key, _("That is too much together.") + " " + files.limits())
        return self.cleaned_data

    def _files(self):
        return [question for question in self.asked if question.kind == Kind.FILE]

    @property
    def accepted(self) -> list[tuple[str, object]]:
        """(key of the question, `InboundFile`) of new files that are good, to be kept until the rest is right too."""
        return [(question.key, file) for question in self._files() for file in self.fields[question.key].accepted]

    def pairs(self) -> list[tuple[str, str]]:
        """(question, answer) as an employee reads them, without what was left open; in the organisation's language."""
        with override(settings.LANGUAGE_CODE):
            said = [(question.label, fields.in_words(question, self.cleaned_data.get(question.key))) for question in self.asked]
        return [(label, answer) for label, answer in said if answer]

    def rows(self) -> list[dict]:
        """Each question with its box, what it depends on, and what was kept."""
        return [self._row(question) for question in self.definition.questions]

    def _row(self, question):
        decides = self.definition.condition(question)
        return {
            "question": question, "field": self[question.key], "decides": decides, "answer_words": self.definition.answer_in_words(question),
            "kept": self.kept_of(question), "narrow": question.kind in (Kind.DATE, Kind.NUMBER, Kind.PHONE),
            "is_group": question.kind in CHOICES | {Kind.YESNO},
            "anchor": self[question.key].id_for_label if question.kind not in CHOICES | {Kind.YESNO} else f"{self[question.key].auto_id}_0",
        }
