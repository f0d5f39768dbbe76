"""Telling the person: what is promised, that it becomes another moment and why, or that it was not kept and what now.

In Dutch, whatever language the employee works in, and in the organisation's own words (`StandardText`).
"""

from django.db import transaction
from django.utils import translation

from gehoor.conversations import promised
from gehoor.people.addresses import InvalidAddress
from gehoor.postroom import answer, channel, standard_texts
from gehoor.postroom.models import StandardText
from gehoor.postroom.wording import LANGUAGE

WHY = "promise"  # `Contact.automatic` of what tells about a promise; the link of the person goes along with it
Key = StandardText.Key
# What stands in a message until the reason and the new promise are filled in; in Dutch, as the whole message is.
REASON, PROMISE = "[reden]", "[nieuwe belofte]"


def sentence(kind, what, from_at, due_at) -> str:
    """The promise in one sentence, as the person reads it."""
    with translation.override(LANGUAGE):
        return promised.said(kind, what.strip(), from_at, due_at)


def confirmation(conversation, said: str, *, by) -> str:
    """The whole message around this sentence."""
    return _text(Key.PROMISE, conversation, by, promise=said)


def other_moment(promise, *, by, said=PROMISE, reason=REASON) -> str:
    """That it becomes another moment, and why."""
    return _text(Key.PROMISE_MOVED, promise.conversation, by, promise=said, reason=reason)


def not_kept(promise, *, by, reason=REASON) -> str:
    """That it was not kept, and what now."""
    with translation.override(LANGUAGE):
        said = promised.not_kept(promise.kind, promise.from_at, promise.due_at)
    return _text(Key.PROMISE_BROKEN, promise.conversation, by, promise=said, reason=reason)


def tell(promise, *, by, text, to) -> bool:
    """Send it to `to` ("kind:address"); False, and nothing sent, where that is no address that can be reached."""
    kind, _colon, address = to.partition(":")
    try:
        with transaction.atomic():
            was_told_by(promise, answer.tell(channel.get(kind), promise.conversation, by=by, text=text, to=address, why=WHY))
    except (LookupError, answer.NoAddress, InvalidAddress):
        return False
    return True


def was_told_by(promise, delivery):
    """This message told the person of it: comes it back, then the promise says so."""
    promise.told = delivery
    promise.save(update_fields=["told"])


def _text(key, conversation, by, **filled) -> str:
    with translation.override(LANGUAGE):
        values = standard_texts.values(conversation, employee=str(by), **filled)
        return standard_texts.render(key, values)[1]
