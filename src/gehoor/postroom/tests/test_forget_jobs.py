"""Jobs that failed can be looked at for a month, and then make room."""

from types import SimpleNamespace

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from gehoor.postroom import jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended():
    """A job that ended so many days ago: `ended("failed", 31)` returns its id."""

    def make(status, days):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('default', 'deliver') RETURNING id")
            [job] = cursor.fetchone()
            for state in ("doing", status):
                cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [state, job])
            cursor.execute("UPDATE procrastinate_events SET at = at - make_interval(days => %s) WHERE job_id = %s", [days, job])
        return job

    return make


def test_it_works(ended, run_through):
    ended("failed", 31), ended("succeeded", 31), ended("aborted", 31)
    stay = {ended("failed", 29), ended("doing", 31), jobs.deliver_later.defer(delivery_id=1)}

    run_through(jobs.forget_old_jobs.func, SimpleNamespace(app=app), 0)

    assert set(ProcrastinateJob.objects.values_list("pk", flat=True)) == stay
