"""Calling, and what came of it: spoken, nobody answered, a wrong number. For every promise to call back, whoever made it.

After so many calls in vain (`CallBackRules.tries`) the person gets a message another way, with a link to choose when, and
the question stays open. Each deed is one transaction, and pressing twice is pressing once: `seen` is how many calls in
vain stood on the page.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.conversations import coming
from gehoor.conversations.models import WaitingFor
from gehoor.core import events
from gehoor.lines import routing
from gehoor.lines.models import Turn
from gehoor.promises import promising
from gehoor.promises.models import Promise

from . import lining, rules, slots, telling
from .models import CallBack


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows: called again at `again_at`; or no more, and told on the channel `told_by`, "" where none is known."""

    again_at: datetime | None = None
    told_by: str = ""
    counted: bool = True


@transaction.atomic
def spoken(pk, *, by) -> Promise:
    """They were reached: the promise is kept. Raises `promising.NotPossible`."""
    promise = promising.keep(pk, by=by)
    found = CallBack.objects.select_for_update().filter(promise=promise).first()
    if found:
        found.leave_line(CallBack.State.ENDED)
    return promise


@transaction.atomic
def no_answer(pk, *, by, seen: int | None = None, note="") -> Outcome:
    """Nobody answered: counted, and called again after the pause, or left a message. Raises `promising.NotPossible`."""
    held, now = rules.current(), timezone.now()
    again_at = slots.hours().add(now, held.pause_minutes / 60)
    if promising.attempted(pk, by=by, seen=seen, note=note, again_at=again_at + slots.LENGTH) is None:
        return Outcome(counted=False)
    found = _of(pk)
    lining.finish(found, "no_answer")
    if found.promise.tries >= held.tries:
        return _leave_word(found, by)
    if found.way != CallBack.Way.PROMISED:  # an employee's own promise stays on their own list
        found.next_at = again_at
        found.save(update_fields=["next_at"])
    return Outcome(again_at)


@transaction.atomic
def answered_after_all(pk, *, by):
    """That nobody answered was pressed by mistake. Its turn is with whoever has the conversation again.

    Raises `promising.NotPossible`, as where the message to the person has gone out.
    """
    promising.attempted_not(pk, by=by)
    found = _of(pk)
    found.state, found.next_at = CallBack.State.WAITING, None
    found.save(update_fields=["state", "next_at"])
    if found.way == CallBack.Way.PROMISED or lining.turn_of(found):
        return
    turn = lining.join(found, at_front=True)
    if turn.state == Turn.State.WAITING and found.promise.conversation.assignee_id == by.pk:
        routing.take(turn, by)


@transaction.atomic
def wrong_number(pk, *, by, seen: int | None = None) -> Outcome:
    """Somebody else has this number: it is not called again. Raises `promising.NotPossible`."""
    if promising.attempted(pk, by=by, seen=seen, note=_("Wrong number.")) is None:
        return Outcome(counted=False)
    found = _of(pk)
    lining.finish(found, "wrong_number")
    return _leave_word(found, by, wrong_number=True)


@transaction.atomic
def other_number(pk, number: str, *, by):
    """Another number for them (E.164) was found: it is called next. Raises `promising.NotPossible`."""
    promising.renumber(pk, number, by=by)
    found = _of(pk)
    if found.state != CallBack.State.STUCK:
        return
    found.state = CallBack.State.WAITING
    found.next_at = None if found.way == CallBack.Way.PROMISED else timezone.now()
    found.save(update_fields=["state", "next_at"])


@transaction.atomic
def another_moment(pk, *, by, due_at, from_at, reason) -> Promise:
    """An employee agrees on it: then it comes into the line, and no sooner. Raises `promising.NotPossible`.

    Where only its end was agreed on, what has no place in the line comes after the pause.
    """
    promise = promising.renegotiate(pk, by=by, due_at=due_at, from_at=from_at, reason=reason)
    found = CallBack.objects.select_for_update().filter(promise=promise).exclude(way=CallBack.Way.PROMISED).first()
    if found and (from_at or found.begins or found.state == CallBack.State.STUCK):
        lining.finish(found, "moved")
        found.leave_line(CallBack.State.WAITING)
        found.next_at = from_at or min(slots.hours().add(timezone.now(), rules.current().pause_minutes / 60), due_at - slots.LENGTH)
        found.save(update_fields=["next_at"])
    return promise


@transaction.atomic
def noted(contact, by):
    """A call was written down: whoever had its turn in the line is done with it, and what they promised is kept."""
    if contact.channel != lining.CHANNEL:
        return
    turn = lining.taken_by(contact.conversation_id, by)
    if turn is None:
        return
    promised = Promise.objects.open().filter(conversation=contact.conversation_id, kind=Promise.Kind.CALL_BACK)
    for pk in promised.filter(call_back__isnull=False).values_list("pk", flat=True):
        spoken(pk, by=by)
    lining.done(turn)


def _leave_word(call_back, by, *, wrong_number=False) -> Outcome:
    """The question stays open: it waits for the person where they could be told, else for an employee's decision."""
    told_by = telling.leave_word(call_back, wrong_number=wrong_number)
    promise, verb = call_back.promise, "left_word" if told_by else "stuck"
    call_back.leave_line(CallBack.State.LEFT_WORD if told_by else CallBack.State.STUCK)
    events.record(
        f"call_back.{verb}", conversation_id=promise.conversation_id, actor=by, call_back=call_back.pk, tries=promise.tries,
        channel=told_by, wrong_number=wrong_number,
    )
    called = {"at": timezone.now().isoformat(), "tries": promise.tries, "wrong": wrong_number}
    if told_by:
        reason = _("Wrong number.") if wrong_number else _("Called so many times without an answer: %(n)s.") % {"n": promise.tries}
        promising.withdraw(promise.pk, by=by, reason=reason)
        promise.conversation.refresh_from_db()
        promise.conversation.wait_for(WaitingFor.PERSON, by=by)
        coming.keep(promise.conversation_id, coming.CALLED, [called])
    else:
        promising.not_reached(promise.pk, called)
    return Outcome(told_by=told_by)


def _of(pk) -> CallBack:
    """The request this promise belongs to, held; one is made for what an employee promised by themselves."""
    CallBack.objects.get_or_create(promise_id=pk, defaults={"way": CallBack.Way.PROMISED})
    CallBack.objects.select_for_update().get(promise_id=pk)
    return CallBack.objects.told_in_full().get(promise_id=pk)

