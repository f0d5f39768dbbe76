"""What stands about the complaint above its conversation; it comes along with the conversation itself, in its one query."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from gehoor.assistant.recognising import complaint as heard
from gehoor.complaints import stage
from gehoor.complaints.models import Call, Complaint, NotOne
from gehoor.conversations.models import Direction
from gehoor.postroom.models import Delivery
from gehoor.staff.models import Employee

LAST = 3  # messages of the person in which a complaint is looked for
NAMES = ("first_name", "last_name", "username")


@dataclass(frozen=True, slots=True)
class Panel:
    """A complaint in words."""

    about: str
    stage: str
    clock: str
    handler: str
    is_open: bool
    is_short: bool
    needs_receipt: bool
    receipt_came_back: bool
    step: stage.Step | None


def facts() -> dict:
    """Annotations of a conversation: `complaint_facts`, JSON or None, and `is_no_complaint`, that an employee said so."""
    reached = Exists(Call.objects.filter(complaint=OuterRef("pk"), reached=True))
    handler = JSONObject(pk="handler_id", **{name: F(f"handler__{name}") for name in NAMES})
    found = Complaint.objects.filter(conversation=OuterRef("pk")).values(found=JSONObject(
        pk="pk", about="about", law="law", due_on="due_on", taken_up_at="taken_up_at", ended_at="ended_at", ending="ending",
        receipt_sent_at="receipt_sent_at", receipt_state="receipt__state", reached=reached, hearing_state="hearing__state", hearing_at="hearing__planned_at", handler=handler,
    ))
    return {"complaint_facts": Subquery(found[:1]), "is_no_complaint": Exists(NotOne.objects.filter(conversation=OuterRef("pk")))}


def of(conversation) -> Panel | None:
    """The complaint of this conversation; no query."""
    found = conversation.complaint_facts
    if not found:
        return None
    handler = Employee(**found["handler"]) if found["handler"]["pk"] else None
    complaint = Complaint(
        pk=found["pk"], about=found["about"], law=found["law"], due_on=date.fromisoformat(found["due_on"]), ending=found["ending"], handler=handler,
        **{name: found[name] and parse_datetime(found[name]) for name in ("taken_up_at", "ended_at", "receipt_sent_at")},
    )
    complaint.receipt = Delivery(state=found["receipt_state"]) if found["receipt_state"] else None
    complaint.reached, complaint.hearing_state = found["reached"], found["hearing_state"]
    complaint.hearing_at = found["hearing_at"] and parse_datetime(found["hearing_at"])
    return Panel(
        complaint.about, stage.stage(complaint), stage.clock(complaint), str(handler or ""), complaint.is_open,
        stage.is_short(complaint), complaint.needs_receipt, complaint.receipt_came_back, stage.next_step(complaint),
    )


def seems_one(conversation, days) -> bool:
    """Whether one of the last things the person said on this timeline is that they complain, and nobody decided yet; no query."""
    if conversation.complaint_facts or conversation.is_no_complaint or conversation.is_closed:
        return False
    said = [entry for day in days for entry in day.entries if not entry.is_event]
    theirs = [one.message.text for one in said if one.message.contact.direction == Direction.IN and not one.automatic]
    return any(map(heard.says_so, theirs[-LAST:]))
