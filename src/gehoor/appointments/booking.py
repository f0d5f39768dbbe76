"""Taking a moment: held, booked, moved, cancelled.

Whoever takes room waits for `_one_by_one`, looks what is free and takes it. The constraints of `Appointment` say the same
once more in the database itself, so that nothing that forgets to wait can book one room twice.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.core import events
from gehoor.people import ownership
from gehoor.queues import rules

from . import calendars, carrying, slots, telling
from .models import Appointment, Matter, Telling, Way
from .models.appointment import new_salt

LOCK = 7_205_112_004  # any number nobody else uses
HELD_FOR = timedelta(minutes=10)
LONGEST_HOLD = timedelta(minutes=30)  # since it was chosen, however often it is prolonged
FURTHEST_BACK = 15  # days looked through for a working day; else it is the day before
NEAREST = 6  # moments offered instead of one that was taken


class Taken(Exception):
    """There is no room at this moment any more; `nearest` are `Slot`s with room around it."""

    def __init__(self, nearest=()):
        super().__init__(_("This moment was just taken."))
        self.nearest = list(nearest)


class NotOpen(Exception):
    """The appointment is over, cancelled or was changed meanwhile."""

    def __init__(self):
        super().__init__(_("This appointment can no longer be changed."))


@transaction.atomic
def hold(wanted, begins: datetime, *, held_for="") -> Appointment:
    """Keep a moment for whoever is filling in who they are. Raises `Taken`.

    With `wanted.instead_of`, the hold that this one replaces: it goes where there is room, and else stands as it was.
    """
    held = Appointment(subject=wanted.subject, state=Appointment.State.HELD, held_until=timezone.now() + HELD_FOR, held_for=held_for)
    _one_by_one()
    Appointment.objects.filter(pk=wanted.instead_of, state=Appointment.State.HELD).delete()
    take(held, replace(wanted, instead_of=None), begins)
    return held


@transaction.atomic
def book(held: Appointment, conversation, *, by=None, address="", told_at="", also=()) -> Appointment:
    """Make a hold an appointment about this conversation. Raises `Taken` where it expired and somebody else has it.

    `told_at` is the e-mail address that was given with it, `address` where we come to, `also` as in `book_now`.
    """
    ownership.hold()
    _one_by_one()
    fresh = Appointment.objects.select_for_update().filter(pk=held.pk, state=Appointment.State.HELD).first()
    where, begins = slots.Where(Way(held.way), held.place), held.begins
    if fresh is None:  # it expired and was cleared away: perhaps nobody took it
        fresh = Appointment(subject=held.subject, salt=held.salt)
    take(fresh, slots.Wanted(held.subject, where, held.minutes, instead_of=fresh.pk), begins)
    fresh.told_at = told_at
    return _booked(fresh, conversation, by, address, also)


@transaction.atomic
def book_now(conversation, subject, where, begins, *, by, address="", also=()) -> Appointment:
    """An employee books without holding first. Raises `Taken`.

    `also` are (conversation, subject) of the same person that are dealt with in this visit, which then takes longer.
    """
    ownership.hold()
    minutes = subject.minutes + sum(one.minutes for _conversation, one in also)
    new = Appointment(subject=subject)
    take(new, slots.Wanted(subject, where, minutes), begins)
    return _booked(new, conversation, by, address, also)


@transaction.atomic
def move(appointment: Appointment, where, begins, *, by=None, reason="") -> Appointment:
    """To another moment, or another place. Raises `Taken` and `NotOpen`."""
    ownership.hold()
    _one_by_one()
    current = held_open(appointment)
    before = current.begins
    take(current, slots.Wanted(current.subject, where, current.minutes, instead_of=current.pk), begins)
    current.sequence += 1
    current.reason, current.remind_at, current.reminded_at = reason.strip()[:300], remind_at(current), None
    if where.way == Way.VIDEO:
        current.address = current.subject.video_link
    current.save()
    _record("moved", current, by, before=before.isoformat(), reason=current.reason)
    telling.tell(current, Telling.What.MOVED)
    return current


@transaction.atomic
def cancel(appointment: Appointment, *, by=None, reason="") -> Appointment:
    """Its moment is free again. Raises `NotOpen`."""
    ownership.hold()
    current = held_open(appointment)
    current.state, current.reason = Appointment.State.CANCELLED, reason.strip()[:300]
    current.sequence += 1
    current.save(update_fields=["state", "reason", "sequence"])
    _record("cancelled", current, by, reason=current.reason)
    telling.tell(current, Telling.What.CANCELLED)
    return current


@transaction.atomic
def revoke_link(appointment, *, by):
    """The link to change it that was sent opens nothing any more."""
    Appointment.objects.filter(pk=appointment.pk).update(salt=new_salt())
    _record("link_revoked", appointment, by)


def prolong(pk: int):
    """Somebody is still at it: hold the moment for as long again, where it is held at all."""
    now = timezone.now()
    held = Appointment.objects.filter(pk=pk, state=Appointment.State.HELD, held_until__gt=now)
    held.filter(booked_at__gt=now - LONGEST_HOLD).update(held_until=now + HELD_FOR)


def let_go(held: Appointment):
    """Somebody chose otherwise: the moment that was held is free at once."""
    Appointment.objects.filter(pk=held.pk, state=Appointment.State.HELD).delete()


def nearest(wanted, begins, *, by_employee=False) -> list:
    """Moments with room around this one, those that lie closest first found and then in order of time."""
    earliest, last = slots.bounds(wanted.subject, by_employee=by_employee)
    day = timezone.localtime(begins).date()
    first = max(timezone.localtime(earliest).date(), day - timedelta(days=7))
    found = slots.free(wanted, first, min(last, day + timedelta(days=14)), earliest)
    return sorted(sorted(found, key=lambda slot: abs(slot.begins - begins))[:NEAREST], key=lambda slot: slot.begins)


def remind_at(appointment) -> datetime | None:
    """At the same time on the working day before it; None where that is over already, or the subject wants none."""
    begins, hours = timezone.localtime(appointment.begins), rules.current().hours
    days = (begins.date() - timedelta(days=back) for back in range(1, FURTHEST_BACK))
    day = next((day for day in days if hours.on(day)), begins.date() - timedelta(days=1))
    at = timezone.make_aware(datetime.combine(day, begins.time()))
    return at if appointment.subject.reminds and at > timezone.now() else None


def take(appointment, wanted, begins):
    """Give it room at this moment and write it down. Raises `Taken`."""
    _one_by_one()
    Appointment.objects.expired().exclude(pk=appointment.pk or 0).delete()
    slot = slots.at(wanted, begins)
    if slot is None:
        raise Taken(nearest(wanted, begins))
    appointment.way, appointment.place = wanted.where.way, wanted.where.place
    appointment.begins, appointment.ends, appointment.lane = slot.begins, slot.ends, slot.lane
    appointment.staff_id = slot.staff_id
    appointment.blocked = (slot.begins - wanted.travel, slot.ends + wanted.travel)
    appointment.save()


def _booked(appointment, conversation, by, address, also) -> Appointment:
    appointment.state, appointment.held_until, appointment.held_for = Appointment.State.BOOKED, None, ""
    appointment.conversation, appointment.booked_by, appointment.booked_at = conversation, by, timezone.now()
    appointment.address = appointment.subject.video_link if appointment.way == Way.VIDEO else address.strip()[:300]
    appointment.remind_at = remind_at(appointment)
    appointment.save()
    for one, subject in [(conversation, appointment.subject), *also]:
        Matter.objects.create(appointment=appointment, conversation=one, subject=subject, minutes=subject.minutes)
    _record("booked", appointment, by)
    telling.tell(appointment, Telling.What.BOOKED)
    return appointment


def held_open(appointment) -> Appointment:
    """The appointment, locked until the transaction ends. Raises `NotOpen`."""
    current = Appointment.objects.select_for_update(of=("self",)).select_related("subject", "place").get(pk=appointment.pk)
    if not current.is_coming:
        raise NotOpen
    return current


def _record(verb, appointment, by, **data):
    """One event for each conversation that it is about, which tells it from now on; and a calendar to be kept up with."""
    calendars.soon(appointment)
    for matter in Matter.objects.filter(appointment=appointment):
        carrying.carry(matter.conversation_id)
        events.record(
            f"appointment.{verb}", conversation_id=matter.conversation_id, actor=by, appointment=appointment.pk,
            begins=appointment.begins.isoformat(), where=str(slots.Where(Way(appointment.way), appointment.place)), **data,
        )


def _one_by_one():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
