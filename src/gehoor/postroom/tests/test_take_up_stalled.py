"""Jobs of a worker that was killed are taken up, whatever else waits."""

from types import SimpleNamespace

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from gehoor.postroom import jobs

# A browser keeps an event loop in the tests' thread, beside which these begin none: a group goes to a worker without.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("loop")]


def stalled(task, **arguments) -> int:
    """A job that a worker, which is no more, was doing."""
    job = task.defer(**arguments)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL WHERE id = %s", [job])
    return job


def take_up():
    async_to_sync(jobs.take_up_stalled.func)(SimpleNamespace(app=app), 0)
    return dict(ProcrastinateJob.objects.values_list("pk", "status"))


def test_it_works():
    job, fresh = stalled(jobs.deliver_later, delivery_id=1), jobs.deliver_later.defer(delivery_id=2)

    assert take_up() == {job: "todo", fresh: "todo"}
    assert dict(ProcrastinateJob.objects.values_list("pk", "attempts")) == {job: 1, fresh: 0}


def test_where_the_same_work_waits_the_stalled_one_goes_and_the_others_go_on():
    """A letter that was being read, and mails: both were woken again before the death was noticed."""
    slow = jobs.read_slowly.configure(lock="read-slowly-7", queueing_lock="read-slowly-7")
    mails = jobs.read_arrivals.configure(queueing_lock="read-arrivals-0")
    for task, arguments in ((slow, {"arrival_id": 7}), (mails, {})):
        stalled(task, **arguments)
    waiting = {slow.defer(arrival_id=7), mails.defer()}
    job = stalled(jobs.deliver_later, delivery_id=1)

    assert take_up() == dict.fromkeys((*waiting, job), "todo")


def test_two_that_stalled_with_one_lock_become_one():
    mails = jobs.read_arrivals.configure(queueing_lock="read-arrivals-0")
    first = stalled(mails)
    stalled(mails)

    assert take_up() == {first: "todo"}
