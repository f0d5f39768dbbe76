"""What was agreed on to come: appointments and planned talks, in a sentence for the person and whoever speaks with them.
And calls of ours that reached nobody, as long as it is the person's turn.

A conversation carries them as JSON by kind, as it carries what is promised, so that who shows how it stands asks for
nothing more. Each is {"at": moment, "from": day, "until": day} in ISO 8601, of which an appointment has the moment only.
Written by the apps above that make them; what is over is left out when it is read, so that no job has to clear it away.
"""

from datetime import date, datetime, time
from itertools import chain

from django.db.models import F, Func, JSONField, Value
from django.utils import formats, timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import Conversation

APPOINTMENT, TALK = "appointment", "talk"
CALLED = "called"  # {"at": moment of the last call, "tries": how many, "wrong": the number was somebody else's}
MOST = 10  # of one kind in one conversation
_SAID = {
    APPOINTMENT: lambda: _("Your appointment with us is %(when)s."),
    TALK: lambda: _("Our next talk with you is %(when)s."),
}


def packed(at: datetime | None, from_on: date | None = None, until_on: date | None = None) -> dict:
    """One of them, as a conversation carries it."""
    return {key: value and value.isoformat() for key, value in {"at": at, "from": from_on, "until": until_on}.items()}


def keep(conversation_id: int, kind: str, found: list[dict]):
    """Write down all that is to come of this kind, and leave the other kind as it is."""
    mine = Value({kind: found[:MOST]}, JSONField())
    joined = Func(F("coming"), mine, template="(%(expressions)s)", arg_joiner=" || ", output_field=JSONField())
    Conversation.objects.filter(pk=conversation_id).update(coming=joined)


def ahead(found: dict) -> list[tuple[str, dict]]:
    """(kind, what) of those that are not over yet, the first to come first."""
    all_of_them = chain.from_iterable(((kind, one) for one in several) for kind, several in found.items() if kind in _SAID)
    return sorted((pair for pair in all_of_them if _is_ahead(pair[1])), key=lambda pair: _moment(pair[1]))


def sentence(found: dict) -> str:
    """Of the first that is to come; "" where there is none."""
    return next((_SAID[kind]() % {"when": in_words(one)} for kind, one in ahead(found)), "")


def called_in_vain(found: dict, since: datetime) -> str:
    """That we called and did not reach them, and what they can do; "" where that was before `since`, when it became their turn."""
    calls = [one for one in found.get(CALLED, ()) if parse_datetime(one["at"]) >= since]
    if not calls:
        return ""
    told = _told(calls[-1])
    if calls[-1]["wrong"]:
        return _("We called on %(when)s, but the number was not yours. In our message stands how you give us another one.") % told
    return ngettext(
        "We called you once, on %(when)s, and did not reach you. In our message stands how you choose another moment.",
        "We called you %(tries)d times, the last time on %(when)s, and did not reach you. In our message stands how you choose "
        "another moment.", told["tries"]) % told


def not_reached(call: dict) -> str:
    """That we called and did not reach them, where no message could go to them either: what they can tell us."""
    told = _told(call)
    if call["wrong"]:
        return _("We called on %(when)s, but the number was not yours. Tell us on which number we can call you.") % told
    return ngettext(
        "We called you once, on %(when)s, and did not reach you. Tell us when, or on which number, we can call you.",
        "We called you %(tries)d times, the last time on %(when)s, and did not reach you. Tell us when, or on which number, we "
        "can call you.", told["tries"]) % told


def _told(call) -> dict:
    at = timezone.localtime(parse_datetime(call["at"]))
    return {"tries": call["tries"], "when": formats.date_format(at, _("l j F, H:i"))}


def in_words(one: dict) -> str:
    """A moment, or a period, as people say it."""
    if one["at"]:
        return formats.date_format(timezone.localtime(parse_datetime(one["at"])), _("l j F Y, H:i"))
    from_on, until_on = parse_date(one["from"]), parse_date(one["until"])
    begins = formats.date_format(from_on, _("j F") if from_on.year == until_on.year else _("j F Y"))
    return _("between %(begins)s and %(ends)s") % {"begins": begins, "ends": formats.date_format(until_on, _("j F Y"))}


def _moment(one) -> datetime:
    return parse_datetime(one["at"]) if one["at"] else timezone.make_aware(datetime.combine(parse_date(one["from"]), time.min))


def _is_ahead(one) -> bool:
    return _moment(one) > timezone.now() if one["at"] else parse_date(one["until"]) >= timezone.localdate()
