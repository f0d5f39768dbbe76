"""A conversation becomes a complaint: by an employee who recognises one, or by itself from a form or mailbox for them."""

from django.db import transaction
from django.utils import timezone

from gehoor.conversations.models import Conversation, Direction, WaitingFor
from gehoor.core import events
from gehoor.queues import routing

from . import calling, clock, receipt, rules
from .models import Complaint, Deadline

WISH = 20_000  # characters


class AlreadyOne(Exception):
    """This conversation is a complaint already."""


class NotYours(ValueError):
    """Whoever a complaint is about may not handle it (Awb 9:7)."""


@transaction.atomic
def open_one(conversation, *, about, by, wish="", topic="", handler=None, about_employee=None, received_at=None, came_by="",
             read_back_at=None, answers="", confirms=True) -> Complaint:
    """Make `conversation` a complaint and confirm its receipt in writing where an address is known (Awb 9:6).

    `received_at` is when the complaint reached us, else when the person first contacted us in this conversation.
    `answers` are the words of the person that go along in the confirmation; without `confirms` the channel that it came
    in on confirms it. Raises `AlreadyOne` and `NotYours`.
    """
    Conversation.objects.held().filter(pk=conversation.pk).values_list("pk").first()
    if Complaint.objects.filter(conversation=conversation).exists():
        raise AlreadyOne
    if handler is not None and handler == about_employee:
        raise NotYours
    current, first = rules.current(), conversation.contacts.filter(direction=Direction.IN).order_by("at", "pk").first()
    received = received_at or (first.at if first else conversation.opened_at)
    complaint = Complaint.objects.create(
        conversation=conversation, about=" ".join(about.split())[:300] or str(conversation)[:300], wish=wish.strip()[:WISH],
        topic=topic[:80], came_by=came_by or (first.channel if first else ""), received_at=received, opened_by=by,
        handler=handler, about_employee=about_employee, law=current.law, weeks=current.weeks,
        extension_weeks=current.extension_weeks, external=current.external, due_on=clock.last_day(received, current.weeks),
        read_back_at=read_back_at,
    )
    _set_deadlines(complaint, current, by)
    _ours_to_move(conversation, by)
    if handler is not None and conversation.assignee_id is None:
        Conversation.objects.filter(pk=conversation.pk).update(assignee=handler)
        conversation.assignee = handler
    events.record("complaint.opened", conversation_id=conversation.pk, actor=by, complaint=complaint.pk)
    if by is None and current.team and conversation.team_id != current.team.pk:
        routing.move(conversation, current.team, by=None)
    if confirms:
        receipt.confirm(complaint, by=by, answers=answers)
    return complaint


def _ours_to_move(conversation, by):
    """Whoever complains waits for us, also where we had answered or closed before it was recognised."""
    conversation.reopen(by=by)
    if conversation.waiting_for == WaitingFor.PERSON:
        conversation.wait_for(WaitingFor.US, by=by)


def _set_deadlines(complaint, current, by):
    call_by = clock.call_by(complaint.received_at, current.call_days)
    if call_by < timezone.now():  # recognised late: nobody can be promised a call in the past
        call_by = clock.call_by(timezone.now(), current.call_days)
    clock.set_deadline(complaint, Deadline.Kind.CALL, call_by)
    calling.promise(complaint, due_at=call_by, by=by)
    clock.set_deadline(complaint, Deadline.Kind.NOTICE, clock.end_of(clock.last_day(complaint.received_at, clock.NOTICE_WEEKS)))
    clock.set_deadline(complaint, Deadline.Kind.DUE, clock.end_of(complaint.due_on))


@transaction.atomic
def unmark(complaint, *, by):
    """It was marked by mistake: no complaint after all. Only while nothing was done with it."""
    conversation_id = complaint.conversation_id
    calling.not_needed(complaint, by=by)
    complaint.delete()
    events.record("complaint.unmarked", conversation_id=conversation_id, actor=by)


@transaction.atomic
def name_handler(complaint, handler, *, by):
    """One named person handles it, and has the conversation. Raises `NotYours`."""
    if handler.pk == complaint.about_employee_id:
        raise NotYours
    complaint.handler = handler
    complaint.save(update_fields=["handler"])
    Conversation.objects.filter(pk=complaint.conversation_id).update(assignee=handler)
    calling.give(complaint, by=by)
    events.record("complaint.handler_named", conversation_id=complaint.conversation_id, actor=by, handler=str(handler))


@transaction.atomic
def say_whom_it_is_about(complaint, employee, *, by):
    """Whose conduct it is about; None for nobody in particular. Who it is about stops handling it (Awb 9:7)."""
    complaint.about_employee = employee
    if employee is not None and complaint.handler_id == employee.pk:
        complaint.handler = None
        calling.give(complaint, by=by)
    complaint.save(update_fields=["about_employee", "handler"])
    events.record("complaint.changed", conversation_id=complaint.conversation_id, actor=by)


@transaction.atomic
def give_copy(complaint, *, by):
    """Whom it is about got a copy (Awb 9:9)."""
    complaint.copy_given_at = timezone.now()
    complaint.save(update_fields=["copy_given_at"])
    events.record("complaint.copy_given", conversation_id=complaint.conversation_id, actor=by)
