"""Giving those who wait to those who are there: offered, taken, back to the front of the line, over.

Each step is one conditional UPDATE: of two that happen at one moment exactly one does (decision on lines). Who takes
holds the conversation first and the turn next. Giving is done by one process at a time, or two would fill the same room.
"""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.conversations import hurdles, visibility
from gehoor.conversations.models import Conversation
from gehoor.core import events
from gehoor.queues import routing as queues

from . import availability, matching
from .kinds import KINDS
from .models import Availability, Turn

ANSWER = timedelta(seconds=30)  # who does not react to an offer for so long lets it pass
MISSED = 2  # offers in a row without any reaction: whoever it is, they are not there
NOTICED = timedelta(seconds=30)  # a shorter wait is none: somebody has to press a button
IN_A_CALL = timedelta(minutes=10)  # without a screen: who calls somebody back needs none to speak
State = Turn.State
AT_ONCE = 100  # turns read together
_GIVING = 5_620_001  # the advisory lock of whoever gives


class Gone(Exception):
    """This turn can no longer be had. The message is fit to show."""

    def __init__(self, turn):
        super().__init__(_SAID[turn.state](turn))
        self.turn = turn


_SAID = {
    State.WAITING: lambda turn: _("This turn went back to the line."),
    State.OFFERED: lambda turn: _("This turn is offered to %(name)s now.") % {"name": turn.offered_to},
    State.ASIDE: lambda turn: _("This person left the page some time ago. Your answer reaches them another way."),
    State.TAKEN: lambda turn: _("%(name)s helps this person already.") % {"name": turn.taken_by},
    State.LEFT: lambda turn: _("This person waits no longer."),
}


class NotYours(Exception):
    """This employee may not help in this conversation."""


def offer_soon():
    """Give what can be given once the running transaction is committed."""
    transaction.on_commit(offer_waiting, robust=True)


def offer_waiting() -> int:
    """Give waiting turns to employees who are there and have room, the longest waiting first; returns how many.

    One at a time to each: who has not reacted yet is asked nothing more. Where a turn fits nobody who has room, the
    emptiest of those it fits is kept free for it.
    """
    if not Turn.objects.filter(state=State.WAITING).exists():
        return 0
    with transaction.atomic():
        _one_at_a_time()
        now, there = timezone.now(), availability.there()
        given, kept_free = 0, {one.employee for one in there if one.is_asked}
        in_order = Turn.objects.filter(state=State.WAITING).select_related("conversation__team").order_by("joined_at", "pk")
        for turn in in_order.iterator(AT_ONCE) if _have_room(there, kept_free) else ():
            given += _offer_one(turn, there, kept_free, now)
            if not _have_room(there, kept_free):  # however many wait behind: nobody is left to give them to
                break
        return given


def _have_room(there, kept_free) -> bool:
    """Whether anybody can be given somebody still."""
    return any(one.room(channel) for one in there if one.employee not in kept_free for channel in KINDS)


def _offer_one(turn, there, kept_free, now) -> bool:
    may = [one for one in matching.candidates(turn, _readers(turn, there), now) if one.employee not in kept_free]
    chosen = next((one for one in may if one.room(turn.channel)), None)
    if chosen is None:
        kept_free.update(one.employee for one in may[:1])
        return False
    kept_free.add(chosen.employee)
    if not Turn.objects.filter(pk=turn.pk, state=State.WAITING).update(
        state=State.OFFERED, offered_to=chosen.employee, offered_at=now,
        widened_at=None if matching.fits(turn, chosen) else now,
    ):
        return False
    _record("offered", turn, to=chosen.employee)
    return True


def _readers(turn, there):
    """What is confidential is given to nobody who may not read it already."""
    if not turn.conversation.is_confidential:
        return there
    able = set(visibility.who_can_be_offered(turn.conversation).values_list("pk", flat=True))
    return [one for one in there if one.employee in able]


