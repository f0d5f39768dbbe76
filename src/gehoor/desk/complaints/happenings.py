"""What happened to a complaint, as one line each on the timeline of its conversation."""

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from gehoor.complaints.models import Complaint, Deadline

ICONS = {
    "complaint.opened": "circle-alert", "complaint.unmarked": "undo-2", "complaint.receipt_sent": "send", "complaint.handler_named": "user",
    "complaint.called": "phone", "complaint.call_missed": "phone", "complaint.taken_up": "check", "complaint.hearing_planned": "users",
    "complaint.hearing_held": "users", "complaint.hearing_waived": "users", "complaint.extended": "clock",
    "complaint.ended": "circle-check", "complaint.warned": "alarm-clock", "complaint.leads_told": "bell", "complaint.copy_given": "file-text",
    "complaint.reopened": "undo-2",
}


def sentence(event, who) -> str:
    """The line for one event of a complaint; `who` holds the name of who did it."""
    data = event.data
    match event.kind:
        case "complaint.extended":
            day = formats.date_format(date.fromisoformat(data["due_on"]), "j F")
            said = _("%(name)s extended the complaint until %(day)s, after the term had ended") if data.get("late") else (
                _("%(name)s extended the complaint until %(day)s"))
            return said % {**who, "day": day}
        case "complaint.ended":
            return _("%(name)s: the complaint is done, %(how)s") % {**who, "how": Complaint.Ending(data["ending"]).label}
        case "complaint.handler_named":
            return _("%(name)s: %(colleague)s handles this complaint") % {**who, "colleague": data.get("handler", "")}
        case "complaint.warned":
            return _("Reminder for the handler of the complaint: %(what)s") % {"what": Deadline.Kind(data["of"]).label}
        case "complaint.leads_told":
            return _("The team leads were told about the complaint: %(what)s") % {"what": Deadline.Kind(data["of"]).label}
        case _:
            return _PLAIN[event.kind]() % who


_PLAIN = {
    "complaint.opened": lambda: _("This is a complaint from now on"),
    "complaint.unmarked": lambda: _("%(name)s: this is no complaint after all"),
    "complaint.receipt_sent": lambda: _("Receipt of the complaint was confirmed"),
    "complaint.called": lambda: _("%(name)s spoke with the person by phone about the complaint"),
    "complaint.call_missed": lambda: _("%(name)s phoned about the complaint, and reached nobody"),
    "complaint.taken_up": lambda: _("%(name)s took up the complaint"),
    "complaint.hearing_planned": lambda: _("%(name)s planned the hearing"),
    "complaint.hearing_held": lambda: _("%(name)s heard the person about the complaint"),
    "complaint.hearing_waived": lambda: _("%(name)s wrote down why nobody is heard"),
    "complaint.reopened": lambda: _("%(name)s goes on with the complaint"),
    "complaint.copy_given": lambda: _("%(name)s gave a copy to whom the complaint is about"),
}
