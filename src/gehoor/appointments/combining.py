"""Several open matters of one person in one visit (requirement A10): what could come along, and adding it."""

from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef
from django.utils import timezone

from gehoor.core import events
from gehoor.people import ownership

from . import booking, slots, telling
from .models import Appointment, Matter, Telling, Way

WITHIN = timedelta(days=14)


def coming_of(person_id: int, conversations):
    """Appointments of this person within two weeks, about what stands in the queryset `conversations`.

    Each with its `subjects`, the names of all that it is about.
    """
    now = timezone.now()
    rows = Appointment.objects.filter(state=Appointment.State.BOOKED, begins__gt=now, begins__lt=now + WITHIN)
    mine = rows.filter(matters__conversation__in=conversations.filter(person=person_id)).distinct()
    about = Matter.objects.filter(appointment=OuterRef("pk")).order_by("pk").values("subject__name")
    return mine.told_in_full().annotate(subjects=ArraySubquery(about)).order_by("begins")


@transaction.atomic
def add(appointment, conversation, subject, *, by) -> Appointment:
    """Deal with this too in a visit that is booked: it takes longer. Raises `booking.Taken` where there is no room for
    that, and `booking.NotOpen`."""
    ownership.hold()
    current = booking.held_open(appointment)
    if current.matters.filter(conversation=conversation).exists():
        return current
    where = slots.Where(Way(current.way), current.place)
    wanted = slots.Wanted(current.subject, where, current.minutes + subject.minutes, instead_of=current.pk)
    booking.take(current, wanted, current.begins)
    current.sequence += 1
    current.save(update_fields=["sequence"])
    Matter.objects.create(appointment=current, conversation=conversation, subject=subject, minutes=subject.minutes)
    events.record("appointment.combined", conversation_id=conversation.pk, actor=by, appointment=current.pk,
                  begins=current.begins.isoformat(), where=str(where))
    telling.tell(current, Telling.What.MOVED)
    return current
