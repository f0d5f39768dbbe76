"""Whose page closed long ago while they waited: nobody waits behind them any more, and coming back gives them their place back.

After `WorkRules.chat_minutes`. Their question stays in the work list: what we answer goes by mail where an address was left
(`missed`), and stands on their page (decision 032).
"""

from datetime import timedelta

from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from gehoor.lines import availability, routing
from gehoor.lines.models import Turn
from gehoor.queues import rules

from .models import HERE, Chat
from .turns import KIND


def set_aside() -> int:
    """Those who are gone too long; returns how many. Who has another window open in the same conversation is there.

    Nobody in the first minute after an outage of ours: their pages are on their way back.
    """
    if not availability.is_watched(HERE):
        return 0
    gone = timezone.now() - timedelta(minutes=rules.current().chat_minutes)
    chats = Chat.objects.running().filter(conversation=OuterRef("conversation"))
    waiting = Turn.objects.in_line().filter(Exists(chats), ~Exists(chats.filter(seen_at__gte=gone)), channel=KIND, keeps_place=False)
    found = waiting.select_related("conversation", "contact").annotate(seen_at=Max("conversation__chats__seen_at"))
    return sum(routing.set_aside(turn, turn.seen_at) for turn in found)


def are_here(chats: list[int]):
    """Pages of these chats are open: who was set aside stands in line again, where they stood."""
    for turn in Turn.objects.filter(state=Turn.State.ASIDE, channel=KIND, conversation__chats__in=chats).distinct():
        routing.come_back(turn)
