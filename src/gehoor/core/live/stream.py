"""Screens of people without an account that listen to one thing of theirs: server-sent events, held beside the pages.

A stream carries no text: only that something was said, that somebody writes, and how far the other side has read. The
page then fetches what is new. Those that open at one moment cost one look at the database; after that one statement every `LOOK_EVERY`
seconds serves all streams of the process, says who is still here, and finds what a lost word left behind. What happens
in a line is told sooner to those whom it matters to at once.
https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import asyncio
import json
import logging
from collections import Counter
from io import BytesIO

from channels.db import database_sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.utils.translation import get_language_from_request

from . import passing
from .asked import Asked
from .listening import Kind, Listening, stirring

log = logging.getLogger(__name__)
BEAT = 25.0  # seconds between two signs of life on a quiet line; proxies close what is silent for a minute
LOOK_EVERY = 20.0
LOOK_AGAIN = 3.0  # at most so often, however much happens in a line
TELL_EVERY = 1.0  # who came and went is told together
MOST = 5000  # streams in one process
FROM_ONE_PLACE = 200  # of one network address: a library, an office, or a provider that shares one among many
OF_ONE = 6  # windows on the same thing
AT_ONCE = 1000  # in one statement
WRITES = "talk"  # what an employee does who writes in a live contact, see `core.live.presence`
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"), (b"x-robots-tag", b"noindex, nofollow"),
]



class Streams:
    """All streams of this process. Everything here runs in the event loop, so no locks are needed."""

    def __init__(self, hub):
        self.hub = hub
        self._streams: set[Stream] = set()
        self._places, self._of = Counter(), Counter()
        self._came_and_went: dict[str, bool] = {}
        self._look = self._stirred = False
        self._asked: dict[str, Asked] = {}

    def _asked_of(self, kind: Kind) -> Asked:
        return self._asked.setdefault(kind.address.pattern, Asked(kind.listening))

    async def serve(self, kind: Kind, key: str, scope, receive, send):
        """Answer one request for a stream, for as long as it lasts."""
        place = (scope.get("client") or ("",))[0]
        if self._is_full(place):
            await _refuse(send, 429)
            return
        try:
            found = await self._asked_of(kind).find(key)
        except Exception as error:  # noqa: BLE001 - the database is away: the page tries again
            log.warning("a stream could not be opened: %s", type(error).__name__)
            await _refuse(send, 503)
            return
        if found is None or self._of[found.topic] >= OF_ONE or self._is_full(place):  # many may have been looked up together
            await _refuse(send, 429 if found else 404)
            return
        stream = Stream(kind, found, _language(scope))
        self._came(stream, place)
        try:
            await self.hub.presence.tell(stream.place, only=stream)
            await stream.speak(receive, send)
        finally:
            self._went(stream, place)

    def _is_full(self, place) -> bool:
        return len(self._streams) >= MOST or self._places[place] >= FROM_ONE_PLACE

    def _came(self, stream, place):
        self._streams.add(stream)
        self._places[place] += 1
        self._of[stream.topic] += 1
        self.hub.listen_in(stream, (stream.topic, stream.place))
        self._came_and_went[stream.topic] = True

    def _went(self, stream, place):
        self.hub.leave(stream)
        self._streams.discard(stream)
        for counter, name in ((self._places, place), (self._of, stream.topic)):
            counter[name] -= 1
            if not counter[name]:
                del counter[name]
        if not self._of[stream.topic]:
            self._came_and_went[stream.topic] = False

    def end(self):
        """The server stops: each page is told so by the end of its stream, and comes back by itself."""
        for stream in self._streams:
            stream.end()

    def look_soon(self):
        """Words may have been missed."""
        self._look = True

    def heard(self, event: str):
        """Something happened, maybe elsewhere, that may change what is told to all."""
        if self._streams and event.startswith(stirring()):
            self._stirred = True

    async def keep(self):
        """Tell who came and went, and look whether what is listened to still holds, for ever."""
        looked = told = 0.0
        while True:
            await asyncio.sleep(TELL_EVERY)
            now = asyncio.get_running_loop().time()
            try:
                await self._tell_who_came()
                if now - looked > (LOOK_AGAIN if self._look else LOOK_EVERY):
                    self._look, looked = False, now
                    await self._check()
                if self._stirred and now - told > LOOK_AGAIN:
                    self._stirred, told = False, now
                    await self._tell_the_first()
            except Exception as error:  # noqa: BLE001 - the database is away: the next round looks again
                log.warning("streams could not be looked after: %s", type(error).__name__)

    async def _tell_who_came(self):
        if self._came_and_went:
            words, self._came_and_went = self._came_and_went, {}
            await database_sync_to_async(passing.say)({topic: {"here": here} for topic, here in words.items()})

    async def _tell_the_first(self):
        for kind in self._kinds():
            told = await database_sync_to_async(kind.stirred)()
            for topic, by_language in told.items():
                for stream in self.hub.followers.get(topic, ()):
                    if isinstance(stream, Stream):
                        stream.tell_sentence(by_language)

    def _kinds(self) -> list[Kind]:
        return list({stream.kind.address.pattern: stream.kind for stream in self._streams}.values())

    async def _check(self):
        for kind in self._kinds():
            streams = [stream for stream in self._streams if stream.kind is kind]
            pks = sorted({stream.pk for stream in streams})
            found: dict[int, Listening] = {}
            for first in range(0, len(pks), AT_ONCE):
                found |= await database_sync_to_async(kind.still_here)(pks[first : first + AT_ONCE])
            for stream in streams:
                stream.compare(found.get(stream.pk))


class Stream:
    """What the hub knows of one stream. Waiting words are one per kind, so a slow line never piles them up."""

    __slots__ = ("_closing", "_told", "_waiting", "_wake", "_writes", "event", "following", "kind", "language", "pk", "place", "topic")
    employee_id = None

    def __init__(self, kind: Kind, found: Listening, language: str):
        self.language, self._told = language, ""
        self.kind, self.pk, self.topic, self.place, self.event = kind, found.pk, found.topic, found.place, found.event
        self.following: set[str] = set()
        self._waiting: dict[str, str] = {"retry": "retry: 2000\n\n", "hello": _word("hello", {"event": found.event}, found.event)}
        self._wake = asyncio.Event()
        self._wake.set()
        self._closing = self._writes = False

    def tell(self, topic: str, event: int | None, **_more):
        """Something was said or done; with None words may have been missed, which the next look finds out for all."""
        if topic == self.topic and event is not None:
            self.event = max(self.event, event)
            self._put("word", {"event": event}, event)

    def tell_who(self, topic: str, who: list):
        """Who of us is there: only whether somebody writes here is passed on."""
        writes = any(doing == WRITES for _name, doing in who)
        if topic == self.place and writes != self._writes:
            self._writes = writes
            self._put("writes", {"on": writes})

    def tell_passing(self, topic: str, says: dict):
        """What is worth saying at this moment only."""
        if topic == self.topic and "read" in says:
            self._put("read", {"to": says["read"]})

    def compare(self, found: Listening | None):
        """After a look: end what no longer holds, so that its page asks anew; say what was missed."""
        if found is None or found.topic != self.topic:
            self.end()
            return
        if found.event > self.event:
            self.tell(self.topic, found.event)
        self.tell_sentence(found.told or {})

    def tell_sentence(self, by_language: dict[str, str]):
        """How it stands; said once, until it is another."""
        told = by_language.get(self.language, "")
        if told and told != self._told:
            self._put("told", {"text": told})
        self._told = told

    def _put(self, name, data, number=None):
        self._waiting[name] = _word(name, data, number)
        self._wake.set()

    async def speak(self, receive, send):
        """Write waiting words until the other side leaves."""
        gone = asyncio.ensure_future(_disconnected(receive))
        gone.add_done_callback(lambda _done: self.end())
        try:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            while not self._closing:
                try:
                    await asyncio.wait_for(self._wake.wait(), BEAT)
                except TimeoutError:
                    await _write(send, ":\n\n")
                    continue
                self._wake.clear()
                waiting, self._waiting = self._waiting, {}
                if waiting:
                    await _write(send, "".join(waiting.values()))
            await send({"type": "http.response.body", "body": b""})
        except OSError:  # the line broke while we wrote
            pass
        finally:
            gone.cancel()

    def end(self):
        """Close it, once what waits is said."""
        self._closing = True
        self._wake.set()


def _language(scope) -> str:
    """The language that the page is in: chosen by its reader, else what their browser asks for."""
    return get_language_from_request(ASGIRequest(scope, BytesIO()))


async def _disconnected(receive):
    while (await receive())["type"] != "http.disconnect":
        pass


async def _write(send, text: str):
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


def _word(name, data, number=None) -> str:
    mark = f"id: {number}\n" if number is not None else ""
    return f"{mark}event: {name}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n"


async def _refuse(send, status: int):
    """429, 404 and 503 all the same: the page goes on without a stream, asking now and then."""
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store"), (b"retry-after", b"30")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
