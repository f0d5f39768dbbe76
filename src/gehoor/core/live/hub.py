"""One per web process: hears which events were committed and tells the sockets that follow what they touch."""

import asyncio
import json
import logging
import random

import psycopg
from django.db import connections

from gehoor.core import kept
from gehoor.core.events import LIVE_CHANNEL

from . import heart, presence, sessions, stream, topics

log = logging.getLogger(__name__)
LOOK_EVERY = 5.0  # seconds between looks for events whose word was lost
CHECK_EVERY = 30.0  # seconds between looks whether log-ins still hold
LONGEST_WAIT = 10.0  # seconds between tries to reach the database
SOCKETS_PER_EMPLOYEE = 20
OPEN_SOCKETS = 300  # of screens without an account, in one process
OPEN_FROM_ONE_PLACE = 50  # of one network address: the halls of a building
NEW = "SELECT id, kind, conversation_id FROM core_event WHERE id > %s ORDER BY id"
LAST = "SELECT coalesce(max(id), 0) FROM core_event"
# After these a log-in or a permission may have ended: look at once instead of within half a minute.
CHANGES_ACCESS = (
    "employee.", "team.", "conversation.moved", "conversation.assigned", "conversation.joined",
    "conversation.made_confidential", "conversation.reader_unnamed", "conversation.glass_reviewed",
)


class Hub:
    """Followers by topic. Everything here runs in the event loop, so no locks are needed."""

    def __init__(self):
        self.followers: dict[str, set] = {}
        self.sockets: set = set()
        self.presence = presence.Presence(self)
        self.streams = stream.Streams(self)
        self.heart = heart.Heart(self)
        self._seen: set[int] = set()
        self._last = 0
        self._tasks: list[asyncio.Task] = []

    def start(self):
        """Begin to listen and to check; returns at once, also where the database is away."""
        self.is_listening, self._check = asyncio.Event(), asyncio.Event()  # these belong to the running loop
        self.heart.start()
        deeds = (
            self._listen_for_ever(), self._check_for_ever(), self.presence.keep(), self.streams.keep(), self.heart.keep(),
        )
        self._tasks = [asyncio.create_task(deed) for deed in deeds]

    async def stop(self):
        """End all of it; the server closes the sockets."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._hears_nothing()

    def has_room_for(self, employee_id: int) -> bool:
        """Whether this employee may open one more socket here."""
        return sum(socket.employee_id == employee_id for socket in self.sockets) < SOCKETS_PER_EMPLOYEE

    def has_room_at(self, address: str) -> bool:
        """The same for a screen without an account, from this network address."""
        places = [socket.address for socket in self.sockets if socket.employee_id is None]
        return len(places) < OPEN_SOCKETS and places.count(address) < OPEN_FROM_ONE_PLACE

    def follow(self, socket, names):
        """Tell `socket` of every event that touches one of `names` from now on."""
        self.sockets.add(socket)
        self.heart.came(socket.employee_id)
        self.listen_in(socket, names)

    def listen_in(self, screen, names):
        """The same for a screen that is no socket."""
        for name in names:
            self.followers.setdefault(name, set()).add(screen)
        screen.following |= set(names)

    def leave(self, socket, names=None):
        """Stop telling `socket`, of `names` or of everything."""
        gone = socket.following.copy() if names is None else names
        self.presence.left(socket, gone)
        for name in gone:
            socket.following.discard(name)
            if (followers := self.followers.get(name)) is not None:
                followers.discard(socket)
                if not followers:
                    del self.followers[name]
        if names is None:
            self.sockets.discard(socket)

    def publish(self, event: int, kind: str, conversation_id: int | None):
        """Pass the word of one event on; a second time changes nothing."""
        if event in self._seen:
            return
        self._seen.add(event)
        self._last = max(self._last, event)
        if kind.startswith(CHANGES_ACCESS):
            self._check.set()
            self.presence.names_changed()
        kept.changed(kind)
        self.streams.heard(kind)
        for name in topics.touched(kind, conversation_id):
            for socket in self.followers.get(name, ()):
                socket.tell(name, event)

    def catch_up(self):
        """Words may have been missed: every screen fetches what it shows once more."""
        for name, followers in self.followers.items():
            for socket in followers:
                socket.tell(name, None)
        self.streams.look_soon()

    def _pass_on(self, topic: str, says: dict):
        for screen in self.followers.get(topic, ()):
            screen.tell_passing(topic, says)

    async def _listen_for_ever(self):
        wait = 0.5
        while True:
            try:
                async with await _connect() as connection:
                    await connection.execute(f"LISTEN {LIVE_CHANNEL}")
                    await connection.execute(f"LISTEN {presence.CHANNEL}")
                    wait = 0.5
                    await self._listen(connection)
            except (psycopg.Error, OSError) as error:
                # The class only: a driver's message may name the account and the host.
                log.warning("live screens wait for the database: %s", type(error).__name__)
            self._hears_nothing()
            await asyncio.sleep(wait * random.uniform(0.5, 1))
            wait = min(wait * 2, LONGEST_WAIT)

    def _hears_nothing(self):
        self.is_listening.clear()
        kept.hears(False)

    async def _listen(self, connection):
        rows = await _recent(connection, (await (await connection.execute(LAST)).fetchone())[0])
        self._seen = {pk for pk, *_ in rows}
        self._last = max(self._seen, default=0)
        self.catch_up()
        self.is_listening.set()
        kept.hears(True)
        while True:
            async for notice in connection.notifies(timeout=LOOK_EVERY):
                word = json.loads(notice.payload)
                if "passing" in word:
                    self._pass_on(word["topic"], word["passing"])
                    continue
                if notice.channel == presence.CHANNEL:
                    await self.presence.heard(word)
                    continue
                self.publish(word["event"], word["kind"], word["conversation"])
            # What was committed without its word reaching us.
            for row in await _recent(connection, self._last):
                self.publish(*row)
            self._seen = {pk for pk in self._seen if pk > self._last - topics.LOOK_BACK}

    async def _check_for_ever(self):
        while True:
            try:
                await asyncio.wait_for(self._check.wait(), CHECK_EVERY)
            except TimeoutError:
                pass
            self._check.clear()
            try:
                await sessions.check(self)
            except Exception as error:  # noqa: BLE001 - the database is away: the next round looks again
                log.warning("log-ins of live screens could not be checked: %s", type(error).__name__)


async def _recent(connection, last: int) -> list:
    """Events that may have been committed out of the order of their ids: the last thousand, and all after `last`."""
    return await (await connection.execute(NEW, [last - topics.LOOK_BACK])).fetchall()


async def _connect() -> psycopg.AsyncConnection:
    """A connection of our own: one from Django's pool would lose its LISTEN when it is handed on."""
    parameters = connections["default"].get_connection_params()
    for own in ("pool", "cursor_factory", "context", "prepare_threshold", "server_side_binding"):
        parameters.pop(own, None)
    return await psycopg.AsyncConnection.connect(
        **parameters, autocommit=True, keepalives_idle=30, keepalives_interval=10, keepalives_count=3
    )
