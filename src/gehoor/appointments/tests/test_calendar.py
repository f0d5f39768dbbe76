"""The calendar of a colleague on a real CalDAV server."""

from datetime import UTC, date, time, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from gehoor.appointments import booking, calendars, slots
from gehoor.appointments.caldav import Away
from gehoor.appointments.models import Busy, CalendarEntry, StaffCalendar, StaffHours, Way
from gehoor.core.models import OrganisationSettings
from tests.servers.radicale import PASSWORD, USER, Radicale

from .conftest import TUESDAY, local

pytestmark = pytest.mark.django_db
OWN = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20261101T000000Z
DTSTART;VALUE=DATE-TIME:{begin}
DTEND:{end}
SUMMARY:Tandarts{more}
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Radicale(tmp_path_factory.mktemp("radicale")).start()
    yield running
    if running.process.poll() is None:
        running.stop()


@pytest.fixture(autouse=True)
def named(db, server):
    """An administrator named this server."""
    OrganisationSettings.objects.update_or_create(pk=1, defaults={
        "calendar_servers": f"{server.url.partition('/' + USER)[0]}\nhttp://127.0.0.1:9",
    })


@pytest.fixture
def mate(hall, cast, server):
    """Noor, whose calendar is connected, receives people on Tuesdays; her colleague Bram does not."""
    for name in server.objects():
        calendars.Client(server.url, USER, PASSWORD).remove(str(Calendar.from_ical(name).walk("VEVENT")[0]["UID"]).removesuffix("@gehoor"))
    hall.subject.needs_colleague = True
    hall.subject.save()
    StaffHours.objects.create(employee=cast.mate, place=hall.place, weekday=TUESDAY, begins=time(9), ends=time(10))
    calendars.connect(cast.mate, url=server.url, username=USER, password=PASSWORD)
    return cast.mate


def next_tuesday() -> date:
    today = timezone.localdate()
    return today + timedelta(days=(TUESDAY - today.weekday() - 1) % 7 + 1)


def at(hour, minute=0):
    day = next_tuesday()
    return local(day.year, day.month, day.day, hour, minute)


def where(hall):
    return slots.Where(Way.PLACE, hall.place)


def test_it_works(hall, mate, told, server):
    made = booking.book_now(told(), hall.subject, where(hall), at(9), by=None)
    assert calendars.keep_up() == 1
    [event] = Calendar.from_ical(server.objects()[0]).walk("VEVENT")
    assert event.decoded("DTSTART") == made.begins and str(event["SUMMARY"]) == "Paspoort"
    assert "Fatima" not in server.objects()[0]

    booking.move(made, where(hall), at(9, 30))
    calendars.keep_up()
    [event] = Calendar.from_ical(server.objects()[0]).walk("VEVENT")
    assert event.decoded("DTSTART") == at(9, 30) and event["SEQUENCE"] == 1
    assert not Busy.objects.exists()  # our own appointments do not stand in the way

    booking.cancel(made)
    calendars.keep_up()
    assert server.objects() == [] and not CalendarEntry.objects.exists()


def test_what_stands_there_takes_room_here(hall, mate, server):
    stamp = "%Y%m%dT%H%M%SZ"
    weekly = at(9).astimezone(UTC) - timedelta(days=14)  # by UTC, as the rule goes: in between our clock may change
    server.put("eigen", OWN.format(uid="eigen", begin=weekly.strftime(stamp), end=(weekly + timedelta(minutes=25)).strftime(stamp), more="\nRRULE:FREQ=WEEKLY"))
    calendars.keep_up_with(StaffCalendar.objects.get())
    found = slots.free(slots.Wanted(hall.subject, where(hall), 20), next_tuesday(), next_tuesday(), timezone.now())
    calendars.Client(server.url, USER, PASSWORD).remove("eigen")

    assert [timezone.localtime(slot.begins).strftime("%H:%M") for slot in found] == ["09:30"]
    assert Busy.objects.filter(begins=at(9)).exists()


def test_a_server_that_is_down_loses_nothing(hall, mate, told, server):
    server.stop()
    booking.book_now(told(), hall.subject, where(hall), at(9), by=None)
    assert calendars.keep_up() == 0
    calendar = StaffCalendar.objects.get()
    assert "bereikt" in calendar.problem and calendar.again_at > timezone.now()

    server.start()
    assert calendars.keep_up_with(calendar)
    assert len(server.objects()) == 1 and not StaffCalendar.objects.get().problem


@pytest.mark.parametrize(("change", "said"), [
    ({"password": "anders"}, "wachtwoord"), ({"url": "http://127.0.0.1:9/"}, "bereikt"),
])
def test_what_does_not_open_is_said_and_not_kept(cast, server, change, said):
    with pytest.raises(Away, match=said):
        calendars.connect(cast.owner, **{"url": server.url, "username": USER, "password": PASSWORD, **change})

    assert not StaffCalendar.objects.exists()


def test_the_password_is_not_in_the_database(mate):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT password FROM appointments_staffcalendar")
        assert PASSWORD not in cursor.fetchone()[0]
    assert StaffCalendar.objects.get().password == PASSWORD


def test_only_a_server_that_an_administrator_named_is_asked(cast, mate, server):
    with pytest.raises(Away, match="niet genoemd"):
        calendars.connect(cast.owner, url="http://127.0.0.1:5432/", username=USER, password=PASSWORD)
    OrganisationSettings.objects.update(calendar_servers="https://agenda.example.nl")
    StaffCalendar.objects.update(again_at=timezone.now())

    assert calendars.keep_up() == 0
    assert "niet genoemd" in StaffCalendar.objects.get().problem
