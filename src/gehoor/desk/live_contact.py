"""What happened in live contact, as quiet lines on the timeline."""

from django.utils.translation import gettext as _

from gehoor.assistant.models import Turn

ICONS = {
    "chat.ended": "x", "chat.resumed": "message-circle", "chat.goes_on": "arrow-right-left", "chat.mailed": "mail",
    "assistant.handed_over": "users",
}
_WAYS = {
    "mail": lambda: _("The person goes on by e-mail"),
    "call": lambda: _("The person wants to be called back"),
}


def sentence(event, who) -> str:
    """The line for one event; `who` names the employee."""
    match event.kind:
        case "assistant.handed_over":
            return _("From the computer to a human: %(reason)s") % {"reason": _reason(event.data.get("reason"))}
        case "chat.ended" if event.actor:
            return _("%(name)s ended the chat") % who
        case "chat.ended":
            return _("The person ended the chat")
        case "chat.resumed":
            return _("The person came back to the chat")
        case "chat.mailed":
            return _("The person was away: the answer went by e-mail too")
        case "chat.goes_on" if event.actor:
            return _("%(name)s goes on by e-mail with the person") % who
        case _:
            return _WAYS.get(event.data.get("way"), lambda: _("The person goes on in the chat"))()


def _reason(why) -> str:
    return str(Turn.Reason(why).label) if why in Turn.Reason.values else _("they chose a human")
