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
from .models import Chat

ADDRESS = re.compile(rf"/chat/([a-z2-7]{{{links.LENGTH}}})/live/")
WRITTEN_EVERY = timedelta(seconds=15)
_LAST = Subquery(
    Event.objects.filter(conversation_id=OuterRef("conversation")).order_by().values("conversation_id")
    .annotate(last=Max("pk")).values("last")
)


def listening(key: str) -> Listening | None:
    """What this key opens; None where it opens nothing. Their page is open from now on."""
    link = links.find(key)
    if link is None or not link.opens:
        return None
    found = Chat.objects.filter(link=link).annotate(last=_LAST).first()
    if found is None:
        return None
    was_gone = not found.is_here
    Chat.objects.filter(pk=found.pk).update(seen_at=timezone.now())
    if was_gone:
        leaving.are_here([found.pk])
    return _listening(found.pk, found.conversation_id, found.last)


def still_here(pks: list[int]) -> dict[int, Listening]:
    """These chats have a page open; those whose link still opens are returned."""
    is_here(pks)
    holds = Chat.objects.filter(pk__in=pks, link__revoked_at=None, link__expires_at__gt=timezone.now())
    rows = list(holds.annotate(last=_LAST).values_list("pk", "conversation_id", "last"))
    told = turns.sentences(_languages(), only={conversation for _pk, conversation, _last in rows})
    return {row[0]: _listening(*row, told.get(row[1])) for row in rows}


def is_here(pks: list[int]):
    """Write down that these chats have a page open."""
    now = timezone.now()
    Chat.objects.filter(pk__in=pks, seen_at__lt=now - WRITTEN_EVERY).update(seen_at=now)
    leaving.are_here(pks)


def at_the_front() -> dict[str, dict[str, str]]:
    """By topic what the first in the line read now, by language."""
    told = turns.sentences(_languages(), first=turns.FRONT)
    return {f"talk:{conversation}": sentence for conversation, sentence in told.items()}


def _languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def _listening(pk, conversation, last, told=None) -> Listening:
    return Listening(pk, f"talk:{conversation}", f"conversation:{conversation}", last or 0, told)
