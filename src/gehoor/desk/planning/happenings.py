"""What happened to planned talks, as lines on a timeline."""

from datetime import date

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from gehoor.planning.models.moment import in_words

ICONS = {
    "plan.begun": "calendar", "plan.changed": "pencil", "plan.another_rhythm": "calendar-sync", "plan.stopped": "x",
    "moment.made": "calendar", "moment.agreed": "calendar", "moment.moved": "calendar", "moment.given": "user",
    "moment.invited": "send", "moment.cannot_invite": "circle-alert", "moment.told": "phone",
    "moment.prepared": "list", "moment.held": "check", "moment.missed": "circle-alert", "moment.withdrawn": "x",
    "moment.warned": "alarm-clock", "moment.leads_warned": "bell",
}


def sentence(event, who) -> str:
    """The line for one event; `who` holds the name of who did it."""
    return _SAID[event.kind]({**who, **event.data, "when": _when(event.data)})


def _when(data) -> str:
    """When the talk is, as the event keeps it; "" where it tells none."""
    if not data.get("from_on"):
        return ""
    at = parse_datetime(data["at"]) if data.get("at") else None
    return in_words(date.fromisoformat(data["from_on"]), date.fromisoformat(data["until_on"]), at)


def _moved(told) -> str:
    words = {**told, "was": _when(told.get("was") or {}), "reason": told.get("reason") or "–"}
    return _("%(name)s moved the talk to %(when)s; it was %(was)s. Why: %(reason)s") % words


def _given(told) -> str:
    if told.get("employee"):
        return _("%(name)s: %(employee)s does the talk") % told
    return _("%(name)s: the team does the talk") % told


def _withdrawn(told) -> str:
    if told.get("reason"):
        return _("%(name)s: the talk %(when)s is not needed. Why: %(reason)s") % told
    return _("The talk %(when)s no longer stands: the plan ends before it") % told


def _warned(told) -> str:
    if told.get("of") == "unprepared":
        return _("Nobody prepared the talk %(when)s yet") % told
    return _("The talk %(when)s is not recorded, and its time is over") % told


_SAID = {
    "plan.begun": lambda told: _("%(name)s planned talks: %(kind)s") % {**told, "kind": told.get("of", "")},
    "plan.changed": lambda told: _("%(name)s changed the plan of these talks") % told,
    "plan.another_rhythm": lambda told: _("%(name)s changed how often: %(rhythm)s. Why: %(reason)s") % told,
    "plan.stopped": lambda told: _("%(name)s stopped the plan of these talks: %(reason)s") % {**told, "reason": told.get("reason") or "–"},
    "moment.made": lambda told: _("The next talk stands: %(when)s") % told,
    "moment.agreed": lambda told: _("%(name)s agreed a time for the talk: %(when)s") % told,
    "moment.moved": _moved,
    "moment.given": _given,
    "moment.invited": lambda told: _("The person is told of the talk %(when)s") % told,
    "moment.cannot_invite": lambda told: _("No address is known to tell the person of the talk %(when)s: tell them by phone") % told,
    "moment.told": lambda told: _("%(name)s told the person of the talk %(when)s") % told,
    "moment.prepared": lambda told: _("%(name)s prepared the talk") % told,
    "moment.held": lambda told: _("%(name)s recorded the talk") % told,
    "moment.missed": lambda told: _("%(name)s: the talk %(when)s did not take place. Why: %(reason)s") % told,
    "moment.withdrawn": _withdrawn,
    "moment.warned": _warned,
    "moment.leads_warned": lambda told: _("The team leads were told: %(what)s") % {"what": _warned(told)},
}
