"""What happened to a turn, as a line on the timeline of its conversation. Offers that were let pass are not told."""

from django.utils.translation import gettext as _

ICONS = {"turn.joined": "clock", "turn.to_call_back": "phone", "turn.handed": "arrow-right-left",
         "turn.aside": "clock", "turn.came_back": "undo-2", "turn.lost": "undo-2"}
_SAID = {
    "turn.joined": lambda: _("Waits for somebody of us"),
    "turn.to_call_back": lambda: _("Wants to be called back, and keeps the place in line"),
    "turn.aside": lambda: _("Left the page while waiting: keeps the place, and the question stays with us"),
    "turn.came_back": lambda: _("Is back, and waits where they stood"),
    "turn.handed": lambda: _("%(to)s helps from here on"),
}
_LOST = {
    "vanished": lambda: _("The connection with %(helper)s was lost: back at the front of the line"),
    "shut_out": lambda: _("%(helper)s may not see this any more: back at the front of the line"),
}


def sentence(event, who) -> str:
    """The line for one event; `who` holds the name of who did it."""
    if event.kind == "turn.lost":
        return _LOST[event.data["why"]]() % event.data
    return _SAID[event.kind]() % {**who, "to": event.data.get("to", "")}
