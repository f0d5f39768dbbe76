"""One event for each thing that happens to a plan or moment, told in its conversation, which then tells what is to come."""

from gehoor.conversations import coming
from gehoor.core import events

from .models import Moment


def record(kind, moment, by, **data):
    """Write the event of a moment."""
    plan = moment.plan
    carry(plan.conversation_id)
    events.record(
        kind, conversation_id=plan.conversation_id, person_id=plan.person_id, actor=by, plan=plan.pk, moment=moment.pk, **data
    )


def record_of_plan(kind, plan, by, **data):
    """Write the event of a whole plan."""
    events.record(kind, conversation_id=plan.conversation_id, person_id=plan.person_id, actor=by, plan=plan.pk, **data)


def carry(conversation_id: int):
    """Let the conversation tell which talks are to come."""
    talks = Moment.objects.open().filter(plan__conversation=conversation_id).order_by("from_on", "pk")[: coming.MOST]
    coming.keep(conversation_id, coming.TALK, [one.packed for one in talks])


def when(moment) -> dict[str, str]:
    """When it is, as an event keeps it."""
    return {
        "from_on": moment.from_on.isoformat(), "until_on": moment.until_on.isoformat(),
        "at": moment.at.isoformat() if moment.at else "",
    }
