"""Who looks at the same conversation at this moment, and who is writing. In memory only: it expires, and leaves no trace.

Each web process knows its own screens and tells the others by NOTIFY who is at a topic, ids only: on a change, and
every `REPEAT` seconds, so that what a killed process said is forgotten after `EXPIRES`.
"""

import asyncio
import json
import logging
import re
import secrets

from channels.db import database_sync_to_async
from django.contrib.auth import get_user_model
from django.db import connection

log = logging.getLogger(__name__)
CHANNEL = "gehoor_presence"
READS = "reads"
DOING = re.compile(r"[a-z]{1,12}")  # "reads", or what is being written; the pages have words for it
REPEAT = 15.0  # seconds
EXPIRES = 40.0
WRITING_FOR = 12.0  # a screen that writes says so again within this time
MOST_AT_ONCE = 50  # people told of one topic


class Presence:
    """Who is where. Everything here runs in the event loop, so no locks are needed."""

    def __init__(self, hub):
        self.hub, self.process = hub, secrets.token_hex(6)
        self._here: dict = {}  # screen -> (topic, doing, when it said so)
        self._elsewhere: dict[tuple[str, str], tuple[float, dict[int, str]]] = {}  # (process, topic) -> (when, who)
        self._names: dict[int, str] = {}
        self._tasks: set[asyncio.Task] = set()

    async def note(self, screen, topic: str, doing: str):
        """`screen` says what it does at a topic it follows; "" says that nobody looks at it any more."""
        if topic not in screen.following or (doing and not DOING.fullmatch(doing)):
            return
        before = self._here.get(screen)
        if doing:
            self._here[screen] = (topic, doing, _now())
        else:
            self._here.pop(screen, None)
        if before is None or before[:2] != (topic, doing):
            await self._changed({topic} | ({before[0]} if before else set()))

    def left(self, screen, names):
        """`screen` follows these topics no longer."""
        at = self._here.get(screen)
        if at and at[0] in names:
            del self._here[screen]
            self._soon(self._changed({at[0]}))

    async def heard(self, word: dict):
        """A word of another process: who is at a topic there, or the question who is here."""
        if word["process"] == self.process:
            return
        if "topic" not in word:
            await self._publish({at[0] for at in self._here.values()})
            return
        key, who = (word["process"], word["topic"]), {int(pk): doing for pk, doing in word["who"].items()}
        before = self._elsewhere.pop(key, (0, {}))[1]
        if who:
            self._elsewhere[key] = (_now(), who)
        if who != before:
            await self.tell(word["topic"])

    async def tell(self, topic: str, only=None):
        """Say who is at a topic to the screens that follow it, to each without its own employee."""
        if not (only or self.hub.followers.get(topic)) or (only and not self.who(topic)):
            return
        await self._learn_names(self.who(topic))
        who = self.who(topic)  # while names were looked up somebody may have come or gone
        for screen in [only] if only else list(self.hub.followers.get(topic, ())):
            others = [[self._names[pk], doing] for pk, doing in who.items() if pk != screen.employee_id and pk in self._names]
            screen.tell_who(topic, sorted(others)[:MOST_AT_ONCE])

    def who(self, topic: str) -> dict[int, str]:
        """By id of the employee what they do there; writing counts for more than reading in another window."""
        found: dict[int, str] = {}
        for _when, who in (facts for (_process, at), facts in self._elsewhere.items() if at == topic):
            for pk, doing in who.items():
                _add(found, pk, doing)
        for screen, (at, doing, _when) in self._here.items():
            if at == topic:
                _add(found, screen.employee_id, doing)
        return found

    async def keep(self):
        """Ask the others, then repeat what is here and forget what is over, for ever."""
        await self._notify([{"process": self.process}])
        while True:
            await asyncio.sleep(REPEAT)
            over = self._forget_what_is_over()
            await self._publish({at[0] for at in self._here.values()} | over)
            for topic in over:
                await self.tell(topic)

    def names_changed(self):
        """An account changed: names are looked up anew."""
        self._names.clear()

    def _forget_what_is_over(self) -> set[str]:
        over = set()
        for screen, (topic, doing, when) in list(self._here.items()):
            if doing != READS and when < _now() - WRITING_FOR:
                self._here[screen] = (topic, READS, when)
                over.add(topic)
        for key, (when, _who) in list(self._elsewhere.items()):
            if when < _now() - EXPIRES:
                del self._elsewhere[key]
                over.add(key[1])
        return over

    async def _changed(self, names: set[str]):
        await self._publish(names)
        for topic in names:
            await self.tell(topic)

    async def _publish(self, names: set[str]):
        words = []
        for topic in names:
            who: dict[int, str] = {}
            for screen, (at, doing, _when) in self._here.items():
                if at == topic:
                    _add(who, screen.employee_id, doing)
            words.append({"process": self.process, "topic": topic, "who": dict(list(who.items())[:MOST_AT_ONCE])})
        await self._notify(words)

    async def _notify(self, words: list[dict]):
        if not words:
            return
        try:
            await database_sync_to_async(_notify)([json.dumps(word, separators=(",", ":")) for word in words])
        except Exception as error:  # noqa: BLE001 - the database is away: the next round says it again
            log.warning("who is here could not be told: %s", type(error).__name__)

    async def _learn_names(self, who):
        if unknown := [pk for pk in who if pk not in self._names]:
            try:
                self._names |= await database_sync_to_async(_names_of)(unknown)
            except Exception as error:  # noqa: BLE001 - as above
                log.warning("names could not be looked up: %s", type(error).__name__)

    def _soon(self, coroutine):
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _add(found, pk, doing):
    if found.get(pk, READS) == READS:
        found[pk] = doing


def _now() -> float:
    return asyncio.get_running_loop().time()


def _notify(payloads: list[str]):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) AS payload", [CHANNEL, payloads])


def _names_of(numbers) -> dict[int, str]:
    return {pk: str(one) for pk, one in get_user_model().objects.in_bulk(numbers).items()}
