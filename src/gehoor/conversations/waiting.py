"""The clock of a conversation: it runs from each contact that is to be answered, stands still while we wait for the
person, and ends with our answer or by closing (decision 019).

A deed here changes the waits, and `respond_by` and `short_from` of the conversation, which its caller holds and saves.
"""

from datetime import datetime, timedelta

from django.db import transaction

from gehoor.core import prepared
from gehoor.targets import calendar
from gehoor.targets.norms import Measure

SHORT = 2  # working hours: with less than that left, time is short
IN_ONE_GO = timedelta(minutes=1)  # what is closed so soon was settled during the contact itself: nobody waited
FIELDS = ["respond_by", "short_from"]


def first(channel: str, at: datetime) -> dict[str, datetime]:
    """The fields of a new conversation that began with a contact on this channel at `at`."""
    known = calendar.current()
    return _fields(min(filter(None, (known.due(channel, at), known.confirm_by(channel, at)))), known)


def begin(conversation, at, *, channel, contact=None, due=None):
    """They wait for an answer from now on, until `due` where `first` reckoned that already."""
    if calendar.built_in(channel, Measure.CONFIRM):
        due = None  # that is when receipt is to be confirmed, and not the answer
    known = None if due else calendar.current()
    wait = prepared.insert(conversation.waits.model(
        conversation=conversation, contact=contact, channel=channel, began_at=at, due_at=due or known.due(channel, at),
        confirm_by=known and contact and known.confirm_by(channel, at),
    ))
    if conversation.respond_by is None or wait.next_by < conversation.respond_by:
        _set(conversation, wait.next_by, known or calendar.current())


def begin_without_contact(conversation, at):
    """We are to move although nobody contacted us: as soon as on the channel of their last contact."""
    last = conversation.contacts.filter(direction="in", automatic="").order_by("-at", "-pk")
    begin(conversation, at, channel=last.values_list("channel", flat=True).first() or "")


def stop(conversation, at):
    """We wait for the person."""
    known = calendar.current()
    for wait in _open(conversation):
        wait.stop(at, known)
        wait.save(update_fields=["stopped_at", "left"])
    _set(conversation, None, known)


def go_on(conversation, at):
    """The person is no longer the one to move."""
    waits, due = _open(conversation), []
    known = calendar.current() if waits else None
    for wait in waits:
        wait.go_on(at, known)
        prepared.update(wait, "stopped_at", "went_on_at", "due_at")
        due.append(wait.next_by)
    _set(conversation, min(due, default=None), known)


def end(conversation, at, by, *, spoken=False):
    """Answered or closed; `by` is a `Wait.EndedBy`. `spoken` where they were answered by speaking with one of us."""
    waits = _open(conversation)
    known = calendar.current() if waits else None  # whoever says more in a live contact is answered already
    for wait in waits:
        if (spoken or by == wait.EndedBy.CLOSING) and at - wait.began_at < IN_ONE_GO:
            wait.delete()
            continue
        wait.end(at, by, known)
        prepared.update(wait, "ended_at", "ended_by", "due_at", "confirmed_at")
    _set(conversation, None, known)


def confirm(conversation, at):
    """The person hears from us, and not yet with the answer: that it came in is confirmed. Saves what it changes."""
    unconfirmed = conversation.waits.filter(ended_at=None, confirm_by__isnull=False, confirmed_at=None)
    if unconfirmed.update(confirmed_at=at) and conversation.respond_by:
        settle(conversation)
        conversation.save(update_fields=FIELDS)


def take_back_end(conversation, at, by):
    """What ended at `at` did not end."""
    conversation.waits.filter(ended_at=at, confirmed_at=at).update(confirmed_at=None)
    conversation.waits.filter(ended_at=at, ended_by=by).update(ended_at=None, ended_by="")
    settle(conversation)


def settle(conversation, known=None):
    """The two fields from what runs now."""
    due = min((wait.next_by for wait in _open(conversation) if wait.runs), default=None)
    _set(conversation, due, known or calendar.current())


def _open(conversation):
    waits = conversation.waits.model.objects
    return prepared.rows(("open waits",), lambda pk: waits.filter(conversation=pk, ended_at=None), pk=conversation.pk)


def _set(conversation, due, known):
    for name, value in _fields(due, known).items():
        setattr(conversation, name, value)


def _fields(due, known) -> dict:
    return {"respond_by": due, "short_from": known.hours().before(due, SHORT) if due else None}


@transaction.atomic
def count_again(after: int, number: int) -> int | None:
    """Count `number` conversations with an id above `after` again by the calendar as it is; the last id, None at the end."""
    from .models import Conversation

    known = calendar.current()
    held = Conversation.objects.held().filter(is_open=True, respond_by__isnull=False, pk__gt=after).order_by("pk")
    for conversation in (found := list(held[:number])):
        for wait in _open(conversation):
            wait.count_again(known)
            wait.save(update_fields=["due_at", "confirm_by"])
        settle(conversation, known)
        conversation.save(update_fields=FIELDS)
    return found[-1].pk if found else None


@transaction.atomic
def catch_up(number: int) -> int:
    """Begin to time open conversations that wait for us untimed, such as those brought over; how many these were."""
    from .models import Conversation, WaitingFor

    untimed = Conversation.objects.held().filter(is_open=True, respond_by=None, waiting_for=WaitingFor.US)
    for conversation in (found := list(untimed[:number])):
        settle(conversation)
        if conversation.respond_by is None:
            begin_without_contact(conversation, conversation.waiting_since)
        conversation.save(update_fields=FIELDS)
    return len(found)
