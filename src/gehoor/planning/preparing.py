"""Getting ready for a talk: both sides' goals, what happened since the last one, and what will be talked about."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from gehoor.conversations import closing, threading
from gehoor.conversations.models import Conversation
from gehoor.core.models import Event
from gehoor.promises.models import Promise

from . import log
from .models import Moment, SentIn, State
from .rescheduling import held_open

MOST_CONVERSATIONS = 30


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to talk about. `key` names it in what is recorded."""

    key: str
    text: str
    must: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """What a talk can begin from. Only what the employee who looks may see."""

    last: Moment | None  # the last one that was recorded
    conversations: list[Conversation]
    promises: list[Promise]


def agenda(moment) -> list[Item]:
    """The checklist as it was prepared, then what we added."""
    own = [Item(f"o{number}", text) for number, text in enumerate(moment.own_points)]
    return [*(Item(point.key, point.text, point.must, point.help) for point in moment.content.checklist), *own]


def since_last(moment, employee) -> Since:
    """What happened with this person since the last talk that was recorded; three queries."""
    before = Moment.objects.filter(plan_id=moment.plan_id, state=State.HELD).exclude(pk=moment.pk)
    last = before.select_related("ended_by").order_by("-number").first()
    theirs = Conversation.objects.visible_to(employee).filter(person_id=moment.plan.person_id, joined_into=None)
    theirs = theirs.exclude(pk=moment.plan.conversation_id).select_related("closure")
    if last:
        theirs = theirs.filter(last_contact_at__gte=last.ended_at)
    promises = Promise.objects.visible_to(employee).open().filter(person_id=moment.plan.person_id).told_in_full()
    return Since(last, list(theirs.order_by("-last_contact_at")[:MOST_CONVERSATIONS]), list(promises.order_by("due_at")[:20]))


def sent_in(moment) -> list[SentIn]:
    """What the person, or a helper, sent in, the oldest first."""
    return list(moment.sent_in.select_related("person"))


@transaction.atomic
def prepare(pk, *, by, our_goal="", their_goal="", own_points=()) -> Moment:
    """Save it; from the first time on the talk keeps the checklist as it is now. Raises `NotOpen`."""
    moment = held_open(pk)
    moment.version = moment.version or moment.plan.kind.version
    moment.our_goal, moment.their_goal = our_goal.strip(), their_goal.strip()
    moment.own_points = [point.strip() for point in own_points if point.strip()]
    is_new = moment.state == State.COMING
    if is_new:
        moment.state, moment.prepared_at, moment.prepared_by = State.PREPARED, timezone.now(), by
    if moment.warned_of == Moment.Warning.UNPREPARED:
        moment.warned_of = ""
    if moment.leads_told_of == Moment.Warning.UNPREPARED:
        moment.leads_told_of = ""
    moment.save()
    if is_new:
        log.record("moment.prepared", moment, by, **log.when(moment))
    return moment


def rest(moment, *, began, by) -> bool:
    """Close the conversation until the talk; not where something came in since `began`, or something keeps it open."""
    conversation = threading.current(moment.plan.conversation_id)
    heard = Event.objects.filter(conversation_id=conversation.pk, kind__in=("contact.received", "note.added"), at__gte=began)
    if conversation.is_closed or conversation.promised or heard.exists() or closing.obstacle(conversation):
        return False
    conversation.close(by=by, reason="planned")
    return True
