"""From a chat to a call: "zal ik u bellen?" By the same employee at once, or by a colleague or team that takes it over.

The story goes along, since it is the same conversation. Whoever is chosen gets a handover, which they accept by name or
which comes back with an alarm. The promise to call is from this moment on: it stays with who hands over until somebody
accepts it by name, so that what is declined or left lying is nobody else's meanwhile. Who is to be called at their turn
already stays one promise, whoever presses and however often.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from gehoor.conversations import hurdles
from gehoor.lines import routing
from gehoor.lines.models import Turn
from gehoor.promises import promising
from gehoor.promises.models import Promise
from gehoor.queues import handing_over
from gehoor.queues.models import Handover

from . import lining, slots
from .models import CallBack

WITHIN = timedelta(minutes=30)  # of opening hours, until we have called
ACCEPTED_WITHIN = 0.25  # working hours: they wait for the phone to ring


@transaction.atomic
def by_me(conversation, number: str, *, by) -> CallBack:
    """`by` calls this number (E.164) now, and has the turn. Raises `lines.routing.Gone` and `NotYours`."""
    call_back, is_new = _to_be_called(conversation, number, by)
    CallBack.objects.filter(pk=call_back.pk).update(next_at=None)
    lining.waits_elsewhere_no_more(conversation, by=by)
    turn = lining.join(call_back, at_front=True)
    if turn.taken_by_id != by.pk:
        routing.take(turn, by)
    if is_new:
        hurdles.record(conversation, "transfer")  # they have to go on elsewhere, though with the same person
    return call_back


@transaction.atomic
def by_others(conversation, number: str, *, by, kind, employee=None, team=None, **told) -> Handover:
    """A colleague or team is asked to call; `told` are the texts of a `Handover`. It counts as a transfer once accepted.

    Raises `lines.routing.Gone` where a colleague calls them now.
    """
    call_back, _is_new = _to_be_called(conversation, number, by)
    turn = lining.turn_of(call_back)
    if turn and turn.state == Turn.State.TAKEN and turn.taken_by_id != by.pk:
        raise routing.Gone(turn)
    due_at = slots.hours().add(timezone.now(), ACCEPTED_WITHIN)
    return handing_over.offer(conversation, by=by, kind=kind, employee=employee, team=team, due_at=due_at, **told)


def follow(conversation, team, employee, by):
    """A call that one employee had to make is `employee`'s with its conversation, or anybody's of `team`. Within its transaction."""
    asked = CallBack.objects.waiting().exclude(way=CallBack.Way.PROMISED).filter(promise__conversation=conversation)
    theirs = asked.filter(promise__owner__isnull=False).exclude(promise__owner=employee)
    for pk in theirs.order_by("pk").values_list("promise_id", flat=True):
        promising.give(pk, by=by, owner=employee, team=team)


def _to_be_called(conversation, number, by) -> tuple[CallBack, bool]:
    """The call that they wait for already, from now on `by`'s to make and on this number; else a new one, and True."""
    found = _waited_for(conversation, number)
    if found is None:
        return _promise(conversation, number, by), True
    if found.promise.number != number:
        promising.renumber(found.promise_id, number, by=by)
    elif found.state == CallBack.State.STUCK:
        promising.not_reached(found.promise_id, None)
    CallBack.objects.filter(pk=found.pk).update(state=CallBack.State.WAITING)
    if found.promise.owner_id != by.pk:
        promising.give(found.promise_id, by=by, owner=by, team=None)
    return found, False


def _waited_for(conversation, number) -> CallBack | None:
    """At their turn, or in vain so far: on this number, else on another one of the same person."""
    to_call = CallBack.objects.told_in_full().filter(
        way=CallBack.Way.TURN, state__in=(CallBack.State.WAITING, CallBack.State.STUCK), promise__state=Promise.State.OPEN)
    found = to_call.filter(promise__conversation=conversation).order_by("pk")
    return found.filter(promise__number=number).first() or found.filter(promise__person=conversation.person_id).first()


def _promise(conversation, number, by) -> CallBack:
    promise = promising.make(
        conversation, by=by, kind=Promise.Kind.CALL_BACK, number=number, owner=by,
        due_at=slots.hours().add(timezone.now(), WITHIN / timedelta(hours=1)),
    )
    return CallBack.objects.create(promise=promise, way=CallBack.Way.TURN, asked_at=timezone.now())
