"""What stands about the complaint above its conversation; it comes along with the conversation itself, in its one query."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from gehoor.complaints import stage
from gehoor.complaints.models import Call, Complaint
from gehoor.staff.models import Employee

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
    step: stage.Step | None


def facts() -> dict:
    """Annotation of a conversation: `complaint_facts`, JSON or None."""
    reached = Exists(Call.objects.filter(complaint=OuterRef("pk"), reached=True))
    handler = JSONObject(pk="handler_id", **{name: F(f"handler__{name}") for name in NAMES})
    found = Complaint.objects.filter(conversation=OuterRef("pk")).values(found=JSONObject(
        pk="pk", about="about", due_on="due_on", taken_up_at="taken_up_at", ended_at="ended_at", ending="ending",
        receipt_sent_at="receipt_sent_at", reached=reached, hearing_state="hearing__state", handler=handler,
    ))
    return {"complaint_facts": Subquery(found[:1])}


def of(conversation) -> Panel | None:
    """The complaint of this conversation; no query."""
    found = conversation.complaint_facts
    if not found:
        return None
    handler = Employee(**found["handler"]) if found["handler"]["pk"] else None
    complaint = Complaint(
        pk=found["pk"], about=found["about"], due_on=date.fromisoformat(found["due_on"]), ending=found["ending"], handler=handler,
        **{name: found[name] and parse_datetime(found[name]) for name in ("taken_up_at", "ended_at", "receipt_sent_at")},
    )
    complaint.reached, complaint.hearing_state = found["reached"], found["hearing_state"]
    return Panel(
        complaint.about, stage.stage(complaint), stage.clock(complaint), str(handler or ""), complaint.is_open,
        stage.is_short(complaint), complaint.receipt_sent_at is None, stage.next_step(complaint),
    )


def is_open(conversation) -> bool:
    """Whether it has a complaint that is not done; no query."""
    found = conversation.complaint_facts
    return bool(found and not found["ended_at"])
