"""Texts we send by ourselves, kept by editors."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StandardText(models.Model):
    """A text that goes out by itself. Placeholders such as {name} are filled in; unknown ones stay as typed."""

    class Key(models.TextChoices):
        ACKNOWLEDGEMENT = "acknowledgement", _("Confirmation that a message came in")
        CALL_SUMMARY = "call_summary", _("Summary after a call")
        LETTER_SUMMARY = "letter_summary", _("Summary after a call, by letter")
        HANDOVER = "handover", _("Message that a colleague takes over")
        FORM_COPY = "form_copy", _("Confirmation of a web form, with a copy of it")
        LINK = "link", _("Message that brings a new link")
        PROMISE = "promise", _("Message that says what we promise")
        PROMISE_MOVED = "promise_moved", _("Message that a promise gets another moment")
        PROMISE_BROKEN = "promise_broken", _("Message that a promise was not kept")
        CALL_BACK = "call_back", _("Confirmation that we call back")
        CALL_BACK_MISSED = "call_back_missed", _("Message that we called and nobody answered")
        CALL_BACK_NUMBER = "call_back_number", _("Message that the number to call is a wrong one")
        APPOINTMENT = "appointment", _("Confirmation of an appointment")
        APPOINTMENT_MOVED = "appointment_moved", _("Message that an appointment was changed")
        APPOINTMENT_CANCELLED = "appointment_cancelled", _("Message that an appointment was cancelled")
        APPOINTMENT_REMINDER = "appointment_reminder", _("Reminder of an appointment")
        PLANNED_INVITATION = "planned_invitation", _("Invitation to a planned talk")
        PLANNED_CHANGED = "planned_changed", _("Message that a planned talk is at another time")
        PLANNED_RECORD = "planned_record", _("What was agreed in a planned talk")
        TOO_LARGE = "too_large", _("Confirmation of a message that is too large to show")
        COMPLAINT_RECEIPT = "complaint_receipt", _("Confirmation of a complaint")
        COMPLAINT_HEARING = "complaint_hearing", _("Invitation to be heard about a complaint")
        COMPLAINT_EXTENSION = "complaint_extension", _("Message that a complaint takes longer")
        COMPLAINT_OUTCOME = "complaint_outcome", _("Outcome of a complaint")
        COMPLAINT_SOLVED = "complaint_solved", _("Confirmation that a complaint is solved")
        COMPLAINT_WITHDRAWN = "complaint_withdrawn", _("Confirmation that a complaint is withdrawn")
        COMPLAINT_NOT_TAKEN_UP = "complaint_not_taken_up", _("Message that a complaint is not taken up")

    key = models.CharField(max_length=24, choices=Key, unique=True)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("text"))
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return self.get_key_display()
