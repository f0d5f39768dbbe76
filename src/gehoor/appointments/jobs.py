"""Jobs of appointments: one domain verb each."""

from procrastinate.contrib.django import app

from gehoor.postroom.jobs import SLOW


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


@app.periodic(cron="* * * * *")
@app.task(name="keep_up_with_calendars", queueing_lock="keep-up-with-calendars", queue=SLOW)
def keep_up_with_calendars(timestamp: int):
    """Write appointments into the calendars of colleagues, and read when those are busy."""
    from . import calendars

    calendars.keep_up()
