"""The next planned talk with the person of a conversation, above it; it comes along with the conversation's own query."""

from datetime import date

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from gehoor.planning.models import Moment, MomentKind, Plan


def facts(employee) -> dict:
    """Annotation of a conversation: `talk_facts`, JSON or None; of what this employee may see of the person."""
    theirs = Moment.objects.visible_to(employee).open().with_days().filter(plan__person=OuterRef("person"))
    return {"talk_facts": Subquery(theirs.order_by("starts_on", "pk").values(found=JSONObject(
        pk="pk", from_on="from_on", until_on="until_on", at="at", state="state", kind=F("plan__kind__name"),
    ))[:1])}


def next_of(conversation) -> Moment | None:
    """The next talk with this person, with its kind; no query."""
    found = conversation.talk_facts
    if not found:
        return None
    days = {name: date.fromisoformat(found[name]) for name in ("from_on", "until_on")}
    return Moment(
        pk=found["pk"], state=found["state"], at=parse_datetime(found["at"]) if found["at"] else None, **days,
        plan=Plan(kind=MomentKind(name=found["kind"])),
    )
