"""Which conversation does this contact belong to? Decided in one order and never otherwise:

1. a signed token that we issued for a conversation, used by someone who takes part in it;
2. Message-ID references to a message in a conversation that the sender takes part in;
3. a call, chat or form that carries its conversation;
4. else a new conversation, linked to the one it seems to continue so that an employee can say "the same".

A subject or a number in the text never joins anyone to anything: both are easily quoted by someone else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from gehoor.core import prepared

from . import confidentiality, reply_token, waiting
from .models import Contact, Conversation, Message, Wait, WaitingFor
from .models.message import ID_LENGTH

_carried: list[Callable] = []


def carries(deed: Callable):
    """Let `deed(emptied, into, by)` take along what an app above keeps with a conversation. Called once, when it is ready."""
    _carried.append(deed)


@dataclass(frozen=True, slots=True)
class Clues:
    """What a delivery says about where it belongs."""

    tokens: tuple[str, ...] = ()
    message_id: str = ""
    references: tuple[str, ...] = ()
    conversation_id: int | None = None
    held: Conversation | None = None  # the same, where the caller holds it already
    maybe_same_as: int | None = None  # a hint that joins nothing


def find_or_open(person, clues: Clues, attributes: Callable[[], dict]) -> tuple[Conversation, bool]:
    """The conversation this contact of `person` belongs to, and whether it is new.

    `attributes()` (subject, opened_at) are asked only for a new one. Runs inside the caller's transaction.
    """
    if clues.held:
        return clues.held, False
    hint = None
    for pk, _issued_to in filter(None, map(reply_token.read, clues.tokens)):
        if _takes_part(person, pk) and (found := current(pk)):
            return found, False
        hint = hint or pk
    if clues.message_id or clues.references:
        found, referred = _by_references(person, clues)
        if found:
            return found, False
        hint = hint or referred
    if clues.conversation_id and (found := current(clues.conversation_id)):
        return found, False
    hint = hint or clues.maybe_same_as
    split_from_id = hint if hint and Conversation.objects.filter(pk=hint).exists() else None
    return prepared.insert(Conversation(person=person, split_from_id=split_from_id, **attributes())), True


def _takes_part(person, pk) -> bool:
    """Whether this person is in the conversation, or in what it was joined into.

    The person a token names is who we took them for when we issued it. Merging two people and taking that back changes
    who that is; who may go on with the conversation is who takes part in it now.
    """
    part = Q(person=person) | Q(contacts__person=person)
    theirs = Conversation.objects.filter(part)
    return Conversation.objects.filter(Q(pk__in=theirs) | Q(joined_into__in=theirs), pk=pk).exists()


def current(pk: int) -> Conversation | None:
    """The conversation, or the one it was joined into; held, so that nobody closes or joins it until we are done."""
    found = prepared.one(("held",), _held, pk=pk)
    return current(found.joined_into_id) if found and found.joined_into_id else found


def _held(pk):
    return Conversation.objects.held().filter(pk=pk)


def not_before_answered(conversation, references, at: datetime) -> datetime:
    """`at`, or just after the newest message it answers: mail tells whole seconds, of a clock that may be behind."""
    if not references:
        return at
    answered = Message.objects.filter(
        conversation=conversation, message_id__in=[each[:ID_LENGTH] for each in references]
    ).aggregate(newest=Max("contact__at"))["newest"]
    return answered + timedelta(milliseconds=1) if answered and at <= answered else at


def _by_references(person, clues):
    """(the newest conversation referred to in which `person` takes part, else one they do not take part in)."""
    named = {f"reference {number}": each[:ID_LENGTH] for number, each in enumerate(clues.references)}
    if clues.message_id:  # the answer may have come in before the mail it answers
        named |= {"answers": clues.message_id[:ID_LENGTH], "person": person.pk}
    ids = prepared.rows(("referred", len(clues.references), bool(clues.message_id)), _referred, **named)
    if not ids:
        return None, None
    mine = Conversation.objects.filter(Q(person=person) | Q(contacts__person=person), pk__in=ids)
    newest = mine.order_by("-last_contact_at").values_list("pk", flat=True).first()
    return newest and current(newest), ids[0]


def _referred(answers="", person=None, **references):
    refers = Q(message_id__in=references.values()) if references else Q(pk__in=[])
    if answers:
        refers |= Q(in_reply_to=answers, contact__person=person)
    return Message.objects.filter(refers).order_by("-pk").values_list("conversation_id", flat=True)[:50]


@transaction.atomic
def join(conversation: Conversation, into: Conversation, *, by) -> Conversation:
    """An employee says both are one question: every contact of `conversation` moves `into` the other, or to where that
    one was joined itself; that is returned, open where one of them was.

    The emptied conversation stays, closed and pointing there, so that its reference and reply addresses keep working.
    """
    from gehoor.core import events

    if conversation.person_id != into.person_id and conversation.split_from_id != into.pk:
        raise ValueError("only conversations of one person, or one split off from the other, can be joined")
    emptied, into = current(conversation.pk), current(into.pk)
    if emptied.pk != conversation.pk or emptied.pk == into.pk:
        raise ValueError("these are one conversation already")
    Contact.objects.filter(conversation=emptied).update(conversation=into)
    Message.objects.filter(conversation=emptied).update(conversation=into)
    Wait.objects.filter(conversation=emptied).update(conversation=into)
    if not emptied.is_closed:
        _take_over(into, emptied, by)
    Conversation.objects.filter(joined_into=emptied).update(joined_into=into)
    emptied.joined_into, emptied.team = into, into.team  # who may not see the one does not see what is left of the other
    emptied.save(update_fields=["joined_into", "team"])
    confidentiality.take_over(into, emptied)
    for deed in _carried:
        deed(emptied, into, by)
    emptied.close(by=by, reason="joined")
    into.heard(emptied.last_contact_at, expects_answer=False)
    events.record("conversation.joined", conversation_id=into.pk, actor=by, joined=emptied.reference)
    return into


def _take_over(into, emptied, by):
    """What was to be done in the one is to be done in the other."""
    into.reopen(by=by)
    if emptied.waiting_for == WaitingFor.US:
        into.heard(emptied.waiting_since)
    (waiting.stop if into.waiting_for == WaitingFor.PERSON else waiting.go_on)(into, timezone.now())
    into.save(update_fields=waiting.FIELDS)
