"""Promising, and what becomes of it: kept, another moment agreed on before its time, broken openly, or withdrawn.

    promise = promising.make(conversation, by=employee, kind=Promise.Kind.CALL_BACK, due_at=moment, number="+31612345678")

Who else makes promises (a complaint, a missed call) calls `make`; when, in working hours, `promises.moments` tells. Each
step holds the conversation first and the promise next, and keeps what the conversation itself tells of its first promise.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.conversations import hurdles, threading
from gehoor.conversations.models import Conversation
from gehoor.core import events
from gehoor.people import ownership

from .models import Attempt, Promise, Renegotiation

State = Promise.State
UNDO = timedelta(minutes=15)  # so long a mistake with one press is undone with one


class NotPossible(Exception):
    """The promise cannot be changed in this way any more. The message is fit to show."""


@transaction.atomic
def make(conversation, *, by, kind, due_at: datetime, from_at: datetime | None = None, what="", number="", owner=None,
         team=None, person=None) -> Promise:
    """Promise `person` (that of the conversation) something; `what` is in words they may read.

    `owner` does it; without one anyone of `team`, which is the conversation's unless said otherwise, and whose promise it
    counts as. `by` is None where the system promises. Nobody is told: see `promises.telling`.
    """
    conversation = _held(conversation.pk)
    promise = Promise.objects.create(
        conversation=conversation, person=ownership.current(person or conversation.person), kind=kind, due_at=due_at,
        from_at=from_at, what=what.strip()[:300], number=number, owner=owner, team=team or conversation.team, made_by=by,
    )
    return _changed("made", promise, by)


@transaction.atomic
def keep(pk, *, by) -> Promise:
    """It is done; after its time too, which is then told by its figures. Raises `NotPossible`."""
    return _end(_held_open(pk), State.KEPT, by)


@transaction.atomic
def keep_not(pk, *, by) -> Promise:
    """A mistake: it was not kept yet. Raises `NotPossible` where nobody kept it."""
    promise = _held_promise(pk)
    if promise.state != State.KEPT:
        raise NotPossible(_("This promise is open, or ended in another way."))
    _open_again(promise)
    return _changed("not_kept_yet", promise, by)


@transaction.atomic
def renegotiate(pk, *, by, due_at: datetime, from_at: datetime | None = None, reason) -> Promise:
    """Agree on another moment, before its time; who warns begins anew. Raises `NotPossible`."""
    promise = _held_open(pk)
    if promise.is_overdue:
        raise NotPossible(_("Its time has passed: that cannot be agreed on any more. Say openly that it was not kept."))
    Renegotiation.objects.create(
        promise=promise, by=by, reason=reason.strip()[:500], old_from=promise.from_at, old_due=promise.due_at,
        new_from=from_at, new_due=due_at,
    )
    promise.from_at, promise.due_at, promise.not_reached = from_at, due_at, None
    promise.owner_warned_at = promise.leads_warned_at = None
    promise.save(update_fields=["from_at", "due_at", "not_reached", "owner_warned_at", "leads_warned_at"])
    return _changed("renegotiated", promise, by, reason=reason.strip()[:500])


@transaction.atomic
def break_openly(pk, *, by, reason) -> Promise:
    """It was not kept and will not be: the person hears it, and what now. Raises `NotPossible`."""
    return _end(_held_open(pk), State.BROKEN, by, reason)


@transaction.atomic
def withdraw(pk, *, by, reason="") -> Promise:
    """Nobody needs it any more, such as where the person called first. Raises `NotPossible`."""
    return _end(_held_open(pk), State.WITHDRAWN, by, reason)


@transaction.atomic
def give(pk, *, by, owner, team) -> Promise:
    """Somebody else is to do it; it stays the promise it was. Raises `NotPossible`."""
    promise = _held_open(pk)
    promise.owner, promise.team, promise.owner_warned_at = owner, team or promise.team, None
    promise.save(update_fields=["owner", "team", "owner_warned_at"])
    return _changed("given", promise, by, to=promise.doer)


@transaction.atomic
def chosen(pk, *, due_at: datetime, from_at: datetime | None = None, number) -> Promise:
    """The person chose another moment, or number. Was it late already, then it stays so, and this is a promise anew.

    Raises `NotPossible`.
    """
    promise = _held_open(pk)
    if promise.is_overdue:
        _end(promise, State.BROKEN, None, _("The person chose another moment after its time."))
        return make(promise.conversation, by=None, kind=promise.kind, due_at=due_at, from_at=from_at, what=promise.what,
                    number=number, owner=promise.owner, team=promise.team, person=promise.person)
    promise.number, promise.from_at, promise.due_at = number, from_at, due_at
    promise.owner_warned_at = promise.leads_warned_at = None
    promise.save(update_fields=["number", "from_at", "due_at", "owner_warned_at", "leads_warned_at"])
    return _changed("chosen", promise, None)


@transaction.atomic
def attempted(pk, *, by, note="", seen: int | None = None, again_at: datetime | None = None) -> Attempt | None:
    """Called, and did not get through: written down, and open as before. Raises `NotPossible`.

    `seen` is how many there were on the page where that was said: said twice, it counts once, and None is returned. Was
    it called in time, then its time is at least `again_at`, when it is called again.
    """
    promise = _held_open(pk)
    if seen is not None and seen != promise.tries:
        return None
    attempt = Attempt.objects.create(promise=promise, by=by, at=timezone.now(), note=note.strip()[:200], due_before=promise.due_at)
    promise.tries = promise.attempts.count()
    hurdles.record(promise.conversation, "missed")
    if again_at and not promise.is_overdue:
        promise.due_at = max(promise.due_at, again_at)
    promise.save(update_fields=["tries", "due_at"])
    _keep_in_mind(promise.conversation)
    record("attempted", promise, by, note=attempt.note)
    return attempt


@transaction.atomic
def attempted_not(pk, *, by) -> Promise:
    """The last call in vain was written down by mistake, lately: its time is what it was. Raises `NotPossible`."""
    promise = _held_open(pk)
    attempt = promise.attempts.filter(at__gt=timezone.now() - UNDO).last()
    if attempt is None:
        raise NotPossible(_("There is no call of the past quarter of an hour to undo."))
    attempt.delete()
    hurdles.take_back(promise.conversation, "missed", 1)
    promise.tries, promise.due_at, promise.not_reached = promise.attempts.count(), attempt.due_before or promise.due_at, None
    promise.save(update_fields=["tries", "due_at", "not_reached"])
    return _changed("attempted_not", promise, by)


@transaction.atomic
def not_reached(pk, called: dict | None):
    """Called in vain, and no word could be left: as `coming.CALLED` has it, told until an employee decides. None: they did."""
    promise = _held_open(pk)
    promise.not_reached = called
    promise.save(update_fields=["not_reached"])
    _keep_in_mind(promise.conversation)


@transaction.atomic
def renumber(pk, number, *, by) -> Promise:
    """Another number to call (E.164). Raises `NotPossible`."""
    promise = _held_open(pk)
    promise.number, promise.not_reached = number, None
    promise.save(update_fields=["number", "not_reached"])
    return _changed("renumbered", promise, by)


def end_all(conversation, by, as_state, reason="") -> list[int]:
    """Keep or withdraw whatever is open in this conversation, which is being closed; their ids."""
    found = list(Promise.objects.open().filter(conversation=conversation).values_list("pk", flat=True))
    for pk in found:
        _end(_held_open(pk), as_state, by, "" if as_state == State.KEPT else reason)
    return found


@transaction.atomic
def put_back(ids, by):
    """These did not end after all, because their conversation was not to be closed."""
    for pk in ids:
        promise = _held_promise(pk)
        if not promise.is_open:
            _open_again(promise)
            _changed("stands_again", promise, by)


def carry_along(emptied, into, by):
    """Promises of a conversation that proves to be the same question are promises of the other."""
    if Promise.objects.filter(conversation=emptied).update(conversation=into):
        for one in (emptied, into):
            _keep_in_mind(one)


def _open_again(promise):
    promise.state, promise.ended_at, promise.ended_by, promise.reason = State.OPEN, None, None, ""
    promise.save(update_fields=["state", "ended_at", "ended_by", "reason"])


def _end(promise, state, by, reason="") -> Promise:
    promise.state, promise.ended_at, promise.ended_by = state, timezone.now(), by
    promise.reason = reason.strip()[:500]
    promise.save(update_fields=["state", "ended_at", "ended_by", "reason"])
    return _changed(state, promise, by, **({"reason": promise.reason} if reason else {}))


def _held(conversation_id) -> Conversation:
    """The conversation, or the one it was joined into, held."""
    ownership.hold()
    return threading.current(conversation_id)


def _held_promise(pk) -> Promise:
    conversation = _held(Promise.objects.values_list("conversation_id", flat=True).get(pk=pk))
    promise = Promise.objects.select_for_update(no_key=True).get(pk=pk)
    promise.conversation = conversation
    return promise


def _held_open(pk) -> Promise:
    promise = _held_promise(pk)
    if not promise.is_open:
        somebody = _("The department") if promise.kind == Promise.Kind.TASK else _("The person")
        raise NotPossible(_ENDED[promise.state]() % {"name": promise.ended_by or somebody})
    return promise


_ENDED = {
    State.KEPT: lambda: _("%(name)s kept this promise already."),
    State.BROKEN: lambda: _("%(name)s said already that this was not kept."),
    State.WITHDRAWN: lambda: _("%(name)s withdrew this promise."),
}


def _changed(verb, promise, by, **data) -> Promise:
    _keep_in_mind(promise.conversation)
    record(verb, promise, by, **data)
    return promise


def _keep_in_mind(conversation):
    """Write the first open promise on the conversation itself, for whoever asks how it stands; who was not reached comes last."""
    found = Promise.objects.open().filter(conversation=conversation).order_by("due_at", "pk")
    first = min(found, key=lambda one: one.not_reached is not None, default=None)
    conversation.promised = first and first.packed
    conversation.save(update_fields=["promised"])


def record(verb, promise, by, **data):
    """Write the event that tells of it."""
    events.record(
        f"promise.{verb}", conversation_id=promise.conversation_id, person_id=promise.person_id, actor=by,
        promise=promise.pk, what=promise.kind, due=promise.due_at.isoformat(),
        **({"from": promise.from_at.isoformat()} if promise.from_at else {}), **data,
    )
