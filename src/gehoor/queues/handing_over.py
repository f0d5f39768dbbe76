"""Handing a conversation over: offered, then accepted by a named person or brought back with an alarm.

Each step holds the conversation first and the handover next, so that of two things that happen at one moment, such as
accepting and coming back, exactly one does.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.conversations.models import Conversation
from gehoor.core import events
from gehoor.trust.models import ReadLog

from . import routing, rules
from .models import Handover

log = logging.getLogger(__name__)
AWAY = timedelta(minutes=30)  # a sender who opened nothing for so long does not see the alarm
PATIENCE = timedelta(minutes=30)  # what the sender leaves unseen for so long goes to the team leads too
LONGEST = timedelta(days=14)  # a handover may not wait longer


class NotOpen(Exception):
    """The handover is decided already. The message is fit to show."""

    def __init__(self, handover):
        super().__init__(_SAID[handover.state](handover))


_SAID = {
    Handover.State.OFFERED: lambda handover: _("This conversation is closed, so there is nothing to hand over."),
    Handover.State.ACCEPTED: lambda handover: _("%(name)s accepted this handover.") % {"name": handover.ended_by},
    Handover.State.DECLINED: lambda handover: _("%(name)s declined this handover.") % {"name": handover.ended_by},
    Handover.State.RETURNED: lambda handover: _("Nobody accepted this in time; it went back to %(name)s.")
    % {"name": handover.sender},
    Handover.State.WITHDRAWN: lambda handover: _("This handover no longer applies: the conversation went another way."),
}


def due(kind, *, now=None, by_rules=None) -> datetime:
    """When a handover of this kind has to be accepted, unless somebody says otherwise."""
    now, current = now or timezone.now(), by_rules or rules.current()
    if kind == Handover.Kind.SHIFT:
        return current.hours.add(current.hours.next_shift(now), current.shift_hours)
    hours = current.colleague_hours if kind == Handover.Kind.COLLEAGUE else current.team_hours
    return current.hours.add(now, hours)


@transaction.atomic
def offer(conversation, *, by, kind, employee=None, team=None, due_at=None, **told) -> Handover:
    """Offer a held conversation; whoever has it keeps it until somebody accepts. `told` are the texts of `Handover`.

    An earlier offer, or what came back, is replaced by this one.
    """
    Handover.objects.lapse(conversation, by=by)
    handover = Handover.objects.create(
        conversation=conversation, kind=kind, sender=by, to_employee=employee, to_team=team,
        due_at=due_at or due(kind), **told,
    )
    if conversation.assignee_id is None:  # never without an owner
        conversation.assignee = by
        conversation.save(update_fields=["assignee"])
    _record("offered", handover, by, to=handover.receiver)
    return handover


@transaction.atomic
def accept(pk, *, by) -> Handover:
    """`by` takes it over, by name. Raises `NotOpen`."""
    handover = _held_open(pk)
    _end(handover, Handover.State.ACCEPTED, by)
    conversation = handover.conversation
    routing.give(conversation, handover.to_team or conversation.team, by, by=by)
    _record("accepted", handover, by, sender=str(handover.sender))
    return handover


@transaction.atomic
def decline(pk, *, by, reason) -> Handover:
    """It stays with, and goes back to, who handed over. Raises `NotOpen`."""
    handover = _held_open(pk)
    handover.reason = reason.strip()[:500]
    _end(handover, Handover.State.DECLINED, by)
    _record("declined", handover, by, to=str(handover.sender))
    return handover


@transaction.atomic
def withdraw(pk, *, by) -> Handover:
    """The sender keeps it after all. Raises `NotOpen`."""
    handover = _held_open(pk)
    _end(handover, Handover.State.WITHDRAWN, by)
    _record("withdrawn", handover, by)
    return handover


@transaction.atomic
def take_note(pk, *, by):
    """Somebody saw that it came back: the alarm goes away for everyone."""
    handover = Handover.objects.get(pk=pk)
    if Handover.objects.came_back().filter(pk=pk).update(seen_at=timezone.now()):
        _record("seen", handover, by)


def return_overdue() -> int:
    """Bring back, with an alarm, what nobody accepted in time; returns how many. One that fails holds up no other."""
    overdue = Handover.objects.open().filter(due_at__lte=timezone.now()).order_by("due_at").values_list("pk", flat=True)
    return sum(_survives(_bring_back, pk) for pk in list(overdue))


@transaction.atomic
def _bring_back(pk) -> bool:
    try:
        handover = _held_open(pk)
    except NotOpen:  # somebody decided at this very moment
        return False
    if handover.due_at > timezone.now():
        return False
    _end(handover, Handover.State.RETURNED, None)
    _record("returned", handover, None, to=str(handover.sender))
    return True


def tell_leads() -> int:
    """Alarm the team leads too where the sender is away or leaves what came back unseen; returns how many."""
    waiting = Handover.objects.came_back().filter(leads_told_at=None).select_related("sender").order_by("pk")
    return sum(_survives(_tell_leads, handover) for handover in waiting)


def _tell_leads(handover) -> bool:
    waited_long = handover.ended_at < timezone.now() - PATIENCE
    if not (waited_long or _is_away(handover.sender)):
        return False
    with transaction.atomic():
        unseen = Handover.objects.came_back().filter(pk=handover.pk, leads_told_at=None)
        if not unseen.update(leads_told_at=timezone.now()):
            return False
        _record("leads_told", handover, None)
    return True


def _is_away(employee) -> bool:
    """Left, or opened no conversation lately."""
    lately = ReadLog.objects.filter(employee=employee, at__gt=timezone.now() - AWAY)
    return not (employee.is_active and lately.exists())


def _survives(deed, argument) -> bool:
    try:
        return deed(argument)
    except Exception:
        log.exception("handover %s could not be brought back; it is tried again", argument)
        return False


def _held_open(pk) -> Handover:
    """The handover and its conversation, held. Raises `NotOpen` where it is decided, or the conversation closed."""
    conversation_id = Handover.objects.values_list("conversation_id", flat=True).get(pk=pk)
    conversation = Conversation.objects.held().get(pk=conversation_id)
    handover = Handover.objects.select_for_update(no_key=True).get(pk=pk)
    handover.conversation = conversation
    if not handover.is_open or conversation.is_closed:
        raise NotOpen(handover)
    return handover


def _end(handover, state, by):
    handover.state, handover.ended_at, handover.ended_by = state, timezone.now(), by
    handover.save(update_fields=["state", "ended_at", "ended_by", "reason"])


def _record(verb, handover, by, **data):
    events.record(f"handover.{verb}", conversation_id=handover.conversation_id, actor=by, handover=handover.pk, **data)
