"""The process that carries out jobs: `gehoor worker`, and part of `gehoor start`."""

import asyncio
import logging
import signal
import threading

from procrastinate import App
from procrastinate.contrib.django import app

from .jobs import SLOW

log = logging.getLogger(__name__)
QUEUES = ("default", SLOW)  # each has its own place, so that a batch of scans holds up no mail
GRACE = 8  # seconds for running jobs to end
stopping = threading.Event()  # long jobs look at this between two steps


def run():
    """Carry out jobs until SIGTERM or SIGINT, then end within `GRACE` seconds. Blocks."""
    asyncio.run(_work())


async def _work():
    async with _own_app().open_async() as worker_app:
        workers = [asyncio.create_task(_work_off(worker_app, queue)) for queue in QUEUES]
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, _stop, workers)
        await asyncio.wait(workers, return_when=asyncio.FIRST_COMPLETED)
        _stop(workers)
        await asyncio.wait(workers)
        for worker in workers:
            if not worker.cancelled() and worker.exception():
                raise worker.exception()
        log.info("worker stopped")


def _own_app() -> App:
    """The same tasks, on connections outside Django's pool: listening for new jobs needs one.

    Not `app.replace_connector`: that gives the jobs those connections too, and then what a job defers would be there
    before, or without, what it writes in its own transaction.
    """
    own = App(connector=app.connector.get_worker_connector())
    own.tasks, own.periodic_registry = app.tasks, app.periodic_registry
    return own


async def _work_off(worker_app, queue):
    """One job of this queue after the other."""
    await worker_app.run_worker_async(
        queues=[queue],
        install_signal_handlers=False,
        delete_jobs="successful",
        shutdown_graceful_timeout=GRACE,
        concurrency=1,
        update_heartbeat_interval=5,
        stalled_worker_timeout=20,
    )


def _stop(workers):
    """Let each end its job; once, since asking twice breaks it off."""
    if not stopping.is_set():
        stopping.set()
        for worker in workers:
            worker.cancel()
