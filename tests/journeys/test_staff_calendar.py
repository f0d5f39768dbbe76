"""The calendar of a colleague, on a real CalDAV server: connected, an appointment stands in it, the dentist takes room, cancelled it goes."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from tests.plugins.site import wait_until
from tests.servers.radicale import PASSWORD, USER, Radicale

from .resident import Resident

pytestmark = [pytest.mark.xdist_group("house"), pytest.mark.slow]
SOON = 200  # seconds; the job comes round each minute
DENTIST = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test
BEGIN:VEVENT
UID:eigen
DTSTAMP:20261101T000000Z
DTSTART;TZID=Europe/Amsterdam:{day:%Y%m%d}T080000
DTEND;TZID=Europe/Amsterdam:{day:%Y%m%d}T140000
SUMMARY:Tandarts
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def server(tmp_path):
    running = Radicale(tmp_path).start()
    yield running
    running.stop()


def test_an_appointment_in_the_own_calendar(house, desks, server):
    riet = Resident(house, "Riet Agenda", "riet@agendapad.example")
    day = next(day for number in range(7, 12) if (day := timezone.localdate() + timedelta(days=number)).weekday() < 5)
    noor = connect(desks, server)
    server.put("eigen", DENTIST.format(day=day))

    page = desks.of(java_script_enabled=False, locale="nl-NL")
    page.goto("/afspraak/")
    page.get_by_role("link", name="geldzorgen").click()
    page.locator("[name=moment]").first.click()
    page.fill("[name=name]", riet.name)
    page.fill("[name=email]", riet.address)
    page.locator("[value=check]").click()
    page.locator("[value=book]").click()
    expect(page.locator("main")).to_contain_text("Uw afspraak staat vast.")
    ours = wait_until(lambda: [text for text in server.objects() if "geldzorgen" in text and "Agenda" not in text], SOON)
    [event] = Calendar.from_ical(ours[0]).walk("VEVENT")
    assert str(event["DTSTART"].params["TZID"]) == "Europe/Amsterdam" and riet.name not in ours[0]

    booked = page.url
    page.goto(f"/afspraak/{subject(page)}/?vanaf={day}")
    shown = [timezone.localtime(datetime.fromisoformat(one.get_attribute("value"))) for one in page.locator("[name=moment]").all()]
    assert shown and all(moment.hour >= 14 for moment in shown if moment.date() == day), "the dentist takes room"

    page.goto(booked)
    page.locator("summary").filter(has_text="afzeggen").click()
    page.get_by_role("button", name="Mijn afspraak afzeggen").click()
    wait_until(lambda: not [text for text in server.objects() if str(event["UID"]) in text], SOON)
    assert any("Tandarts" in text for text in server.objects()), "what is theirs stays"
    noor.get_by_role("button", name="Disconnect").click()
    expect(noor.get_by_role("button", name="Disconnect")).to_have_count(0)


def connect(desks, server):
    """The administrator names the server, and Noor connects her calendar on it; the page on which she did."""
    admin = desks.of("beheer")
    admin.goto("/administration/organisation/")
    admin.fill("[name=calendar_servers]", server.url.partition(f"/{USER}")[0])
    admin.locator("main form button.utrecht-button--primary-action").first.click()
    noor = desks.of("noor")
    noor.goto("/desk/appointments/calendar/")
    noor.fill("[name=url]", server.url)
    noor.fill("[name=username]", USER)
    noor.fill("[name=password]", PASSWORD)
    noor.get_by_role("button", name="Connect", exact=True).click()
    expect(noor.locator("main")).to_contain_text("Connected.")
    return noor


def subject(page) -> str:
    """The subject and place of the moments, as in the address that leads to them: "2/place-2"."""
    page.goto("/afspraak/")
    page.get_by_role("link", name="geldzorgen").click()
    return re.search(r"/afspraak/(\d+/[\w-]+)/", page.url)[1]
