"""A first draft of a handover, told from the timeline: who asked what when, what was answered, who waits. No guessing."""

from django.utils import formats, timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from gehoor.conversations import status
from gehoor.conversations.models import Direction, Message
from gehoor.postroom import channel

from .promises import facts

SAID = 180  # characters of each message
FIRST, LAST = 2, 8  # messages told from the beginning and from the end
NOTES = 6  # notes among ourselves, the latest ones


def told(conversation) -> list[Message]:
    """Everything said and noted, in order of time; one query."""
    said = Message.objects.filter(conversation=conversation).exclude(contact__automatic="acknowledgement")
    said = said.select_related("contact__person", "contact__employee").order_by("contact__at", "pk")
    return list(said.defer("html", "rest"))


def draft(conversation, said) -> dict[str, str]:
    """`summary`, `tried` and `promises` of a handover, in the language of who writes it. `said` is what was `told`."""
    titles = {config.kind: str(config.title) for config in channel.all_channels()}
    spoken = [_line(one, titles) for one in said if one.contact.direction != Direction.INTERNAL]
    notes = [_note(one) for one in said if one.contact.direction == Direction.INTERNAL]
    lines = [
        _("%(person)s asks: %(subject)s") % {"person": conversation.person, "subject": conversation}, "",
        *_shortened(spoken), "",
        _("How it stands: %(sentence)s") % {"sentence": status.sentence(conversation)},
        _("%(waiting)s, since %(day)s.")
        % {"waiting": conversation.get_waiting_for_display(), "day": _day(conversation.waiting_since)},
    ]
    return {"summary": "\n".join(lines), "tried": "\n".join(notes[-NOTES:]), "promises": "\n".join(_promised(conversation))}


def _promised(conversation) -> list[str]:
    """What is promised and open, with who is to do it. `conversation` comes with `promises.facts`."""
    return [
        _("- %(kind)s: %(when)s, %(name)s") % {"kind": one.get_kind_display(), "when": one.when, "name": one.doer}
        + (f". {one.what}" if one.what else "")
        for one in facts.of(conversation) if one.is_open
    ]


def _shortened(lines) -> list[str]:
    """All lines; of a long story its beginning and its end."""
    left_out = len(lines) - FIRST - LAST
    if left_out < 2:
        return lines
    return [*lines[:FIRST], _("(%(number)s more in between)") % {"number": left_out}, *lines[-LAST:]]


def _line(message, titles) -> str:
    contact = message.contact
    facts = {"day": _day(contact.at), "channel": titles.get(contact.channel, contact.channel), "text": _words(message)}
    if contact.direction == Direction.IN:
        return _("- %(day)s, %(channel)s, %(name)s: %(text)s") % {**facts, "name": contact.person or _("Mail server")}
    return _("- %(day)s, %(channel)s, our answer (%(name)s): %(text)s") % {**facts, "name": contact.employee or "Gehoor"}


def _note(message) -> str:
    return f"- {_day(message.contact.at)}, {message.contact.employee}: {_words(message)}"


def _words(message) -> str:
    return Truncator(" ".join(message.text.split())).chars(SAID)


def _day(moment) -> str:
    return formats.date_format(timezone.localtime(moment), "j F")
