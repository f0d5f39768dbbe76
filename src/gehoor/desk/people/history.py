"""What we wrote down about a person, as one quiet line each: who did it and when, never what somebody said."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gehoor.people.addresses import kind_of, shown

ICONS = {
    "person.registered": "user-plus", "person.renamed": "pencil", "person.needs_stated": "hand-helping",
    "person.anonymity_said": "user", "person.address_added": "plus", "person.address_corrected": "pencil",
    "person.address_withdrawn": "trash-2", "person.address_preferred": "check", "person.merged": "git-merge",
    "person.unmerged": "undo-2", "person.helper_permitted": "users", "person.helper_withdrawn": "x",
    "person.is_organisation": "landmark", "person.speaks_for": "landmark", "person.stopped_speaking": "x",
}
SHOWN = tuple(ICONS)


@dataclass(frozen=True, slots=True)
class Happening:
    when: datetime
    icon: str
    text: str


def happening(event) -> Happening:
    """The line for one event."""
    return Happening(event.at, ICONS[event.kind], _sentence(event.kind, event.data, str(event.actor or "Gehoor")))


def _sentence(kind, data, name) -> str:
    who = {"name": name}
    match kind:
        case "person.registered":
            return _("%(name)s wrote this person down") % who
        case "person.renamed":
            return _("%(name)s changed the name") % who
        case "person.needs_stated":
            return _("%(name)s wrote down what the person asked us to mind") % who
        case "person.anonymity_said" if data.get("anonymous"):
            return _("%(name)s: wants to give no name") % who
        case "person.anonymity_said":
            return _("%(name)s: the name is just not known yet") % who
        case "person.merged":
            return _("%(name)s merged two into one person") % who
        case "person.unmerged":
            return _("%(name)s made them two people again") % who
    return _of_address(kind, data, who) or _of_helping(kind, who)


def _of_address(kind, data, who) -> str:
    match kind:
        case "person.address_added":
            return _("%(name)s added an address") % who
        case "person.address_corrected":
            return _("%(name)s corrected an address: it was %(was)s") % {**who, "was": _readable(data.get("was", ""))}
        case "person.address_withdrawn":
            value = _readable(data.get("value", ""))
            return _("%(name)s took an address away: %(address)s") % {**who, "address": value}
        case "person.address_preferred" if data.get("preferred"):
            return _("%(name)s wrote down which address the person prefers") % who
        case "person.address_preferred":
            return _("%(name)s: no address is preferred any more") % who
    return ""


def _of_helping(kind, who) -> str:
    match kind:
        case "person.helper_permitted":
            return _("%(name)s wrote down who may act for whom") % who
        case "person.helper_withdrawn":
            return _("%(name)s: the permission is taken back") % who
        case "person.is_organisation":
            return _("%(name)s: this is an organisation") % who
        case "person.speaks_for":
            return _("%(name)s wrote down who speaks for the organisation") % who
        case _:
            return _("%(name)s: no longer speaks for the organisation") % who


def _readable(value) -> str:
    return shown(kind_of(value), value)
