"""One employee's screen: takes what it follows, gives the word that something changed.

From the screen: {"follow": ["queue", "conversation:12"]}, the whole list each time.
                 {"present": ["conversation:12", "reads"]}, what it does there now (`core.live.presence`), also with a "follow".
To the screen:   {"topic": "conversation:12", "event": 345}; `event` null after words may have been missed.
                 {"topic": "conversation:12", "version": "345.9"} in answer to a new "follow", to compare with what is shown.
                 {"present": "conversation:12", "who": [["Noor Haddad", "reply"]]}: which others are there.
                 {"topic": "talk:12", "passing": {"writes": true}}: matters at this moment only (`core.live.passing`).
"""

import asyncio
import json

from channels.auth import get_user
from channels.db import database_sync_to_async
from django.contrib.auth import get_user_model
from django.db import Error as DatabaseError
from psycopg_pool import PoolTimeout

from . import topics
from .sessions import LOGGED_OUT, NOT_ALLOWED, TOO_MUCH

FOLLOWED_AT_ONCE = 50
LONGEST_MESSAGE = 4096  # characters
MESSAGES_PER_MINUTE = 120
TRY_LATER = 1013
DATABASE_AWAY = (DatabaseError, PoolTimeout)


class LiveSocket:
    """The ASGI application behind `/live/`; expects Channels' session in the scope.

    With `is_open` that behind `/live/open/`, for screens without an account: they follow open topics, and say nothing.
    """

    def __init__(self, hub, *, is_open=False):
        self.hub, self.is_open = hub, is_open

    async def __call__(self, scope, receive, send):
        message = await receive()
        if message["type"] != "websocket.connect":
            return
        await send({"type": "websocket.accept"})  # only then can a close code be told
        try:
            screen, refusal = await self._let_in(scope)
        except DATABASE_AWAY:
            screen, refusal = None, TRY_LATER
        if screen is None:
            await send({"type": "websocket.close", "code": refusal})
            return
        await _serve(screen, receive, send)

    async def _let_in(self, scope):
        if self.is_open:
            address = (scope.get("client") or ("",))[0]
            return (Screen(self.hub, address=address), None) if self.hub.has_room_at(address) else (None, TOO_MUCH)
        employee = await get_user(scope)
        if not employee.is_authenticated:
            return None, LOGGED_OUT
        if not topics.may_connect(employee):
            return None, NOT_ALLOWED
        if not self.hub.has_room_for(employee.pk):
            return None, TOO_MUCH
        return Screen(self.hub, employee, scope["session"].session_key), None


async def _serve(screen, receive, send):
    """Read and write until one of the two ends."""
    tasks = [asyncio.create_task(screen.listen(receive)), asyncio.create_task(screen.speak(send))]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    except DATABASE_AWAY:
        await send({"type": "websocket.close", "code": TRY_LATER})
    finally:
        for task in tasks:
            task.cancel()
        screen.hub.leave(screen)


class Screen:
    """What the hub knows of one socket. Waiting words are one per topic, so a slow line never piles them up."""

    __slots__ = (
        "_closing",
        "_minute",
        "_said",
        "_waiting",
        "_wake",
        "address",
        "auth_hash",
        "employee_id",
        "following",
        "hub",
        "session_key",
    )

    def __init__(self, hub, employee=None, session_key=None, address=""):
        self.hub, self.session_key, self.address = hub, session_key, address
        self.employee_id, self.auth_hash = (employee.pk, employee.get_session_auth_hash()) if employee else (None, None)
        self.following: set[str] = set()
        self._waiting: dict[str, dict] = {}
        self._wake = asyncio.Event()
        self._closing: int | None = None
        self._minute, self._said = 0, 0
        hub.follow(self, ())

    def tell(self, topic: str, event: int | None, **more):
        """Pass on that `topic` changed, as soon as the line takes it."""
        self._waiting[topic] = {"topic": topic, "event": event, **more}
        self._wake.set()

    def tell_who(self, topic: str, who: list):
        """Pass on which others are at `topic` now."""
        self._waiting[f"present:{topic}"] = {"present": topic, "who": who}
        self._wake.set()

    def tell_passing(self, topic: str, says: dict):
        """Pass on what matters at this moment only."""
        known = self._waiting.get(f"passing:{topic}", {}).get("passing", {})
        self._waiting[f"passing:{topic}"] = {"topic": topic, "passing": known | says}
        self._wake.set()

    def close(self, code: int):
        """End this socket with a close code."""
        self._closing = code
        self._wake.set()

    async def speak(self, send):
        """Write waiting words until the socket is to close."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            waiting, self._waiting = self._waiting, {}
            for word in waiting.values():
                await send({"type": "websocket.send", "text": json.dumps(word, separators=(",", ":"))})
            if self._closing is not None:
                await send({"type": "websocket.close", "code": self._closing})
                return

    async def listen(self, receive):
        """Take messages until the other side leaves."""
        while (message := await receive())["type"] == "websocket.receive":
            if self._is_too_much(message):
                self.close(TOO_MUCH)
            else:
                await self._take(*_said(message.get("text")))

    async def _take(self, names: set[str] | None, present: list | None):
        if names is not None:
            await self._follow(names)
        if present is not None and self.employee_id is not None:
            await self.hub.presence.note(self, *present)

    def _is_too_much(self, message) -> bool:
        minute = int(asyncio.get_running_loop().time() // 60)
        self._said = self._said + 1 if minute == self._minute else 1
        self._minute = minute
        return self._said > MESSAGES_PER_MINUTE or len(message.get("text") or "") > LONGEST_MESSAGE

    async def _follow(self, names: set[str]):
        if len(names) > FOLLOWED_AT_ONCE:
            self.close(TOO_MUCH)
            return
        self.hub.leave(self, self.following - names)
        new = await database_sync_to_async(_allowed)(self.employee_id, names - self.following)
        self.hub.follow(self, new)  # first follow, then look how far it is: nothing falls in between
        versions = await database_sync_to_async(topics.versions)(new)
        for name in sorted(new):
            self.tell(name, None, version=versions[name])
            await self.hub.presence.tell(name, only=self)


def _allowed(employee_id, names) -> set[str]:
    """Asked of the employee as they are now: a socket may live for hours, teams and roles change. None: nobody."""
    if employee_id is None:
        return topics.open_to_all(names)
    employee = get_user_model().objects.filter(pk=employee_id, is_active=True).first()
    return topics.allowed(employee, names) if employee else set()


def _said(text) -> tuple[set[str] | None, list | None]:
    """The topics in a message of a screen, and where it is and what it does there; None for what it does not say."""
    try:
        word = json.loads(text or "")
        names, present = word.get("follow"), word.get("present")
    except (ValueError, AttributeError, RecursionError):
        return None, None
    return (
        set(names) if isinstance(names, list) and all(isinstance(name, str) for name in names) else None,
        present if isinstance(present, list) and len(present) == 2 and all(isinstance(one, str) for one in present) else None,
    )
