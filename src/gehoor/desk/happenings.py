"""What we did with a conversation, as one quiet line each on its timeline."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gehoor.conversations.models import WaitingFor

ICONS = {
    "conversation.moved": "arrow-right-left", "conversation.assigned": "user", "conversation.closed": "check",
    "conversation.reopened": "undo-2", "conversation.joined": "git-merge", "conversation.waits": "clock",
    "conversation.status_said": "message-circle", "conversation.renamed": "pencil",
    "delivery.failed": "circle-alert", "delivery.retried": "send",
}
SHOWN = tuple(ICONS)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something happened: an icon, a sentence, a time."""

    when: datetime
    icon: str
    text: str
    is_event = True


def happening(event) -> Happening:
    """The line for one event."""
    return Happening(event.at, ICONS[event.kind], _sentence(event))


def _sentence(event) -> str:
    who = {"name": str(event.actor) if event.actor else "Gehoor"}
    data = event.data
    match event.kind:
        case "conversation.moved":
            return _("%(name)s moved this to the team %(team)s") % {**who, "team": data.get("team", "")}
        case "conversation.assigned" if not data.get("employee"):
            return _("%(name)s gave this back to the team") % who
        case "conversation.assigned" if data["employee"] == who["name"]:
            return _("%(name)s took this") % who
        case "conversation.assigned":
            return _("%(name)s gave this to %(colleague)s") % {**who, "colleague": data["employee"]}
        case "conversation.closed":
            return _closed(data.get("solved"), who)
        case "conversation.reopened":
            return _("%(name)s opened this again") % who if event.actor else _("Opened again by a new message")
        case "conversation.joined":
            return _("%(name)s joined %(reference)s with this") % {**who, "reference": data.get("joined", "")}
        case "conversation.waits":
            return _waits(data.get("whom"), who, event.actor)
        case "conversation.status_said":
            return _("%(name)s wrote how it stands: %(sentence)s") % {**who, "sentence": data.get("sentence") or "–"}
        case "conversation.renamed":
            return _("%(name)s changed the subject") % who
        case "delivery.failed":
            return _("A message did not arrive")
        case _:
            return _("%(name)s sent a message again") % who


def _closed(solved, who) -> str:
    if solved:
        return _("%(name)s closed this: solved") % who
    return _("%(name)s closed this: not solved") % who if solved is False else _("%(name)s closed this") % who


def _waits(whom, who, actor) -> str:
    if whom == WaitingFor.PERSON:
        return _("%(name)s: now waiting for the person") % who
    if whom == WaitingFor.OTHER:
        return _("%(name)s: now waiting for someone else") % who
    return _("%(name)s: we are to move now") % who if actor else _("We are to move now")
