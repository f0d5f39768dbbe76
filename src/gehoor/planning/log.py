"""One event for each thing that happens to a plan or moment, told in its conversation."""

from gehoor.core import events


def record(kind, moment, by, **data):
    """Write the event of a moment."""
    plan = moment.plan
    events.record(
        kind, conversation_id=plan.conversation_id, person_id=plan.person_id, actor=by, plan=plan.pk, moment=moment.pk, **data
    )


def record_of_plan(kind, plan, by, **data):
    """Write the event of a whole plan."""
    events.record(kind, conversation_id=plan.conversation_id, person_id=plan.person_id, actor=by, plan=plan.pk, **data)


def when(moment) -> dict[str, str]:
    """When it is, as an event keeps it."""
    return {
        "from_on": moment.from_on.isoformat(), "until_on": moment.until_on.isoformat(),
        "at": moment.at.isoformat() if moment.at else "",
    }
