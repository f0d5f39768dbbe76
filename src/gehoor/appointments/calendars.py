"""Keeping up with the calendars of colleagues: our appointments stand there, and what stands there takes room here.

Everything is compared and done again until it is right, so a server that is down for a day loses nothing; writing the
same object twice changes nothing.
"""

import logging
from datetime import timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gehoor.core import organisation

from . import invitation
from .caldav import Away, Client
from .models import Appointment, Busy, CalendarEntry, StaffCalendar

log = logging.getLogger(__name__)
LOOKED_AHEAD = timedelta(days=60)
EVERY = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=1)  # between two tries


def connect(employee, *, url, username, password) -> StaffCalendar:
    """From now on kept up with. Raises `Away` where it does not open, and then nothing changed."""
    client_of(StaffCalendar(url=url, username=username, password=password)).busy(timezone.now(), timezone.now() + LOOKED_AHEAD, set())
    with transaction.atomic():
        StaffCalendar.objects.filter(employee=employee).exclude(url=url).delete()  # another one knows nothing of us yet
        found, _is_new = StaffCalendar.objects.update_or_create(employee=employee, defaults={
            "url": url, "username": username, "password": password, "problem": "", "failures": 0, "again_at": timezone.now(),
        })
    keep_up_with(found)
    return found


@transaction.atomic
def disconnect(employee):
    """What stands in it stays there; it takes no room here any more."""
    StaffCalendar.objects.filter(employee=employee).delete()
    Busy.objects.filter(employee=employee).delete()


def keep_up() -> int:
    """Every calendar that is due; returns how many went well. One that fails holds up no other."""
    due = StaffCalendar.objects.filter(again_at__lte=timezone.now(), employee__is_active=True)
    return sum(keep_up_with(calendar) for calendar in due.order_by("again_at"))


def keep_up_with(calendar) -> bool:
    """Write what changed, then read when it is busy. Where it fails it says why and is tried again, later each time."""
    now = timezone.now()
    try:
        _write(calendar)
        _read(calendar)
    except Away as away:
        calendar.problem, calendar.failures = str(away)[:200], min(calendar.failures + 1, 20)
        calendar.again_at = now + min(timedelta(minutes=2**calendar.failures), LONGEST_PAUSE)
    except Exception:
        log.exception("calendar %s could not be kept up with; it is tried again", calendar.pk)
        calendar.again_at = now + LONGEST_PAUSE
    else:
        calendar.problem, calendar.failures, calendar.looked_at, calendar.again_at = "", 0, now, now + EVERY
    calendar.save(update_fields=["problem", "failures", "looked_at", "again_at"])
    return not calendar.problem


def soon(appointment):
    """An appointment of theirs changed: their calendar is due now. After the commit the job sees it."""
    StaffCalendar.objects.filter(employee=appointment.staff_id, failures=0).update(again_at=timezone.now())


def servers() -> list[str]:
    """The servers an administrator lets Gehoor ask, as scheme, host and port."""
    return [_server(address) for address in organisation.current().calendar_servers.split()]


def _server(address) -> str:
    there = urlsplit(address)
    return f"{there.scheme}://{there.netloc.rpartition('@')[2].lower()}"


def client_of(calendar) -> Client:
    """What asks its server. Raises `Away` where an administrator did not name that: whoever types any address could else
    have Gehoor knock on every machine of the house."""
    if _server(calendar.url) not in servers():
        raise Away(_("Your organisation has not named this server as one of its calendar servers."))
    return Client(calendar.url, calendar.username, calendar.password)


def _write(calendar):
    client = client_of(calendar)
    entries = {entry.appointment_id: entry for entry in calendar.entries.select_related("appointment")}
    theirs = Appointment.objects.filter(
        staff=calendar.employee_id, state__in=Appointment.GOING_ON, ends__gt=timezone.now() - timedelta(days=1)
    )
    for appointment in theirs.select_related("subject", "place", "conversation"):
        entry = entries.get(appointment.pk)
        if entry is None or entry.sequence != appointment.sequence:
            client.put(str(appointment.uid), invitation.calendar(invitation.event_of(appointment, for_staff=True)))
            CalendarEntry.objects.update_or_create(
                calendar=calendar, appointment=appointment, defaults={"sequence": appointment.sequence}
            )
    for entry in entries.values():
        gone = entry.appointment.state == Appointment.State.CANCELLED or entry.appointment.staff_id != calendar.employee_id
        if gone:
            client.remove(str(entry.appointment.uid))
            entry.delete()


def _read(calendar):
    begin = timezone.now()
    uids = Appointment.objects.filter(staff=calendar.employee_id, ends__gt=begin).values_list("uid", flat=True)
    spans = client_of(calendar).busy(begin, begin + LOOKED_AHEAD, {invitation.uid_of(uid) for uid in uids})
    with transaction.atomic():
        Busy.objects.filter(employee=calendar.employee_id).delete()
        Busy.objects.bulk_create(Busy(employee_id=calendar.employee_id, begins=one, ends=other) for one, other in spans)
