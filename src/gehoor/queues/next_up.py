"""What to do next (requirement K2): live contact, then what a colleague hands you or what came back, then what you
promised and is about to break, then what is due or was asked by phone or in person, then what can wait. What is to be
answered first comes first within each.

What is given stays that employee's to look at for a while: two who ask at the same moment get different work. The row is
locked (others skip it), and once locked is looked at again, since the one who had the lock may just have got it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from gehoor.conversations.models import Contact, Conversation, Direction, WaitingFor
from gehoor.trust.models import ReadLog

from .models import Handover, Offer
from .worklist import BY_DUE

HOLD = timedelta(minutes=10)  # so long nobody else is given it
LOOKED_AT = timedelta(minutes=3)  # a colleague who opened it so lately is at it
LIVE = timedelta(minutes=30)  # live contact that nobody answered for longer has hung up


@dataclass(frozen=True, slots=True)
class Given:
    """A conversation to open, or a handover to decide on, and why: "live", "back", "handover", "promise", "due" (late, or
    time is short), "prompt", "rest"."""

    why: str
    since: datetime
    conversation: Conversation
    handover: Handover | None = None


def give(employee, *, live=(), prompt=(), promised=None, leaving=None) -> Given | None:
    """The next one for this employee, or None where nothing is left.

    `live` are the kinds of channel where somebody waits at this moment, `prompt` those where they expect to hear soon.
    `promised` are ids of conversations, as a queryset, in which something of theirs is about to break.
    `leaving` is the id of the conversation the employee is looking at. What they were given before comes last.
    """
    for again in (False, True):
        if found := _give(employee, live, prompt, promised, leaving, again=again):
            return found
    return None


@transaction.atomic
def _give(employee, live, prompt, promised, leaving, *, again):
    now = timezone.now()
    free = _free(employee, now, again).exclude(pk=leaving)
    ours = Q(team_id__in=employee.team_ids) | Q(team__isnull=True) | Q(assignee=employee)
    work = Conversation.objects.visible_to(employee).open().filter(ours, waiting_for=WaitingFor.US, pk__in=free.values("pk"))
    work = work.filter(Q(assignee=None) | Q(assignee=employee)).exclude(_is_being_handed_over()).annotate(by=_channel())
    if live and (found := _lock(work.filter(by__in=live, last_contact_at__gt=now - LIVE), employee, now, again)):
        return Given("live", found.waiting_since, found)
    if found := _handed(employee, free, now, again):
        return found
    if promised is not None and (found := _lock(_promised(employee, free, promised), employee, now, again)):
        return Given("promise", found.waiting_since, found)
    if found := _lock(work.filter(Q(short_from__lte=now) | Q(by__in=prompt)), employee, now, again):
        is_due = found.short_from is not None and found.short_from <= now
        return Given("due" if is_due else "prompt", found.waiting_since, found)
    if found := _lock(work, employee, now, again):
        return Given("rest", found.waiting_since, found)
    return None


def _promised(employee, free, promised):
    """Whoever is to move, and closed or not: what is promised stands."""
    return Conversation.objects.visible_to(employee).filter(pk__in=free.values("pk")).filter(pk__in=promised)


def _free(employee, now, again):
    """Conversations that no colleague was given or opened just now; with `again` also what this employee was given."""
    given = Offer.objects.filter(conversation=OuterRef("pk"), at__gt=now - HOLD)
    looked = ReadLog.objects.filter(conversation_id=OuterRef("pk"), what="page", at__gt=now - LOOKED_AT)
    return Conversation.objects.exclude(
        Exists(given.exclude(employee=employee) if again else given)
    ).exclude(Exists(looked.exclude(employee=employee)))


def _channel():
    """The channel of the newest contact that a person made."""
    contacts = Contact.objects.filter(conversation=OuterRef("pk"), direction=Direction.IN, automatic="")
    return Subquery(contacts.order_by("-at", "-pk").values("channel")[:1])


def _is_being_handed_over():
    return Exists(Handover.objects.filter(conversation=OuterRef("pk"), state=Handover.State.OFFERED))


def _handed(employee, free, now, again):
    """What came back to this employee, else what is offered to them: the one that has to be decided on first."""
    waiting = Handover.objects.told_in_full().filter(conversation__in=free.values("pk")).order_by("due_at", "pk")
    for why, found in (("back", waiting.alarms_of(employee)), ("handover", waiting.offered_to(employee))):
        for handover in found[:20]:
            one = Conversation.objects.filter(pk=handover.conversation_id)
            if _lock(one, employee, now, again):
                return Given(why, handover.ended_at or handover.offered_at, handover.conversation, handover)
    return None


def _lock(conversations, employee, now, again):
    """The first to be answered of these that nobody holds, marked as given to this employee."""
    passed = []
    while True:
        rows = conversations.exclude(pk__in=passed).order_by(*BY_DUE)
        if again:  # what was given longest ago comes round first
            given = Offer.objects.filter(conversation=OuterRef("pk")).values("at")
            rows = rows.annotate(given_at=Subquery(given)).order_by("given_at", *BY_DUE)
        found = rows.select_for_update(skip_locked=True, of=("self",), no_key=True).first()
        if found is None:
            return None
        taken = Offer.objects.filter(conversation=found, at__gt=now - HOLD).exclude(employee=employee)
        if not taken.exists():
            Offer.objects.bulk_create(
                [Offer(conversation=found, employee=employee, at=now)], update_conflicts=True,
                unique_fields=["conversation"], update_fields=["employee", "at"],
            )
            return found
        passed.append(found.pk)
