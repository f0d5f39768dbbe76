"""A calendar on another server (CalDAV, RFC 4791): write, remove, and when it is busy. Of other events only times are kept."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote
from xml.etree import ElementTree

import requests
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar

TIMEOUT = (5, 15)  # seconds: to connect, to answer
LARGEST = 5 * 1024 * 1024
DATA = "{urn:ietf:params:xml:ns:caldav}calendar-data"
# RFC 4791 7.8 and 9.6.5: the events of some days, repeated ones as they fall.
QUERY = """<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
  <D:prop><C:calendar-data><C:expand start="{begin}" end="{end}"/></C:calendar-data></D:prop>
  <C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="{begin}" end="{end}"/></C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>"""


class Away(Exception):
    """The calendar could not be reached or read now. The message is fit to show."""


@dataclass(frozen=True, slots=True)
class Client:
    """One collection, with the name and password that open it."""

    url: str
    username: str
    password: str = field(repr=False)

    def put(self, name: str, content: bytes):
        """Write this object, over what stands there. Raises `Away`."""
        self._ask("PUT", self._address(name), content, {"Content-Type": "text/calendar; charset=utf-8"}, (200, 201, 204))

    def remove(self, name: str):
        """Gone afterwards, also where it was gone already. Raises `Away`."""
        self._ask("DELETE", self._address(name), b"", {}, (200, 204, 404, 410))

    def busy(self, begin: datetime, end: datetime, ours: set[str]) -> list[tuple[datetime, datetime]]:
        """When something stands there that is not ours (by UID), in order of time. Raises `Away`."""
        asked = QUERY.format(begin=_stamp(begin), end=_stamp(end)).encode()
        headers = {"Content-Type": "application/xml; charset=utf-8", "Depth": "1"}
        answer = self._ask("REPORT", self._collection, asked, headers, (207,))
        if b"<!DOCTYPE" in answer or b"<!ENTITY" in answer:
            raise Away(_("The calendar gave an answer that we do not read."))
        try:
            found = [Calendar.from_ical(one.text or "") for one in ElementTree.fromstring(answer).iter(DATA)]
            return sorted(span for calendar in found for event in calendar.walk("VEVENT") if (span := _span(event, ours)))
        except (ElementTree.ParseError, ValueError, TypeError) as error:
            raise Away(_("The calendar gave an answer that we do not read.")) from error

    @property
    def _collection(self) -> str:
        return self.url.rstrip("/") + "/"

    def _address(self, name: str) -> str:
        return f"{self._collection}{quote(name, safe='')}.ics"

    def _ask(self, method, url, content, headers, right) -> bytes:
        try:
            answer = requests.request(
                method, url, data=content, headers=headers, auth=(self.username.encode(), self.password.encode()),
                timeout=TIMEOUT, allow_redirects=False, stream=True,
            )
            with answer:
                told = answer.raw.read(LARGEST + 1, decode_content=True)
        except (requests.RequestException, OSError, ValueError) as error:
            raise Away(_("The server of the calendar cannot be reached.")) from error
        if answer.status_code in (401, 403):
            raise Away(_("The server of the calendar does not accept this name and password."))
        if answer.status_code not in right or len(told) > LARGEST:
            raise Away(_("There is no calendar at this address (answer %(status)s).") % {"status": answer.status_code})
        return told


def _span(event, ours) -> tuple[datetime, datetime] | None:
    """When this event takes somebody's time; None where it takes none, or is ours."""
    free = str(event.get("TRANSP", "")).upper() == "TRANSPARENT" or str(event.get("STATUS", "")).upper() == "CANCELLED"
    if free or str(event.get("UID", "")) in ours or "DTSTART" not in event:
        return None
    begin = event.decoded("DTSTART")
    length = event.decoded("DURATION") if "DURATION" in event else timedelta(days=0 if isinstance(begin, datetime) else 1)
    end = event.decoded("DTEND") if "DTEND" in event else begin + length
    begin, end = _moment(begin), _moment(end)
    return (begin, end) if end > begin else None


def _moment(value: date | datetime) -> datetime:
    """In UTC; a whole day begins at midnight here, and a floating time is a time of here (RFC 5545 3.3.5)."""
    found = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    return (timezone.make_aware(found) if found.tzinfo is None else found).astimezone(UTC)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
