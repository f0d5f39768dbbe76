"""Whose page is open: what a stream may listen to, and who was here when."""

import re
from datetime import timedelta

from django.conf import settings
from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from gehoor.conversations import links
from gehoor.core.live.listening import Listening
from gehoor.core.models import Event

from . import leaving, turns
from .models import HERE, Chat

ADDRESS = re.compile(rf"/chat/([a-z2-7]{{{links.LENGTH}}})/live/")
WRITTEN_EVERY = timedelta(seconds=15)
STREAMS_SAY = timedelta(seconds=30)  # by then a stream has said so
_LAST = Subquery(
    Event.objects.filter(conversation_id=OuterRef("conversation")).order_by().values("conversation_id")
    .annotate(last=Max("pk")).values("last")
)


def listening(keys: list[str]) -> dict[str, Listening]:
    """What these keys open, by key; those that open nothing are left out. Their pages are open from now on."""
    by_digest, now = {links.digest_of(key): key for key in keys}, timezone.now()
    found = list(_that_open().filter(link__digest__in=by_digest).values_list("pk", "conversation_id", "last", "link__digest", "seen_at"))
    Chat.objects.filter(pk__in=[pk for pk, *_ in found]).update(seen_at=now)
    if were_gone := [pk for pk, *_, seen_at in found if seen_at <= now - HERE]:
        leaving.are_here(were_gone)
    return {by_digest[digest]: _listening(pk, conversation, last) for pk, conversation, last, digest, _seen_at in found}


def still_here(pks: list[int]) -> dict[int, Listening]:
    """These chats have a page open; those whose link still opens are returned."""
    is_here(pks)
    rows = list(_that_open().filter(pk__in=pks).values_list("pk", "conversation_id", "last"))
    told = turns.sentences(_languages(), only={conversation for _pk, conversation, _last in rows})
    return {row[0]: _listening(*row, told.get(row[1])) for row in rows}


def _that_open():
    """Chats whose link opens now, with `last`: the newest event of each."""
    return Chat.objects.filter(link__revoked_at=None, link__expires_at__gt=timezone.now()).annotate(last=_LAST)


def is_here(pks: list[int]):
    """Write down that these chats have a page open."""
    now = timezone.now()
    Chat.objects.filter(pk__in=pks, seen_at__lt=now - WRITTEN_EVERY).update(seen_at=now)
    leaving.are_here(pks)


def asks(chat: Chat):
    """Its page asks what is new: that tells that it is open where no stream does (an old proxy, too many from one network)."""
    if chat.seen_at < timezone.now() - STREAMS_SAY:
        is_here([chat.pk])


def at_the_front() -> dict[str, dict[str, str]]:
    """By topic what the first in the line read now, by language."""
    told = turns.sentences(_languages(), first=turns.FRONT)
    return {f"talk:{conversation}": sentence for conversation, sentence in told.items()}


def _languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def _listening(pk, conversation, last, told=None) -> Listening:
    return Listening(pk, f"talk:{conversation}", f"conversation:{conversation}", last or 0, told)
