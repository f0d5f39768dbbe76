"""What we did with a conversation, as one quiet line each on its timeline."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gehoor.conversations.models import Closure, WaitingFor

from . import live_contact
from .appointments import happenings as appointments
from .callbacks import happenings as callbacks
from .complaints import happenings as complaints
from .lines import happenings as lines
from .planning import happenings as planning
from .promises import happenings as promises

ICONS = {
    "conversation.moved": "arrow-right-left", "conversation.assigned": "user", "conversation.closed": "check",
    "conversation.reopened": "undo-2", "conversation.put_back": "undo-2", "conversation.joined": "git-merge", "conversation.waits": "clock",
    "conversation.status_said": "message-circle", "conversation.renamed": "pencil",
    "conversation.made_confidential": "lock", "conversation.confidentiality_lifted": "lock-open",
    "conversation.reader_named": "user-plus", "conversation.reader_unnamed": "user",
    "conversation.glass_broken": "key-round", "conversation.glass_reviewed": "eye",
    "handover.offered": "arrow-right-left", "handover.accepted": "circle-check", "handover.declined": "x",
    "handover.returned": "alarm-clock", "handover.withdrawn": "undo-2", "handover.leads_told": "bell",
    "conversation.repeated": "history", "message.taken_back": "undo-2", "delivery.failed": "circle-alert", "delivery.retried": "send",
    "message.typed_out": "pencil", "delivery.posted": "send", "delivery.unposted": "undo-2",
    "conversation.imported": "history",
    "conversation.answered_elsewhere": "circle-alert", "conversation.person_merged": "git-merge",
    "conversation.person_unmerged": "undo-2",
} | complaints.ICONS | promises.ICONS | callbacks.ICONS | appointments.ICONS | planning.ICONS | live_contact.ICONS | lines.ICONS
SHOWN = tuple(ICONS)
_OF_PARTS = {
    "complaint": complaints.sentence, "promise": promises.sentence, "call_back": callbacks.sentence,
    "appointment": lambda event, _who: appointments.sentence(event), "chat": live_contact.sentence, "assistant": live_contact.sentence,
    "plan": planning.sentence, "moment": planning.sentence, "turn": lines.sentence,
}


@dataclass(frozen=True, slots=True)
class Happening:
    """Something happened: an icon, a sentence, a time."""

    when: datetime
    icon: str
    text: str
    handover: int | None = None  # id of the handover it tells of
    promise: int | None = None  # id of the promise
    moment: int | None = None  # id of the planned talk it tells of
    is_event = True

    @property
    def drawn_once(self) -> "Happening":
        """What its drawing depends on: all of it."""
        return self


def happening(event) -> Happening:
    """The line for one event."""
    return Happening(
        event.at, ICONS[event.kind], _sentence(event),
        **{name: event.data.get(name) for name in ("handover", "promise", "moment")},
    )


def _sentence(event) -> str:
    who = {"name": str(event.actor) if event.actor else "Gehoor"}
    data = event.data
    if told := _OF_PARTS.get(event.kind.partition(".")[0]):
        return told(event, who)
    if event.kind.startswith("handover."):
        return _HANDOVER[event.kind]() % {**who, "to": data.get("to", ""), "sender": data.get("sender", "")}
    if event.kind in _PLAIN:
        return _PLAIN[event.kind]() % who
    if event.kind in _HISTORY:
        return _HISTORY[event.kind](data)
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
            return _closed(data.get("solved"), data.get("solved_by"), who)
        case "conversation.reopened":
            return _("%(name)s opened this again") % who if event.actor else _("Opened again by a new message")
        case "conversation.joined":
            return _("%(name)s joined %(reference)s with this") % {**who, "reference": data.get("joined", "")}
        case "conversation.answered_elsewhere" | "conversation.person_merged" | "conversation.person_unmerged":
            return _person(event.kind, data, who)
        case "conversation.waits":
            return _waits(data.get("whom"), who, event.actor)
        case "conversation.status_said":
            return _("%(name)s wrote how it stands: %(sentence)s") % {**who, "sentence": data.get("sentence") or "–"}
        case "conversation.put_back":
            return _put_back(data, who)
        case _:
            return _access(event.kind, data, who)


def _person(kind, data, who) -> str:
    """Who the person is, or an answer that went to somebody else's address."""
    more = {**who, "other": data.get("other", ""), "whose": data.get("whose", ""), "address": data.get("address", "")}
    if kind == "conversation.person_merged":
        return _("%(name)s: the person is the same as %(other)s") % more
    if kind == "conversation.person_unmerged":
        return _("%(name)s: the person is not the same as %(other)s after all") % more
    if more["whose"]:
        return _("%(name)s answered %(whose)s at %(address)s, knowing that it is someone else's address") % more
    return _("%(name)s answered at %(address)s, an address that was not known yet") % more