@transaction.atomic
def take(turn, employee, *, answers=False) -> Turn:
    """`employee` helps this person from now on, and has the conversation. Raises `Gone` or `NotYours`.

    Who `answers` helps, also where a colleague is offered it and has not reacted yet.
    """
    conversation = Conversation.objects.held().get(pk=turn.conversation_id)
    if not visibility.who_can_have(conversation).filter(pk=employee.pk).exists():
        raise NotYours
    free = Q(state__in=Turn.IN_LINE) if answers else Q(state=State.WAITING) | Q(state=State.OFFERED, offered_to=employee)
    if not Turn.objects.filter(free, pk=turn.pk).update(state=State.TAKEN, taken_by=employee, taken_at=timezone.now()):
        raise Gone(_fresh(turn))
    if conversation.assignee_id != employee.pk:
        queues.assign(conversation, employee, by=employee)
    _reacted(turn, employee)
    taken = _fresh(turn)
    _waited(taken, taken.taken_at)
    _record("taken", turn, employee)
    offer_soon()
    return taken


def take_next(employee) -> Turn | None:
    """Take who is offered to `employee`, who waits longest first; None where nobody is."""
    for turn in Turn.objects.filter(state=State.OFFERED, offered_to=employee).order_by("joined_at", "pk"):
        try:
            return take(turn, employee)
        except (Gone, NotYours):  # at this very moment
            continue
    return None


@transaction.atomic
def decline(turn, employee) -> Turn:
    """`employee` lets an offer pass: it goes to the next, from the front of the line. Raises `Gone`."""
    if not _back(turn, "declined", Q(state=State.OFFERED, offered_to=employee), passed_by=employee.pk, by=employee):
        raise Gone(_fresh(turn))
    _reacted(turn, employee)
    return _fresh(turn)


@transaction.atomic
def give_back(turn, why="given_back", *, by=None) -> Turn:
    """Somebody offered or being helped goes back to the front of the line, to others than `by` first. Raises `Gone`."""
    if not _back(turn, why, Q(state__in=(State.OFFERED, State.TAKEN)), passed_by=by and by.pk, by=by):
        raise Gone(_fresh(turn))
    return _fresh(turn)


@transaction.atomic
def finish(turn, why="", *, by=None) -> Turn:
    """This turn is over: helped, or left. Once more changes nothing."""
    over = {"state": State.LEFT, "ended_at": timezone.now(), "ended_why": why[:20]}
    if Turn.objects.current().filter(pk=turn.pk).update(**over):
        _record("left", turn, by, why=why)
        offer_soon()
        left = _fresh(turn)
        if left.taken_at is None and turn.state != State.ASIDE:
            _waited(left, left.ended_at)
        return left
    return _fresh(turn)


@transaction.atomic
def set_aside(turn, gone_since) -> bool:
    """They are not there any more: they keep their place for when they come back, and nobody waits behind them till then."""
    waiting = Turn.objects.in_line().filter(pk=turn.pk, keeps_place=False)
    if not waiting.update(state=State.ASIDE, offered_to=None, aside_at=timezone.now()):
        return False
    _waited(turn, gone_since)
    _record("aside", turn)
    offer_soon()
    return True


@transaction.atomic
def come_back(turn) -> bool:
    """Who was set aside is there again: in line, where they stood."""
    if not Turn.objects.filter(pk=turn.pk, state=State.ASIDE).update(state=State.WAITING, waits_since=timezone.now()):
        return False
    _record("came_back", turn)
    offer_soon()
    return True


@transaction.atomic
def let_go_of_offers(employee, channel=None):
    """What is offered to `employee`, on this channel or all, goes to others."""
    theirs = Turn.objects.filter(state=State.OFFERED, offered_to=employee)
    for turn in theirs.filter(channel=channel) if channel else theirs:
        _back(turn, "declined", Q(state=State.OFFERED, offered_to=employee), passed_by=employee.pk, by=employee)


