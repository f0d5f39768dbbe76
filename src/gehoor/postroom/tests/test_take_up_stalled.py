"""Jobs of a worker that was killed are taken up, whatever else waits."""

from types import SimpleNamespace

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from gehoor.postroom import jobs

pytestmark = pytest.mark.django_db


def stalled(task, **arguments) -> int:
    """A job that a worker, which is no more, was doing."""
    job = task.defer(**arguments)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL WHERE id = %s", [job])
    return job


@pytest.fixture
def take_up(run_through):
    def take():
        run_through(jobs.take_up_stalled.func, SimpleNamespace(app=app), 0)
        return dict(ProcrastinateJob.objects.values_list("pk", "status"))

    return take


def test_it_works(take_up):
    job, fresh = stalled(jobs.deliver_later, delivery_id=1), jobs.deliver_later.defer(delivery_id=2)

    assert take_up() == {job: "todo", fresh: "todo"}
    assert dict(ProcrastinateJob.objects.values_list("pk", "attempts")) == {job: 1, fresh: 0}


def test_where_the_same_work_waits_the_stalled_one_goes_and_the_others_go_on(take_up):
    """A letter that was being read, and mails: both were woken again before the death was noticed."""
    slow = jobs.read_slowly.configure(lock="read-slowly-7", queueing_lock="read-slowly-7")
    mails = jobs.read_arrivals.configure(queueing_lock="read-arrivals-0")
    for task, arguments in ((slow, {"arrival_id": 7}), (mails, {})):
        stalled(task, **arguments)
    waiting = {slow.defer(arrival_id=7), mails.defer()}
    job = stalled(jobs.deliver_later, delivery_id=1)

    assert take_up() == dict.fromkeys((*waiting, job), "todo")


def test_two_that_stalled_with_one_lock_become_one(take_up):
    mails = jobs.read_arrivals.configure(queueing_lock="read-arrivals-0")
    first = stalled(mails)
    stalled(mails)

    assert take_up() == {first: "todo"}
