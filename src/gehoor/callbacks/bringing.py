"""Bringing requests into the line at their time, and taking out what is over. Rows, not timers.

Whatever came due while the worker was dead is found when it is back; a conditional UPDATE of `next_at` is the lock, in one
transaction with the turn, so that nothing comes twice and nothing is lost.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from gehoor.lines.models import Turn
from gehoor.people import ownership
from gehoor.promises.models import Promise

from . import lining
from .models import CallBack

log = logging.getLogger(__name__)
TO_NOTE = timedelta(hours=1)  # after a call was taken; then whoever had it is free for the next


def bring_due(now: datetime | None = None) -> int:
    """Put into the line, at the front, what is due to be called; returns how many."""
    found = CallBack.objects.waiting().filter(next_at__lte=now or timezone.now()).order_by("next_at", "pk")
    return sum(_safely(_bring, pk) for pk in list(found.values_list("pk", flat=True)))


def pick_up() -> int:
    """Bring back who is to be called at their turn by anybody of us, and whose turn ended with another request in the same
    conversation; returns how many."""
    turns = Turn.objects.current().filter(conversation=OuterRef("promise__conversation"), channel=lining.CHANNEL)
    lost = CallBack.objects.waiting().filter(~Exists(turns), way=CallBack.Way.TURN, next_at=None, promise__owner=None)
    return lost.update(next_at=timezone.now())


def let_go() -> int:
    """Take out of the line what was ended with its promise, by whomever; returns how many."""
    ended = Q(state=CallBack.State.WAITING) & ~Q(promise__state=Promise.State.OPEN)
    over = CallBack.objects.filter(ended | Q(state=CallBack.State.STUCK, promise__state=Promise.State.KEPT))
    return sum(_safely(_let_go, pk) for pk in list(over.values_list("pk", flat=True)))


def end_turns(now: datetime | None = None) -> int:
    """End turns of whom nobody is to call any more: spoken with and never noted, given back, or closed; returns how many."""
    now = now or timezone.now()
    to_call = CallBack.objects.filter(promise__conversation=OuterRef("conversation"), promise__state=Promise.State.OPEN)
    is_over = Q(state__in=Turn.IN_LINE) | Q(taken_at__lte=now - TO_NOTE) | Q(conversation__is_open=False)
    found = Turn.objects.current().filter(is_over, ~Exists(to_call), channel=lining.CHANNEL, keeps_place=True)
    return sum(_safely(_end_turn, pk) for pk in list(found.values_list("pk", flat=True)))


def _end_turn(pk) -> bool:
    turn = Turn.objects.get(pk=pk)
    lining.hold(turn.conversation_id)
    lining.done(turn, "call_over")
    return True


def _bring(pk) -> bool:
    ownership.hold()
    held = CallBack.objects.waiting().filter(pk=pk, next_at__isnull=False)
    found = held.select_related("promise__conversation", "promise__team", "promise__owner").first()
    if found is None:
        return False
    lining.hold(found.promise.conversation_id)
    if not CallBack.objects.waiting().filter(pk=pk, next_at=found.next_at).update(next_at=None):
        return False
    if lining.turn_of(found) is None:
        lining.join(found, at_front=True)
    return True


def _let_go(pk) -> bool:
    lining.hold(CallBack.objects.values_list("promise__conversation_id", flat=True).get(pk=pk))
    found = CallBack.objects.select_related("promise").get(pk=pk)
    if found.promise.is_open:  # chosen again at this very moment
        return False
    turn = lining.turn_of(found)
    if turn and turn.state == Turn.State.TAKEN and found.promise.state == Promise.State.KEPT:  # spoken with: their note ends it
        return False
    lining.finish(found, "promise_ended")
    found.leave_line(CallBack.State.ENDED)
    return True


def _safely(deed, pk) -> bool:
    try:
        with transaction.atomic():
            return deed(pk)
    except Exception:
        log.exception("call-back %s could not be brought into or out of the line; it is tried again", pk)
        return False
