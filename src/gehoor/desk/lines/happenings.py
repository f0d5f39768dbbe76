"""What happened to a turn, as a line on the timeline of its conversation. Offers that were let pass are not told."""

from django.utils.translation import gettext as _

ICONS = {"turn.joined": "clock", "turn.to_call_back": "phone", "turn.handed": "arrow-right-left"}
_SAID = {
    "turn.joined": lambda: _("Waits for somebody of us"),
    "turn.to_call_back": lambda: _("Wants to be called back, and keeps the place in line"),
    "turn.handed": lambda: _("%(to)s helps from here on"),
}


def sentence(event, who) -> str:
    """The line for one event; `who` holds the name of who did it."""
    return _SAID[event.kind]() % {**who, "to": event.data.get("to", "")}
