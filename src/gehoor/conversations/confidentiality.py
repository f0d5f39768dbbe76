"""Making a conversation confidential: then who has it, who is named, and the leads of its team see it. Nobody else."""

from django.db import transaction

from gehoor.core import events

from .models import Conversation, Grant

LEAST = 5  # characters of a reason


class NeedsReason(ValueError):
    """A reason is asked for: it stands on the timeline, and in what a person may ask us for."""


def reason_in(text: str, least=LEAST) -> str:
    """The reason without white space around it. Raises `NeedsReason`."""
    reason = " ".join(text.split())
    if len(reason) < least:
        raise NeedsReason
    return reason[:500]


@transaction.atomic
def make(conversation, *, reason, by):
    """Make it confidential. `by` is named on it, so that it never goes out of everyone's sight."""
    reason = reason_in(reason)
    _set(conversation, True)
    _open_to(conversation, by, by)
    events.record("conversation.made_confidential", conversation_id=conversation.pk, actor=by, reason=reason)


@transaction.atomic
def lift(conversation, *, by):
    """Everyone whose team allows it sees it again; nobody is named any more."""
    _set(conversation, False)
    Grant.objects.filter(conversation__in=_with_joined(conversation), until__isnull=True).delete()
    events.record("conversation.confidentiality_lifted", conversation_id=conversation.pk, actor=by)


@transaction.atomic
def name(conversation, employee, *, by):
    """Let one more colleague read along."""
    if _open_to(conversation, employee, by):
        events.record("conversation.reader_named", conversation_id=conversation.pk, actor=by, employee=str(employee))


@transaction.atomic
def unname(conversation, employee, *, by):
    """Take a colleague off again; one may take oneself off."""
    named = Grant.objects.filter(
        conversation__in=_with_joined(conversation), employee=employee, until__isnull=True
    )
    if named.delete()[0]:
        events.record("conversation.reader_unnamed", conversation_id=conversation.pk, actor=by, employee=str(employee))


def named(conversation):
    """Colleagues who are named on it."""
    return [grant.employee for grant in conversation.grants.filter(until__isnull=True).select_related("employee")]


def take_over(into, emptied):
    """Both are one now: confidential where one of them was, and open to who was named on either."""
    if not (into.is_confidential or emptied.is_confidential):
        return
    readers = {grant.employee_id: grant for grant in Grant.objects.filter(
        conversation__in=[into.pk, emptied.pk], until__isnull=True
    ).select_related("employee", "by")}
    _set(into, True)
    for grant in readers.values():
        _open_to(into, grant.employee, grant.by)


def _open_to(conversation, employee, by) -> bool:
    made = [
        Grant.objects.get_or_create(conversation_id=pk, employee=employee, until=None, defaults={"by": by})[1]
        for pk in _with_joined(conversation).values_list("pk", flat=True)
    ]
    return any(made)


def _set(conversation, is_confidential):
    _with_joined(conversation).update(is_confidential=is_confidential)
    conversation.is_confidential = is_confidential


def _with_joined(conversation):
    """It, and what was joined into it: they are of one story."""
    return Conversation.objects.filter(pk=conversation.pk) | Conversation.objects.filter(joined_into=conversation.pk)
