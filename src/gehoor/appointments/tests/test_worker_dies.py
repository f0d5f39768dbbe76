"""The worker is killed while it sends reminders, after an hour in which there was none: none lost, none sent twice."""

import os
import re
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from gehoor.appointments import booking, slots
from gehoor.appointments.models import Appointment, Telling
from gehoor.channels.email.models import Mailbox
from gehoor.config.tests.processes import wait_until
from gehoor.postroom.models import Delivery

NUMBER = 60
PATIENCE = 240  # seconds; the job comes round each minute


@pytest.fixture
def workers(tmp_path):
    """`workers()` starts a worker on the database of this test."""
    url = re.sub(r"@/[^?]*", f"@/{connection.settings_dict['NAME']}", os.environ["DATABASE_URL"])
    started = []

    def start():
        env = os.environ | {"DATABASE_URL": url, "GEHOOR_HOME": str(tmp_path)}
        command = [Path(sys.executable).with_name("gehoor"), "worker"]
        started.append(subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def reminders():
    return Telling.objects.filter(what=Telling.What.REMINDER)


def sent():
    return Delivery.objects.filter(message__in=reminders().values("message"), state=Delivery.State.SENT).count()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_none_is_lost_and_none_sent_twice(cast, told, hall, workers):
    Mailbox.objects.create(address="gemeente@merelveld.example")
    hall.opening.capacity = NUMBER
    hall.opening.save()
    wanted = slots.Wanted(hall.subject, slots.Where("place", hall.place), 20)
    begins = slots.free(wanted, timezone.localdate() + timedelta(days=1), timezone.localdate() + timedelta(days=9), timezone.now())[0].begins
    for number in range(NUMBER):
        asked = told(address=f"bewoner{number}@merelveld.example", external_id=str(number), message_id=f"<{number}@merelveld.example>")
        booking.book_now(asked, hall.subject, wanted.where, begins, by=None)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    for place, pk in enumerate(Appointment.objects.values_list("pk", flat=True)):
        Appointment.objects.filter(pk=pk).update(remind_at=an_hour_ago + timedelta(minutes=place))

    killed = workers()
    wait_until(lambda: reminders().count() >= 3, PATIENCE)
    killed.kill()
    killed.wait()
    assert reminders().count() < NUMBER, "it was meant to die halfway"
    workers(), workers()
    wait_until(lambda: sent() == NUMBER, PATIENCE)

    assert Appointment.objects.filter(reminded_at=None).count() == 0
    assert Counter(reminders().values_list("appointment", flat=True)) == Counter(Appointment.objects.values_list("pk", flat=True))
    assert sorted(Delivery.objects.filter(message__in=reminders().values("message")).values_list("address", flat=True)) == sorted(
        f"bewoner{number}@merelveld.example" for number in range(NUMBER)
    )
