"""Jobs of the postroom: ids in, one domain verb each."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

FAILED_KEPT = 30 * 24  # hours in which somebody can look at what failed
SLOW = "slow"  # the queue of what takes seconds or more; all else stays in "default" and never waits for it
RETRY = RetryStrategy(max_attempts=8, exponential_wait=4)  # 4 s, 16 s ... 18 h: an evening without mail server
RETRY_HERE = RetryStrategy(max_attempts=12, exponential_wait=2)  # 2 s, 4 s ... 1 h: only our own database can be away


@app.task(name="read_arrivals")
def read_arrivals():
    """Read every original that waits."""
    from . import reading

    reading.read_due()


@app.periodic(cron="* * * * * */10")  # six fields: seconds last
@app.task(name="read_leftovers", queueing_lock="read-leftovers")
def read_leftovers(timestamp: int):
    """Read what a crash or a lost wake-up left behind, and what is due for another try."""
    from . import reading

    reading.read_due()
    reading.wake_slow()


@app.task(name="read_slowly", queue=SLOW)
def read_slowly(arrival_id: int):
    """Read one original that takes its time."""
    from . import reading

    reading.read_one(arrival_id)


@app.task(name="announce", retry=RETRY_HERE)
def announce_later(contact_id: int):
    """Acknowledge a contact and tell who must know."""
    from .announce import announce

    announce(contact_id)


@app.task(name="warn_owner", retry=RETRY)
def warn_owner_later(warning_id: int):
    """Mail an employee that something of theirs is nearly due."""
    from .warn_owner import send

    send(warning_id)


@app.task(name="deliver", retry=RETRY, pass_context=True)
def deliver_later(context, delivery_id: int):
    """Hand one delivery over to its channel."""
    from .send import deliver

    deliver(delivery_id, last_try=context.job.attempts >= RETRY.max_attempts)


@app.periodic(cron="* * * * * */10")
@app.task(name="take_up_stalled", queueing_lock="take-up-stalled", priority=10, pass_context=True)
async def take_up_stalled(context, timestamp: int):
    """Queue jobs again whose worker was killed: they stay `doing` for ever otherwise. Before all others that wait.

    Where the same work waits already, as that of reading mostly does, the stalled one goes: a queueing lock is for one
    waiting job, and under its own lock the waiting one cannot begin before.
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=30):
        if job.queueing_lock and await manager.list_jobs_async(status="todo", queueing_lock=job.queueing_lock):
            await manager.finish_job(job, status=Status.ABORTED, delete_job=True)
        else:
            await manager.retry_job(job)


@app.periodic(cron="17 * * * *")
@app.task(name="forget_thrown_away_drafts", queueing_lock="forget-thrown-away-drafts")
def forget_thrown_away_drafts(timestamp: int):
    """Let go of drafts that were thrown away a day ago."""
    from . import drafts

    drafts.forget_thrown_away()


@app.periodic(cron="41 3 * * *")
@app.task(name="forget_old_jobs", queueing_lock="forget-old-jobs", pass_context=True)
async def forget_old_jobs(context, timestamp: int):
    """Let go of jobs that failed or were called off long ago; what succeeded goes at once."""
    await context.app.job_manager.delete_old_jobs(
        FAILED_KEPT, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.periodic(cron="11 * * * *")
@app.task(name="forget_unused_files", queueing_lock="forget-unused-files")
def forget_unused_files(timestamp: int):
    """Let go of bytes that nothing points to any more."""
    from gehoor.conversations.models import Blob

    Blob.forget_unused()
