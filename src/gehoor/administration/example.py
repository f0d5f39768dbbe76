"""A made-up person and question, to show a standard text as it will look."""

from datetime import timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from gehoor.core import organisation
from gehoor.postroom import standard_texts
from gehoor.postroom.models import StandardText


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


COMPLAINT_TEXTS = [key for key in StandardText.Key.values if key.startswith("complaint_")]


def _days() -> dict[str, str]:
    """Days that a complaint may name, as they are written to people."""
    today = timezone.localdate()
    ahead = {"received": 0, "call_by": 2, "was_due": 42, "due": 70}
    return {name: formats.date_format(today + timedelta(days=days), "l j F Y") for name, days in ahead.items()}


def _of_talks() -> list[tuple[str, str]]:
    return [
        ("{kind}", _("what kind of talk")), ("{when}", _("when the talk is")),
        ("{how}", _("how the person can answer")), ("{helping}", _("to a helper: why they get this message")),
    ]


OF_ONE_TEXT = {
    **dict.fromkeys(COMPLAINT_TEXTS, lambda: [
        ("{about}", _("what the complaint is about")), ("{handler}", _("who handles the complaint")),
        ("{received}", _("day it was received")), ("{due}", _("last day of the term")), ("{was_due}", _("last day before it was extended")),
        ("{call_by}", _("day by which we call")), ("{hearing}", _("when and where the person is heard")), ("{answers}", _("what the person told us")), ("{reason}", _("why, or what was agreed")),
        ("{outcome}", _("what went wrong, why, what changes, and the judgement")), ("{external}", _("where somebody can go after us")),
    ]),
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
    "planned_invitation": lambda: [
        *_of_talks(), ("{purpose}", _("what the talk is for")), ("{points}", _("what is talked about")),
        ("{prepare}", _("what the person may think about beforehand")), ("{companions}", _("who may come along")),
    ],
    "planned_changed": lambda: [*_of_talks(), ("{reason}", _("why it changed"))],
    "planned_record": lambda: [
        *_of_talks(), ("{summary}", _("what was agreed, in the person's words")), ("{agreements}", _("who does what, and by when")),
        ("{employee}", _("who had the talk")),
    ],
    "form_copy": lambda: [
        ("{answers}", _("each question with its answer")), ("{term}", _("when people hear from us, as the form says")),
    ],
}
def _a_talk() -> dict[str, str]:
    return {"kind": _("Care plan talk"), "when": _("Tuesday 1 December, 14:00"), "how": _("Just answer this message."), "helping": ""}


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
    **dict.fromkeys(COMPLAINT_TEXTS, lambda: {
        "about": _("A leaf basket that came three weeks late"), "handler": "Bram de Wit", "employee": "Bram de Wit", **_days(),
        "answers": _("I called three times, and nobody called back."), "reason": _("We wait for a report of the parks department."),
        "hearing": _("Tuesday 3 March 2026 at 10:00, town hall"), "outcome": _("What went wrong?\nThe basket came three weeks late."), "external": "Nationale ombudsman",
    }),
    "planned_invitation": lambda: {
        **_a_talk(), "purpose": _("We look together whether the care still suits you."), "points": _("- How are you?"),
        "prepare": _("What goes well?"), "companions": _("Somebody you trust."),
    },
    "planned_changed": lambda: {**_a_talk(), "reason": _("Our colleague is ill.")},
    "planned_record": lambda: {
        **_a_talk(), "summary": _("I want to go outside more often."), "employee": "Bram de Wit",
        "agreements": _("- We ask a volunteer to walk with you (we, by 1 December)"),
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
