"""Telling the person: what was agreed, that nobody answered, or that the number is not theirs. With the link to choose.

In Dutch, whatever language the employee works in, and in the organisation's own words (`StandardText`).
"""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from gehoor.conversations import promised
from gehoor.people.models import AddressKind
from gehoor.postroom import channel, send, standard_texts
from gehoor.postroom.models import StandardText
from gehoor.postroom.wording import LANGUAGE
from gehoor.promises import telling as promises

from . import change_link
from .models import Telling

AUTOMATIC = "call_back"  # `Contact.automatic` of what is told here: answers nothing, brings no link of the conversation
Key = StandardText.Key


@transaction.atomic
def confirm(call_back) -> bool:
    """What was agreed; by e-mail alone, since they read it on the page already. Whether it was sent."""
    return _tell(call_back, Key.CALL_BACK, [way for way in _ways(call_back) if not way[0].sent_by_hand])


@transaction.atomic
def leave_word(call_back, *, wrong_number=False) -> str:
    """That nobody answered, or that the number is somebody else's: by e-mail, else by letter. On which channel; "" for none."""
    key = Key.CALL_BACK_NUMBER if wrong_number else Key.CALL_BACK_MISSED
    ways = sorted(_ways(call_back), key=lambda way: way[0].sent_by_hand)
    return str(ways[0][0].title) if _tell(call_back, key, ways) else ""


def link_line(message) -> str:
    """What goes below a message about calling back when it is handed over, so that what we keep holds no link."""
    told = Telling.objects.filter(message=message).select_related("call_back").first()
    return _("See, move or withdraw it here: %(url)s") % {"url": change_link.url_of(told.call_back)} if told else ""


def sentence(promise) -> str:
    """When we call, as the person reads it."""
    with translation.override(LANGUAGE):
        return promised.said(promise.kind, "", promise.from_at, promise.due_at)


def _tell(call_back, key, ways) -> bool:
    if not ways:
        return False
    config, address, person = ways[0]
    conversation, promise = call_back.promise.conversation, call_back.promise
    with translation.override(LANGUAGE):
        values = standard_texts.values(
            conversation, name=person.name, promise=sentence(promise), number=_ending(promise.number),
            tries=str(promise.tries), last=_last(promise),
        )
        subject, text = standard_texts.render(key, values)
    delivery = send.send(
        conversation, by=None, kind=config.kind, address=address, person=person, subject=subject, text=text,
        automatic=AUTOMATIC, **config.outgoing_details(conversation),
    )
    Telling.objects.create(call_back=call_back, message=delivery.message)
    promises.was_told_by(promise, delivery)
    return True


def _ending(number) -> str:
    """A message may be read by others than whose number it is: its last digits are enough to know it by."""
    return number[-4:]


def _last(promise) -> str:
    at = promise.attempts.order_by("-at").values_list("at", flat=True).first()
    local = timezone.localtime(at) if at else timezone.localtime()
    return f"{local:%H:%M}"


def _ways(call_back) -> list:
    """(channel, address, person) on which they can be told: the address that was given with it comes first."""
    conversation = call_back.promise.conversation
    found = []
    for config in channel.answering():
        if call_back.told_at and config.address_kind == AddressKind.EMAIL:
            return [(config, call_back.told_at, conversation.person)]
        address, person = config.reply_to_address(conversation)
        if address and call_back.promise.person_id in (conversation.person_id, person.pk):  # else it is somebody else's call
            found.append((config, address, person))
    return found
