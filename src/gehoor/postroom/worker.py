"""The process that carries out jobs: `gehoor worker`, and part of `gehoor start`."""

import asyncio
import logging
import signal

from procrastinate.contrib.django import app

log = logging.getLogger(__name__)
GRACE = 8  # seconds for running jobs to end


def run():
    """Carry out jobs until SIGTERM or SIGINT, then end within `GRACE` seconds. Blocks."""
    asyncio.run(_work())


async def _work():
    # Listening for new jobs needs a connection outside Django's pool, hence the worker connector.
    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
        async with worker_app.open_async():
            worker = asyncio.create_task(
                worker_app.run_worker_async(
                    install_signal_handlers=False,
                    delete_jobs="successful",
                    shutdown_graceful_timeout=GRACE,
                    concurrency=1,
                    update_heartbeat_interval=5,
                    stalled_worker_timeout=20,
                )
            )
            for number in (signal.SIGTERM, signal.SIGINT):
                asyncio.get_running_loop().add_signal_handler(number, worker.cancel)
            try:
                await worker
            except asyncio.CancelledError:
                log.info("worker stopped")
