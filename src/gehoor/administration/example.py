"""A made-up person and question, to show a standard text as it will look."""

from django.utils.translation import gettext as _

from gehoor.core import organisation
from gehoor.postroom import standard_texts


def explained(key: str) -> list[tuple[str, str]]:
    """(placeholder, what comes there) of those that this text may use."""
    house = organisation.current()
    absent = _("not filled in: the paragraph with it is left out")
    found = [
        ("{name}", _("name of the person, such as mevrouw El Idrissi")),
        ("{subject}", _("subject of the question")),
        ("{reference}", _("number of the conversation, such as K7P2-9XQM")),
        ("{organisation}", house.name),
        ("{phone}", house.phone or absent),
        ("{visit}", house.visit or absent),
        ("{website}", house.website or absent),
    ]
    return [*found, *OF_ONE_TEXT.get(key, list)()]


OF_ONE_TEXT = {
    "call_summary": lambda: [("{summary}", _("what the employee wrote down"))],
    "handover": lambda: [
        ("{employee}", _("who hands over")), ("{colleague}", _("who takes over, by the name of who accepts")),
    ],
    "promise": lambda: [("{employee}", _("who promises")), ("{promise}", _("what is promised, and when"))],
    "promise_moved": lambda: [
        ("{employee}", _("who promises")), ("{promise}", _("what is promised, and when")), ("{reason}", _("why it changed")),
    ],
    "promise_broken": lambda: [
        ("{employee}", _("who promises")), ("{promise}", _("what was promised, and when")),
        ("{reason}", _("why it was not kept, and what now")),
    ],
    "form_copy": lambda: [
        ("{answers}", _("each question with its answer")), ("{term}", _("when people hear from us, as the form says")),
    ],
}
EXAMPLES = {
    "call_summary": lambda: {
        "summary": _("You asked for a leaf basket in the Lindelaan. We ask the parks department and call you on Friday."),
    },
    "handover": lambda: {"employee": "Bram de Wit", "colleague": "Noor Haddad"},
    "promise": lambda: {"employee": "Bram de Wit", "promise": _("We call you on Friday before noon.")},
    "promise_moved": lambda: {
        "employee": "Bram de Wit", "promise": _("We call you on Monday before noon."), "reason": _("Our gardener is ill."),
    },
    "promise_broken": lambda: {
        "employee": "Bram de Wit", "promise": _("We promised to call you on Friday, and did not."),
        "reason": _("I forgot it. I call you today before five."),
    },
    "form_copy": lambda: {
        "answers": _("Where is it?\nLindelaan, at number 22\n\nIs it dangerous?\nNo"), "term": _("Within two working days."),
    },
}


def fill(key: str, subject: str, body: str) -> tuple[str, str]:
    """(subject, text) filled in for the made-up person."""
    house = organisation.current()
    return standard_texts.fill(subject, body, {
        "name": "mevrouw El Idrissi", "subject": _("Leaf basket in our street"), "reference": "K7P2-9XQM",
        "organisation": house.name, "phone": house.phone, "visit": house.visit, "website": house.website,
        **EXAMPLES.get(key, dict)(),
    })
