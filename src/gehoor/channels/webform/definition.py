"""What a form asks: plain values, the same for a draft, a published version and a preview."""

from dataclasses import asdict, dataclass, fields

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_QUESTIONS = 60
YES, NO = "yes", "no"


class Kind(TextChoices):
    """What sort of answer a question asks for."""

    TEXT = "text", gettext_lazy("Short text")
    LONG = "long", gettext_lazy("Long text")
    ONE = "one", gettext_lazy("Choose one")
    MANY = "many", gettext_lazy("Choose several")
    YESNO = "yesno", gettext_lazy("Yes or no")
    DATE = "date", gettext_lazy("Date")
    NUMBER = "number", gettext_lazy("Number")
    NAME = "name", gettext_lazy("Name of who fills it in")
    EMAIL = "email", gettext_lazy("E-mail address")
    PHONE = "phone", gettext_lazy("Phone number")
    ADDRESS = "address", gettext_lazy("Street, postal code and town")
    FILE = "file", gettext_lazy("Photos or documents")


CHOICES = {Kind.ONE, Kind.MANY}
DECIDES = {Kind.ONE, Kind.MANY, Kind.YESNO}  # whether another question is asked


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `key` never changes and is never used again; it is asked only when `when` was answered `answer`."""

    key: str
    kind: str
    label: str
    help: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    when: str = ""
    answer: str = ""

    @property
    def kind_label(self) -> str:
        return Kind(self.kind).label

    def possible_answers(self) -> list[tuple[str, str]]:
        """(value, words) that another question can depend on."""
        if self.kind == Kind.YESNO:
            return [(YES, _("Yes")), (NO, _("No"))]
        return [(choice, choice) for choice in self.choices]


@dataclass(frozen=True, slots=True)
class Definition:
    """All that stands on a form. `term` is when people hear from us, in words."""

    title: str
    introduction: str = ""
    thanks: str = ""
    term: str = ""
    questions: tuple[Question, ...] = ()

    @classmethod
    def of(cls, stored: dict) -> "Definition":
        """From what `as_json` gave; what an older Gehoor did not know gets its default."""
        known = {field.name for field in fields(Question)}
        questions = tuple(
            Question(**{name: tuple(value) if name == "choices" else value for name, value in row.items() if name in known})
            for row in stored.get("questions", [])
        )
        said = {name: stored.get(name, "") for name in ("title", "introduction", "thanks", "term")}
        return cls(**said, questions=questions)

    def as_json(self) -> dict:
        return asdict(self)

    def question(self, key: str) -> Question | None:
        return next((one for one in self.questions if one.key == key), None)

    def before(self, question: Question) -> tuple[Question, ...]:
        """The questions that stand above this one; all of them where it is new."""
        keys = [one.key for one in self.questions]
        return self.questions[:keys.index(question.key)] if question.key in keys else self.questions

    def condition(self, question: Question) -> Question | None:
        """The question above that this one depends on; None where it is always asked."""
        above = (one for one in self.before(question) if one.key == question.when)
        return next((one for one in above if one.kind in DECIDES), None)

    def answer_in_words(self, question: Question) -> str:
        """The answer on which this question depends, as people read it; "" where it is always asked."""
        decides = self.condition(question)
        return dict(decides.possible_answers()).get(question.answer, question.answer) if decides else ""

    def asked(self, answers: dict) -> list[Question]:
        """The questions that are asked, given the answers so far by key: one value, or a list where several were chosen.

        What depends on a question that is not asked itself is not asked either. Only questions above can decide, so
        this ends, and reading from top to bottom never meets a question that something further down has yet to decide.
        """
        asked: dict[str, Question] = {}
        for question in self.questions:
            decides = self.condition(question)
            if decides is None or (decides.key in asked and _is(answers.get(decides.key), question.answer)):
                asked[question.key] = question
        return list(asked.values())

    def problems(self) -> list[str]:
        """Why this cannot be published, as sentences for its editor."""
        found = [] if self.title.strip() else [_("The form has no title yet.")]
        if not self.questions:
            found.append(_("The form asks nothing yet. Add a question."))
        for question in self.questions:
            found += self._problems_of(question)
        return found

    def _problems_of(self, question):
        label = {"question": question.label}
        if question.kind in CHOICES and len(question.choices) < 2:
            yield _("“%(question)s” needs at least two answers to choose from.") % label
        if not question.when:
            return
        decides = self.condition(question)
        if decides is None:
            yield _("“%(question)s” depends on a question that is gone, or that stands below it.") % label
        elif question.answer not in dict(decides.possible_answers()):
            yield _("“%(question)s” depends on an answer that “%(other)s” does not have.") % {**label, "other": decides.label}


def _is(given, answer: str) -> bool:
    return answer in given if isinstance(given, list | tuple) else given == answer
