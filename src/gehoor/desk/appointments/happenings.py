"""What happened with an appointment, as one quiet line each on the timeline."""

from django.utils.translation import gettext as _

from gehoor.appointments import offering, telling

ICONS = {
    "appointment.booked": "calendar", "appointment.moved": "calendar", "appointment.combined": "calendar",
    "appointment.cancelled": "x", "appointment.arrived": "check", "appointment.done": "circle-check",
    "appointment.missed": "circle-alert", "appointment.reminded": "bell", "appointment.told": "phone-outgoing",
    "appointment.link_revoked": "link", "appointment.put_back": "undo-2",
}


def sentence(event) -> str:
    """The line for one event of an appointment."""
    data = event.data
    begins = offering.read(data.get("begins", ""))
    told = {
        "name": str(event.actor) if event.actor else _("The person"), "reason": data.get("reason", ""),
        "when": telling.in_words(begins) if begins else "", "where": data.get("where", ""),
    }
    said = _SAID[event.kind]() % told
    return _("%(said)s: %(reason)s") % {"said": said, "reason": told["reason"]} if told["reason"] else said


_SAID = {
    "appointment.booked": lambda: _("%(name)s made an appointment for %(when)s, %(where)s"),
    "appointment.moved": lambda: _("%(name)s moved the appointment to %(when)s, %(where)s"),
    "appointment.combined": lambda: _("%(name)s added this to the appointment of %(when)s, %(where)s"),
    "appointment.cancelled": lambda: _("%(name)s cancelled the appointment of %(when)s"),
    "appointment.arrived": lambda: _("%(name)s: is here for the appointment"),
    "appointment.done": lambda: _("%(name)s: was helped at the appointment"),
    "appointment.missed": lambda: _("%(name)s: did not come to the appointment"),
    "appointment.put_back": lambda: _("%(name)s: that was noted by mistake; the appointment stands"),
    "appointment.reminded": lambda: _("A reminder of the appointment was sent"),
    "appointment.told": lambda: _("%(name)s told the person about the appointment by phone"),
    "appointment.link_revoked": lambda: _("%(name)s took back the link to change the appointment"),
}