def _access(kind, data, who) -> str:
    """Who may read it changed, or somebody opened it with a reason."""
    match kind:
        case "conversation.made_confidential":
            return _("%(name)s made this confidential: %(reason)s") % {**who, "reason": data.get("reason", "")}
        case "conversation.confidentiality_lifted":
            return _("%(name)s: no longer confidential") % who
        case "conversation.reader_named":
            return _("%(name)s lets %(colleague)s read along") % {**who, "colleague": data.get("employee", "")}
        case "conversation.reader_unnamed":
            return _("%(colleague)s no longer reads along") % {"colleague": data.get("employee", "")}
        case "conversation.glass_broken":
            return _("%(name)s opened this with a reason") % who
        case _ if data.get("agreed"):
            return _("%(name)s looked at the reason and agreed") % who
        case _:
            return _("%(name)s looked at the reason and did not agree") % who


_PLAIN = {
    "conversation.renamed": lambda: _("%(name)s changed the subject"),
    "message.taken_back": lambda: _("%(name)s took an answer back before it was sent"),
    "message.typed_out": lambda: _("%(name)s typed what the letter says"),
    "delivery.failed": lambda: _("A message did not arrive"),
    "delivery.retried": lambda: _("%(name)s sent a message again"),
    "delivery.posted": lambda: _("%(name)s put the letter in the post"),
    "delivery.unposted": lambda: _("%(name)s: the letter was not in the post after all"),
}

_HANDOVER = {
    "handover.offered": lambda: _("%(name)s hands this over to %(to)s"),
    "handover.accepted": lambda: _("%(name)s took this over from %(sender)s"),
    "handover.declined": lambda: _("%(name)s declined the handover; it is back with %(to)s"),
    "handover.returned": lambda: _("Nobody accepted the handover in time; it is back with %(to)s"),
    "handover.withdrawn": lambda: _("%(name)s withdrew the handover"),
    "handover.leads_told": lambda: _("The team leads were told that a handover came back"),
}


def _imported(data) -> str:
    system = data.get("source", "").capitalize()
    return _("Brought over from %(system)s, number %(number)s there") % {"system": system, "number": data.get("number", "")}


def _repeated(data) -> str:
    counted = _("Contact number %(number)s in %(days)s days") % {"number": data.get("number"), "days": data.get("days")}
    owner = data.get("owner")
    return _("%(counted)s: %(name)s is the owner") % {"counted": counted, "name": owner} if owner else counted


_HISTORY = {"conversation.imported": _imported, "conversation.repeated": _repeated}


def _put_back(data, who) -> str:
    with_whom = data.get("employee") or data.get("team") or _("nobody")
    return _("%(name)s undid that: it is with %(colleague)s again") % {**who, "colleague": with_whom}


def _closed(solved, solved_by, who) -> str:
    if solved_by == Closure.SolvedBy.OTHER:
        return _("%(name)s closed this: solved by another department or organisation") % who
    if solved_by == Closure.SolvedBy.PERSON:
        return _("%(name)s closed this: the person managed it themselves") % who
    if solved:
        return _("%(name)s closed this: solved") % who
    return _("%(name)s closed this: not solved") % who if solved is False else _("%(name)s closed this") % who


def _waits(whom, who, actor) -> str:
    if whom == WaitingFor.PERSON:
        return _("%(name)s: now waiting for the person") % who
    if whom == WaitingFor.OTHER:
        return _("%(name)s: now waiting for someone else") % who
    return _("%(name)s: we are to move now") % who if actor else _("We are to move now")
