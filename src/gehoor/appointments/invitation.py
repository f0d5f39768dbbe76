"""An appointment as a calendar object that mail programs offer to keep: RFC 5545, sent as RFC 5546 says."""

from datetime import UTC

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from gehoor.core import organisation

from .models import Appointment

TYPE = "text/calendar"
PRODUCT = "-//Gehoor//appointments//NL"


def request(appointment, *, organiser: str, attendee: str) -> bytes:
    """METHOD:REQUEST, or CANCEL for what is cancelled; PUBLISH where either address is missing (RFC 5546 1.4)."""
    cancelled = appointment.state == Appointment.State.CANCELLED
    method = "CANCEL" if cancelled else "REQUEST"
    event = event_of(appointment)
    if organiser and attendee:
        event.add("organizer", _address(organiser, organisation.current().name))
        event.add("attendee", _address(attendee, "", ROLE="REQ-PARTICIPANT", PARTSTAT="ACCEPTED", RSVP="FALSE"))
    elif not cancelled:
        method = "PUBLISH"
    return calendar(event, method=method)


def calendar(event, *, method="") -> bytes:
    """The whole object, with the time zone it speaks of (RFC 5545 3.6.5)."""
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    if method:
        whole.add("method", method)
    whole.add_component(event)
    whole.add_missing_timezones()
    return whole.to_ical()


def event_of(appointment, *, for_staff=False) -> Event:
    """The VEVENT. For the person with what to bring; for a colleague's calendar without a word about who it is."""
    cancelled = appointment.state == Appointment.State.CANCELLED
    house = organisation.current()
    event = Event()
    event.add("uid", uid_of(appointment.uid))
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", timezone.localtime(appointment.begins))
    event.add("dtend", timezone.localtime(appointment.ends))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    with translation.override("nl"):
        event.add("summary", str(appointment.subject) if for_staff else f"{appointment.subject} ({house.name})")
        if for_staff:
            event.add("location", str(appointment.place or appointment.get_way_display()))
            event.add("description", _("Reference: %(reference)s") % {"reference": appointment.conversation.reference})
        else:
            event.add("location", appointment.where)
            event.add("description", _told(appointment, house))
    return event


def uid_of(uid) -> str:
    """As it stands in calendars, RFC 5545 3.8.4.7."""
    return f"{uid}@gehoor"


def _told(appointment, house) -> str:
    lines = [_("What you need: %(things)s") % {"things": ", ".join(appointment.things)}] if appointment.things else []
    if house.phone:
        lines.append(_("Change or cancel: call %(phone)s.") % {"phone": house.phone})
    lines.append(_("Reference: %(reference)s") % {"reference": appointment.conversation.reference})
    return "\n".join(lines)


def _address(address, name, **parameters) -> vCalAddress:
    found = vCalAddress(f"mailto:{address}")
    for key, value in {**({"CN": name} if name else {}), **parameters}.items():
        found.params[key] = value
    return found
