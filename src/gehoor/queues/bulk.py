"""One deed on many conversations: each in a transaction of its own, with what became of it, and all undone at once.

A deed is rows, so it survives a crash halfway: `carry_on` takes up the items that still wait, and locks each one, so
that the request and the worker never do the same twice.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from gehoor.conversations import closing, hurdles, visibility
from gehoor.conversations.models import Conversation
from gehoor.core import events
from gehoor.core.models import Event
from gehoor.staff.models import Employee, Team

from . import routing
from .models import BulkDeed, BulkItem

log = logging.getLogger(__name__)
AT_ONCE = 50  # done within the request; the worker does the rest
MOST = 2000  # conversations in one deed
UNDO = timedelta(minutes=10)
LEFT_BEHIND = timedelta(minutes=1)


class Refused(Exception):
    """This one is not done, and why: "unseen", "for_a_while", "cannot", "same", "taken", "closed", "heard" or of `closing`."""


def begin(by, kind, conversations, values, *, name="", seen_event=None) -> BulkDeed:
    """Write down what is to be done with these ids; `values` as `_DEEDS` reads them. Call `carry_on` next."""
    with transaction.atomic():
        deed = BulkDeed.objects.create(by=by, kind=kind, values=values, name=name[:200], seen_event=seen_event)
        ids = list(dict.fromkeys(conversations))[:MOST]
        BulkItem.objects.bulk_create(BulkItem(deed=deed, conversation_id=pk) for pk in ids)
    return deed


def carry_on(deed, *, most=None) -> bool:
    """Do what still waits, or as many as `most`; True when nothing is left. The screens hear of it once."""
    do = _put_back if deed.state in (BulkDeed.State.UNDOING, BulkDeed.State.UNDONE) else _do
    done = 0
    with events.gathered():
        while most is None or done < most:
            if not _one(deed, do):
                break
            done += 1
    if _left(deed):
        return False
    ended = {BulkDeed.State.RUNNING: BulkDeed.State.DONE, BulkDeed.State.UNDOING: BulkDeed.State.UNDONE}
    deed.state = ended.get(deed.state, deed.state)
    deed.save(update_fields=["state"])
    return True


def may_undo(deed) -> bool:
    """Whether it can be undone still."""
    return deed.state == BulkDeed.State.DONE and deed.at > timezone.now() - UNDO


def undo(deed) -> bool:
    """Begin to put everything back that nobody changed since; `carry_on` does it. False where it is too late."""
    ready = BulkDeed.objects.filter(pk=deed.pk, state=BulkDeed.State.DONE, at__gt=timezone.now() - UNDO)
    if not ready.update(state=BulkDeed.State.UNDOING):
        return False
    deed.state = BulkDeed.State.UNDOING
    return True


def left_behind():
    """Deeds that nobody works on any more, such as after a crash."""
    busy = (BulkDeed.State.RUNNING, BulkDeed.State.UNDOING)
    return BulkDeed.objects.filter(state__in=busy, at__lt=timezone.now() - LEFT_BEHIND)


def _waiting(deed):
    undoing = deed.state == BulkDeed.State.UNDOING
    return deed.items.filter(state=BulkItem.State.DONE if undoing else BulkItem.State.WAITING)


def _left(deed) -> bool:
    return _waiting(deed).exists()


def _one(deed, do) -> bool:
    """The next item, whatever becomes of it; False where none is left that nobody else is at."""
    item = None
    try:
        with transaction.atomic():
            item = _waiting(deed).select_for_update(skip_locked=True).first()
            if item:
                do(deed, item)
    except Exception:
        log.exception("bulk deed %s failed on item %s", deed.pk, item and item.pk)
        undoing = deed.state == BulkDeed.State.UNDOING
        state = BulkItem.State.KEPT if undoing else BulkItem.State.REFUSED
        BulkItem.objects.filter(pk=item.pk).update(state=state, why="failed")
    return item is not None


def _do(deed, item):
    Conversation.objects.held().filter(pk=item.conversation_id).values_list("pk").first()
    visible = Conversation.objects.visible_to(deed.by).select_related("team", "assignee", "closure")
    conversation = visible.filter(pk=item.conversation_id).first()
    try:
        if conversation is None:
            raise Refused("unseen")
        if not Conversation.objects.kept_by(deed.by).filter(pk=conversation.pk).exists():
            raise Refused("for_a_while")
        item.before = {
            "team": conversation.team_id, "assignee": conversation.assignee_id, "transfers": conversation.transfers,
        }
        item.before |= _DEEDS[deed.kind](deed, conversation) or {}
        item.state = BulkItem.State.DONE
    except Refused as refusal:
        item.state, item.why = BulkItem.State.REFUSED, str(refusal)
    item.save(update_fields=["state", "why", "before"])


def _assign(deed, conversation):
    """values: employee (id)."""
    if conversation.is_closed:
        raise Refused("closed")
    employee = visibility.who_can_have(conversation).filter(pk=deed.values["employee"]).first()
    if employee is None:
        raise Refused("cannot")
    if conversation.assignee_id == employee.pk:
        raise Refused("same")
    routing.assign(conversation, employee, by=deed.by)


def _move(deed, conversation):
    """values: team (id)."""
    if conversation.is_closed:
        raise Refused("closed")
    team = Team.objects.get(pk=deed.values["team"])
    if conversation.team_id == team.pk:
        raise Refused("same")
    if conversation.assignee_id not in (None, deed.by_id):
        raise Refused("taken")  # what a colleague works on does not go without a word
    routing.move(conversation, team, by=deed.by)


def _close(deed, conversation):
    """values: as `closing.close` takes them. Gives the promises that ended with it."""
    if conversation.is_closed:
        raise Refused("closed")
    heard = Event.objects.filter(conversation_id=conversation.pk, kind__in=("contact.received", "utterance.heard"), pk__gt=deed.seen_event or 0)
    if deed.seen_event is not None and heard.exists():
        raise Refused("heard")
    try:
        return {"promises": closing.close(conversation, by=deed.by, **deed.values)}
    except closing.StaysOpen as refusal:
        raise Refused(refusal.why) from refusal


_DEEDS = {BulkDeed.Kind.ASSIGN: _assign, BulkDeed.Kind.MOVE: _move, BulkDeed.Kind.CLOSE: _close}


def _put_back(deed, item):
    Conversation.objects.held().filter(pk=item.conversation_id).values_list("pk").first()
    conversation = Conversation.objects.select_related("team", "assignee", "closure").get(pk=item.conversation_id)
    if not _UNCHANGED[deed.kind](deed, conversation):
        item.state, item.why = BulkItem.State.KEPT, "changed"
    elif deed.kind == BulkDeed.Kind.CLOSE:
        closing.take_back(conversation, item.before.get("promises", []), by=deed.by)
        item.state = BulkItem.State.UNDONE
    else:
        _as_before(deed, conversation, item.before)
        item.state = BulkItem.State.UNDONE
    item.save(update_fields=["state", "why"])


def _as_before(deed, conversation, before):
    team = Team.objects.filter(pk=before["team"]).first()
    employee = Employee.objects.filter(pk=before["assignee"], is_active=True).first()
    routing.give(conversation, team, employee, by=deed.by)
    # what was undone is no transfer
    hurdles.take_back(conversation, "transfer", conversation.transfers - before["transfers"])
    conversation.transfers = before["transfers"]
    conversation.save(update_fields=["transfers"])
    events.record(
        "conversation.put_back", conversation_id=conversation.pk, actor=deed.by,
        team=str(team or ""), employee=str(employee or ""),
    )


_UNCHANGED = {
    BulkDeed.Kind.ASSIGN: lambda deed, one: one.assignee_id == deed.values["employee"] and not one.is_closed,
    BulkDeed.Kind.MOVE: lambda deed, one: (one.team_id, one.assignee_id) == (deed.values["team"], None)
    and not one.is_closed,
    BulkDeed.Kind.CLOSE: lambda deed, one: one.is_closed and one.closure.by_id == deed.by_id,
}
