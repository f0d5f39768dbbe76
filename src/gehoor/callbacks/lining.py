"""Calling back and the line: a request takes a turn there with nobody on the line, and comes to the front when its time is.

A turn belongs to a conversation, one at a time, so it is found by that: joining conversations takes both along.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from gehoor.conversations.models import Conversation
from gehoor.core.working_hours import NeverOpen
from gehoor.lines import joining, routing, wording
from gehoor.lines import standing as standings
from gehoor.lines.kinds import CALLING_BACK as CHANNEL
from gehoor.lines.models import Turn
from gehoor.lines.standing import Wait
from gehoor.queues import routing as queues

from . import slots

ROOM = timedelta(minutes=30)  # so long before closing nobody is promised their turn any more


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands: `position` from 1, 0 where it is their turn; `words` for how long, "" where unknown."""

    position: int
    words: str

    @property
    def is_now(self) -> bool:
        return not self.position


def closing(now: datetime | None = None, found: Wait | None = None) -> datetime | None:
    """When we close today, where people can still be called at their turn; else None. `found` is the line, where known."""
    now, hours = now or timezone.now(), slots.hours()
    if not hours.is_open(now):
        return None
    closes, expected = hours.end_of_day(now), timedelta(minutes=(found or line()).high or 0)
    return closes if now + max(ROOM, expected) <= closes else None


def line() -> Wait:
    """How the line for calling back is now."""
    return standings.now(CHANNEL, queues.default_team())


def now() -> Standing | None:
    """Where somebody who asks at this moment would stand; None where nobody can be called at their turn."""
    found = line()
    if closing(found=found) is None:
        return None
    return Standing(found.waiting + 1, _words(found))


def opens_next() -> datetime | None:
    """When we can be called again; None where we are open, and where we never are."""
    hours, at = slots.hours(), timezone.now()
    try:
        opens = hours.opens_next(at)
    except NeverOpen:
        return None
    return opens if opens > at else None


def turn_of(call_back) -> Turn | None:
    """Its turn, in line or with somebody."""
    turns = Turn.objects.current().filter(conversation=call_back.promise.conversation_id, channel=CHANNEL)
    return turns.select_related("offered_to", "taken_by").first()


def standing(call_back) -> Standing | None:
    """Where it stands in the line; None while it is in none."""
    turn = turn_of(call_back)
    if turn is None:
        return None
    if not turn.is_in_line or turn.state == Turn.State.OFFERED:
        return Standing(0, "")
    found = standings.of(turn)
    return Standing(found.position, _words(found))


def join(call_back, *, at_front=False) -> Turn:
    """Take a turn for it; at the front where its moment was promised, or it was called before: then no wait is told."""
    promise = call_back.promise
    first = Turn.objects.in_line().filter(channel=CHANNEL).values_list("joined_at", flat=True).first()
    turn = joining.join(
        promise.conversation, channel=CHANNEL, team=promise.team, subject=promise.conversation.topic, prefers=promise.owner,
        keeps_place=True,
    )
    if at_front and first and first < turn.joined_at:
        Turn.objects.filter(pk=turn.pk).update(joined_at=first - timedelta(milliseconds=1), low=None, high=None)
    return turn


def keep_place(turn) -> Turn:
    """Who waits by chat waits to be called from now on, where they stood. Raises `routing.Gone`."""
    return joining.to_call_back(turn)


def hold(conversation_id):
    """Hold its conversation, first of all: then no two deeds on a request, its promise and its turn wait for each other."""
    Conversation.objects.held().filter(pk=conversation_id).values_list("pk").first()


def waits_elsewhere_no_more(conversation, *, by):
    """Who is called now needs no place in the line of the chat."""
    for turn in Turn.objects.current().filter(conversation=conversation).exclude(channel=CHANNEL):
        routing.finish(turn, "called_back", by=by)


def leave(call_back, why):
    """It is in no line any more, where it was in one and nobody had it."""
    turn = turn_of(call_back)
    if turn and turn.is_in_line:
        joining.leave(turn, why)


def finish(call_back, why):
    """Whoever has its turn is done with it; in line it leaves that."""
    turn = turn_of(call_back)
    if turn and turn.is_in_line:
        joining.leave(turn, why)
    elif turn:
        routing.finish(turn, why)


def taken_by(conversation_id, employee) -> Turn | None:
    """The turn of somebody to be called whom this employee has now."""
    turns = Turn.objects.current().filter(conversation=conversation_id, channel=CHANNEL, keeps_place=True)
    return turns.filter(state=Turn.State.TAKEN, taken_by=employee).first()


def end_earlier(conversation_id):
    """Of a call that was spoken and is not noted yet: whoever asks to be called once more is called once more."""
    for turn in Turn.objects.current().filter(conversation=conversation_id, channel=CHANNEL):
        done(turn, "called_again")


def done(turn, why="spoken"):
    """Whoever has it is free for the next."""
    routing.finish(turn, why)


def _words(found) -> str:
    return wording.wait(found.low, found.high) if found.high is not None else ""
