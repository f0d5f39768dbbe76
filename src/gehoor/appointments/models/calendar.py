"""The calendar that a colleague keeps elsewhere, and what we wrote in it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.core.secret import SecretField

from .appointment import Appointment


class StaffCalendar(models.Model):
    """A CalDAV collection (RFC 4791) of one colleague."""

    employee = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar")
    url = models.URLField(_("address of the calendar"), max_length=400)
    username = models.CharField(_("user name there"), max_length=200)
    password = SecretField(_("password there"))
    looked_at = models.DateTimeField(null=True, help_text="when it was kept up with last")
    problem = models.CharField(max_length=200, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    again_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"calendar of {self.employee}"


class CalendarEntry(models.Model):
    """An appointment as it stands in that calendar: the sequence that was written last."""

    calendar = models.ForeignKey(StaffCalendar, on_delete=models.CASCADE, related_name="entries")
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="+")
    sequence = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "appointment"], name="one_entry_an_appointment")]

    def __str__(self):
        return f"appointment #{self.appointment_id} in calendar #{self.calendar_id}"
