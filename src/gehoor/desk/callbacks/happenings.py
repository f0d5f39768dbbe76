"""What happened to a request to call back, as a line on the timeline; the rest is told of its promise."""

from django.utils.translation import gettext as _

ICONS = {"call_back.left_word": "mail", "call_back.stuck": "circle-alert"}


def sentence(event, who) -> str:
    """The line of one event; `who` holds the name."""
    data = {"n": event.data.get("tries", 0), "channel": event.data.get("channel", "").lower(), **who}
    match event.kind:
        case "call_back.stuck":
            return _("Called %(n)s times without reaching anyone, and no other address is known: somebody decides what to do") % data
        case _ if event.data.get("wrong_number"):
            return _("The number is a wrong one. A message went by %(channel)s, with a link to give another; the question stays open") % data
        case _:
            return _("Called %(n)s times without an answer. A message went by %(channel)s, with a link to choose when; the question stays open") % data