def return_unanswered() -> int:
    """Offers that nobody reacted to go back; returns how many. Who misses them in a row is put on away."""
    late = Turn.objects.filter(state=State.OFFERED, offered_at__lt=timezone.now() - ANSWER)
    return sum(_unanswered(turn) for turn in late)


@transaction.atomic
def _unanswered(turn) -> bool:
    same = Q(state=State.OFFERED, offered_to=turn.offered_to_id, offered_at=turn.offered_at)
    if not _back(turn, "unanswered", same, passed_by=turn.offered_to_id):
        return False
    said = Availability.objects.filter(employee=turn.offered_to_id, channel=turn.channel)
    said.update(missed=F("missed") + 1)
    if said.filter(missed__gte=MISSED, state=Availability.State.AVAILABLE).update(state=Availability.State.AWAY):
        availability.changed()
    return True


def return_of_vanished() -> int:
    """Turns of employees whose screens are all gone go back to the front of the line; returns how many."""
    gone, long_gone = availability.vanished(), availability.vanished(IN_A_CALL)
    if not gone:
        return 0
    with_them = Q(state=State.OFFERED, offered_to__in=gone) | Q(state=State.TAKEN, taken_by__in=gone, keeps_place=False)
    in_a_call = Q(state=State.TAKEN, taken_by__in=long_gone, keeps_place=True)
    found = Turn.objects.filter(with_them | in_a_call).select_related("taken_by")
    return sum(_with_them(turn, "vanished") for turn in found)


def return_of_shut_out() -> int:
    """Turns of employees who do not see the conversation any more go back to the front of the line; returns how many."""
    helped = list(Turn.objects.filter(state=State.TAKEN).select_related("conversation__team", "taken_by"))
    there = {one.employee: one for one in availability.there()} if helped else {}
    outside = [turn for turn in helped if (one := there.get(turn.taken_by_id)) and not one.may_have(*matching.whose(turn))]
    return sum(_with_them(turn, "shut_out") for turn in outside if not _sees(turn.taken_by, turn))


def _sees(employee, turn) -> bool:
    return Conversation.objects.visible_to(employee).filter(pk=turn.conversation_id).exists()


@transaction.atomic
def _with_them(turn, why) -> bool:
    same = Q(state=turn.state, offered_to=turn.offered_to_id, taken_by=turn.taken_by_id)
    if not _back(turn, why, same):
        return False
    if turn.state == State.TAKEN:
        _record("lost", turn, why=why, helper=str(turn.taken_by))
    return True


def _back(turn, why, condition, *, passed_by=None, by=None) -> bool:
    """To the front of the line, since `joined_at` stays; False where it is no longer as `condition` says."""
    was = Turn.objects.filter(condition, pk=turn.pk).select_for_update(no_key=True).first()
    if was is None:
        return False
    passed = [pk for pk in was.passed_by if pk != passed_by] + [passed_by] if passed_by else was.passed_by
    Turn.objects.filter(pk=was.pk).update(
        state=State.WAITING, offered_to=None, taken_by=None, taken_at=None, waits_since=timezone.now(), passed_by=passed
    )
    _record("returned", turn, by, why=why, was=was.state)
    offer_soon()
    return True


def _waited(turn, until):
    """A hurdle, where somebody had to hold on and noticed it."""
    waited = until - turn.waits_since
    if waited >= NOTICED and not turn.keeps_place:
        hurdles.record(turn.conversation, "wait", waited.total_seconds(), contact=turn.contact, channel=turn.channel, at=until)


def _reacted(turn, employee):
    Availability.objects.filter(employee=employee, channel=turn.channel, missed__gt=0).update(missed=0)


def _one_at_a_time():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_GIVING])


def _fresh(turn) -> Turn:
    return Turn.objects.select_related("conversation", "offered_to", "taken_by").get(pk=turn.pk)


def _record(verb, turn, by=None, **data):
    events.record(f"turn.{verb}", conversation_id=turn.conversation_id, actor=by, turn=turn.pk, channel=turn.channel, **data)
