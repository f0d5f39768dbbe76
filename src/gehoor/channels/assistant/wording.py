"""What the assistant says when a human must come in: kind, short, and by what seems to be the matter."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gehoor.assistant.models import Turn

Reason = Turn.Reason
# Reasons for which nobody is asked anything first: the human comes in by itself where one is there (requirement B6).
AT_ONCE = {Reason.WISH, Reason.DISTRESS, Reason.COMPLAINT, Reason.DELICATE}


@dataclass(frozen=True, slots=True)
class Said:
    """A heading, and what comes below it."""

    title: str
    text: str

    def __str__(self):
        return f"{self.title} {self.text}"


def of(reason: str) -> Said:
    """The words for this reason; for any other those of who simply asked for a human."""
    words = _WORDS.get(reason)
    return words() if words else Said(_("You want to speak to a human. Of course."), _("Choose how; you need not tell your story again."))


_WORDS = {
    Reason.DISTRESS: lambda: Said(
        _("This sounds serious. You do not have to solve it with a computer."),
        _("One of our employees wants to help you."),
    ),
    Reason.COMPLAINT: lambda: Said(
        _("You are not satisfied. An employee takes this up."), _("They read what you wrote here, and answer it themselves."),
    ),
    Reason.DELICATE: lambda: Said(
        _("An employee is better at this than a computer."), _("They read what you wrote here; you need not tell it again."),
    ),
    Reason.TWO_FAILED_TURNS: lambda: Said(
        _("I do not get any further with this. An employee does."), _("They read what you asked here; you need not tell it again."),
    ),
    Reason.UNSURE: lambda: Said(
        _("I do not know this for sure, so I will not guess."), _("An employee can find it out for you. They read what you asked here."),
    ),
    Reason.OUT_OF_SCOPE: lambda: Said(
        _("I have no answer to this."), _("An employee can help you further, or tell you who can. They read what you asked here."),
    ),
    Reason.FAILED: lambda: Said(
        _("Something went wrong here. Your question is kept."), _("An employee can help you. They read what you asked here."),
    ),
}
