"""Several open matters of one person in one visit (requirement A10): what could come along, and adding it."""

from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from gehoor.core import events
from gehoor.people import ownership

from . import booking, carrying, slots, telling
from .models import Appointment, Matter, Place, Subject, Telling, Way

WITHIN = timedelta(days=14)
MOST = 50  # questions of one person that are looked at


def goes_along(subject, first, where) -> bool:
    """Whether this subject can be dealt with in a visit there that is about `first`: offered there, and by the same people."""
    by_colleague = [one.needs_colleague or where.way != Way.PLACE for one in (subject, first)]
    return slots.offers(subject, where) and (not by_colleague[0] or (by_colleague[1] and subject.team_id == first.team_id))


def along_in(visit, subject) -> bool:
    """The same for a visit that is booked."""
    return goes_along(subject, visit.subject, slots.Where(Way(visit.way), visit.place))


def coming_of(person_id: int, conversations):
    """Appointments of this person within two weeks, about what stands in the queryset `conversations`."""
    now = timezone.now()
    rows = Appointment.objects.filter(state=Appointment.State.BOOKED, begins__gt=now, begins__lt=now + WITHIN)
    mine = rows.filter(matters__conversation__in=conversations.filter(person=person_id)).distinct()
    return mine.told_in_full().order_by("begins")


def questions_of(person_id: int, conversations) -> list:
    """Of what stands in the queryset `conversations`, this person's that are open or that a visit is coming about; one query.

    Each has `visit`, the next `Appointment` about it with its `subject` and the names of its `subjects`, or None.
    """
    about = Matter.objects.filter(appointment=OuterRef("pk")).order_by("pk").values("subject__name")
    visits = Appointment.objects.filter(matters__conversation=OuterRef("pk"), state=Appointment.State.BOOKED, begins__gt=timezone.now())
    facts = JSONObject(
        pk="pk", begins="begins", way="way", place=JSONObject(pk="place_id", name=F("place__name")), subjects=ArraySubquery(about),
        subject=JSONObject(pk="subject_id", team_id=F("subject__team_id"), needs_colleague=F("subject__needs_colleague")),
    )
    mine = conversations.filter(person=person_id, joined_into=None).annotate(
        visit_facts=Subquery(visits.order_by("begins").values_list(facts)[:1])
    )
    found = list(mine.filter(Q(is_open=True) | Q(visit_facts__isnull=False)).order_by("-last_contact_at", "-pk")[:MOST])
    for one in found:
        one.visit = _visit(one.visit_facts) if one.visit_facts else None
    return found


def _visit(facts) -> Appointment:
    plain = {"pk": facts["pk"], "way": facts["way"], "begins": parse_datetime(facts["begins"])}
    place = Place(**facts["place"]) if facts["place"]["pk"] else None
    visit = Appointment(**plain, place=place, subject=Subject(**facts["subject"]))
    visit.subjects = facts["subjects"]
    return visit


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
    carrying.carry(conversation.pk)
    events.record("appointment.combined", conversation_id=conversation.pk, actor=by, appointment=current.pk,
                  begins=current.begins.isoformat(), where=str(where))
    telling.tell(current, Telling.What.MOVED)
    return current
