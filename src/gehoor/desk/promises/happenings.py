"""What happened to a promise, as a line on the timeline of its conversation."""

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from gehoor.core import deadlines
from gehoor.promises.models import Promise

ICONS = {
    "promise.made": "hand-helping", "promise.kept": "circle-check", "promise.not_kept_yet": "undo-2", "promise.stands_again": "undo-2",
    "promise.renegotiated": "clock", "promise.broken": "circle-alert", "promise.withdrawn": "x",
    "promise.given": "arrow-right-left", "promise.attempted": "phone-outgoing", "promise.attempted_not": "undo-2", "promise.owner_warned": "alarm-clock",
    "promise.chosen": "clock", "promise.renumbered": "phone", "promise.leads_warned": "bell", "promise.asked": "landmark", "promise.link_revoked": "x", "promise.time_asked": "clock",
}
_SAID = {
    "promise.made": lambda: _("%(name)s promised: %(what)s, %(when)s"),
    "promise.kept": lambda: _("%(name)s kept the promise: %(what)s"),
    "promise.not_kept_yet": lambda: _("%(name)s undid that: the promise is open again"),
    "promise.stands_again": lambda: _("%(name)s undid the closing: the promise is open again"),
    "promise.renegotiated": lambda: _("%(name)s agreed on another moment for %(what)s: %(when)s. Why: %(reason)s"),
    "promise.chosen": lambda: _("The person chose another moment for %(what)s: %(when)s"),
    "promise.renumbered": lambda: _("%(name)s wrote down another number to call"),
    "promise.broken": lambda: _("%(name)s: the promise was not kept: %(what)s. %(reason)s"),
    "promise.withdrawn": lambda: _("%(name)s withdrew the promise: %(what)s"),
    "promise.given": lambda: _("%(name)s gave the promise to %(to)s"),
    "promise.attempted": lambda: _("%(name)s called and did not get through. %(note)s"),
    "promise.attempted_not": lambda: _("%(name)s undid that: it does not count as a call in vain"),
    "promise.owner_warned": lambda: _("The promise is about to break: %(what)s, %(when)s"),
    "promise.asked": lambda: _("%(name)s asked %(to)s to do this"),
    "promise.link_revoked": lambda: _("%(name)s took the link of %(to)s back"),
    "promise.time_asked": lambda: _("%(to)s needs more time for what was promised. %(reason)s"),
    "promise.leads_warned": lambda: _("The team leads were told that a promise is about to break"),
}


def sentence(event, who) -> str:
    """The line of one event; `who` holds the name."""
    data = event.data
    if event.kind == "promise.given" and data["to"] == who["name"]:
        return _("%(name)s has the promise from here on") % who
    from_at = data.get("from")
    return _SAID[event.kind]() % {
        **who, "what": Promise.Kind(data["what"]).label.lower(), "reason": data.get("reason", ""), "to": data.get("to", ""),
        "when": deadlines.words(parse_datetime(data["due"]), from_at and parse_datetime(from_at)), "note": data.get("note", ""),
    }
