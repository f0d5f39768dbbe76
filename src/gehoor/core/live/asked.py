"""What many ask for at one moment, looked up together: after a restart each page comes back within the same second."""

import asyncio

from channels.db import database_sync_to_async

AT_ONCE = 200  # in one look


class Asked:
    """Looks keys up with `look(keys) -> {key: found}`; whoever asks while that goes on is taken along next time.

    Everything here runs in the event loop.
    """

    def __init__(self, look):
        self._look = database_sync_to_async(look)
        self._waiting: dict[str, asyncio.Future] = {}
        self._task: asyncio.Task | None = None

    async def find(self, key: str):
        """What was found for this key, None where nothing was. Raises what the look raised."""
        if key not in self._waiting:
            self._waiting[key] = asyncio.get_running_loop().create_future()
        future = self._waiting[key]
        if self._task is None:
            self._task = asyncio.create_task(self._work())
        return await asyncio.shield(future)  # one who leaves takes the answer from nobody else

    async def _work(self):
        try:
            while self._waiting:
                keys = list(self._waiting)[:AT_ONCE]
                asked = {key: self._waiting.pop(key) for key in keys}
                await self._answer(asked)
        finally:
            self._task = None

    async def _answer(self, asked):
        try:
            found = await self._look(list(asked))
        except Exception as error:  # noqa: BLE001 - each who asked hears it
            for future in asked.values():
                future.set_exception(error)
                future.exception()  # heard, also where everyone left meanwhile
            return
        for key, future in asked.items():
            future.set_result(found.get(key))
