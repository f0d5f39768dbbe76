"""Beats while the hub runs, and says each time which employees have a live screen here."""

import asyncio
import logging

from channels.db import database_sync_to_async

from . import beats

log = logging.getLogger(__name__)
EVERY = 15.0  # seconds


class Heart:
    """Tells for ever, while the hub runs. Everything here runs in the event loop."""

    def __init__(self, hub):
        self.hub, self._known = hub, set()

    def start(self):
        """Called in the running loop, which the event belongs to."""
        self._came = asyncio.Event()

    def came(self, employee_id: int | None):
        """A screen of this employee opened: they are there at once, not only with the next beat."""
        if employee_id is not None and employee_id not in self._known:
            self._came.set()

    async def keep(self):
        while True:
            self._came.clear()
            here = {screen.employee_id for screen in self.hub.sockets} - {None}
            try:
                await database_sync_to_async(beats.tell)(here)
                self._known = here
            except Exception as error:  # noqa: BLE001 - the database is away: the next beat tells it
                log.warning("who is here could not be written down: %s", type(error).__name__)
            try:
                await asyncio.wait_for(self._came.wait(), EVERY)
            except TimeoutError:
                pass
