"""Jobs of appointments: one domain verb each."""

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(name="remind_of_appointments", queueing_lock="remind-of-appointments")
def remind_of_appointments(timestamp: int):
    """Send the reminders that are due."""
    from . import reminding

    reminding.remind_due()


@app.periodic(cron="*/10 * * * *")
@app.task(name="forget_held_moments", queueing_lock="forget-held-moments")
def forget_held_moments(timestamp: int):
    """Let go of moments that were held for somebody who did not go on."""
    from .models import Appointment

    Appointment.objects.expired().delete()
