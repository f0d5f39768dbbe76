"""The next appointment about a conversation, above it; it comes along with the conversation's own query."""

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject, Now
from django.utils.dateparse import parse_datetime

from gehoor.appointments.models import Appointment, Place, Subject


def facts() -> dict:
    """Annotation of a conversation: `appointment_facts`, JSON or None."""
    coming = Appointment.objects.filter(
        matters__conversation=OuterRef("pk"), state__in=Appointment.GOING_ON, ends__gt=Now()
    ).order_by("begins")
    return {"appointment_facts": Subquery(coming.values(found=JSONObject(
        pk="pk", begins="begins", way="way", place=F("place__name"), subject=F("subject__name"), state="state",
        to_be_told="to_be_told",
    ))[:1])}


def next_of(conversation) -> Appointment | None:
    """The next appointment about this, with its place and subject; no query."""
    found = conversation.appointment_facts
    if not found:
        return None
    plain = {name: found[name] for name in ("pk", "way", "state", "to_be_told")}
    place = Place(name=found["place"]) if found["place"] else None
    return Appointment(**plain, begins=parse_datetime(found["begins"]), place=place, subject=Subject(name=found["subject"]))
