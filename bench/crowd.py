"""The people of `bin/bench chat`: visitors who wait on a stream, residents who chat, employees who answer. Plain asyncio."""

import asyncio
import json
import random
import re
import sys
import time
from contextlib import suppress

import websockets

SAID = re.compile(r"woord ([re])(\d+)-(\d+)")
PATIENCE = 20.0  # seconds for one answer
BROKEN = (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError, websockets.WebSocketException)


class Line:
    """One connection that is kept open, as browsers do; made again where it broke."""

    def __init__(self, port, headers):
        self.port, self.headers = port, {"Host": f"127.0.0.1:{port}", **headers}
        self.reader = self.writer = None

    async def ask(self, method, path, form: bytes | None = None, **headers) -> tuple[int, bytes]:
        """(status, body). Raises one of `BROKEN`; a line that was kept and that the server closed meanwhile is made again."""
        was_kept = self.writer is not None
        try:
            return await asyncio.wait_for(self._ask(method, path, form, headers), PATIENCE)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.close()
            if not was_kept:
                raise
            return await self.ask(method, path, form, **headers)
        except BROKEN:
            self.close()
            raise

    async def _ask(self, method, path, form, headers):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        told = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        if form is not None:
            told |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(form))}
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        self.writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + (form or b""))
        status, answered = await self._head()
        if answered.get("transfer-encoding") == "chunked":
            return status, await self._chunks()
        return status, await self.reader.readexactly(int(answered.get("content-length", 0)))

    async def _head(self):
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.split(": ", 1) for line in lines[1:] if ": " in line)
        return int(lines[0].split()[1]), {name.lower(): value for name, value in pairs}

    async def _chunks(self) -> bytes:
        body = b""
        while size := int(await self.reader.readline(), 16):
            body += (await self.reader.readexactly(size + 2))[:-2]
        await self.reader.readline()
        return body

    def close(self):
        if self.writer:
            self.writer.close()
        self.reader = self.writer = None


class Visitor:
    """Somebody whose page is open: a stream that comes back by itself. `heard` is called for each word."""

    def __init__(self, crowd, number, key, heard=None):
        self.crowd, self.number, self.key, self.heard = crowd, number, key, heard
        self.place = f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"  # behind a proxy, each at home
        self.is_there = False

    async def stay(self):
        tries = 0
        while True:
            with suppress(*BROKEN):
                await self._listen()
                tries = 0
            self.is_there = False
            await asyncio.sleep(min(10, 1.0 * 2**tries) * random.uniform(0.5, 1))
            tries += 1

    async def _listen(self):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.crowd.port, limit=4096)
        try:
            writer.write(f"GET /chat/{self.key}/live/ HTTP/1.1\r\nHost: 127.0.0.1:{self.crowd.port}\r\n"
                         f"X-Forwarded-For: {self.place}\r\n\r\n".encode())
            status = await asyncio.wait_for(reader.readline(), 60)
            if b" 200 " not in status:
                self.crowd.refused += 1
                raise ValueError(status)
            while line := await reader.readline():
                if line.startswith(b"event: hello"):
                    self.is_there = True
                if self.heard and line.startswith((b"event: hello", b"event: word")):
                    self.heard(json.loads((await reader.readline()).removeprefix(b"data: "))["event"])
        finally:
            writer.close()


class Resident(Visitor):
    """Somebody who chats: says a word now and then, and fetches what is new when told."""

    def __init__(self, crowd, number, key):
        super().__init__(crowd, number, key, heard=self._something)
        self.line = Line(crowd.port, {"X-Forwarded-For": self.place, "Accept": "application/json"})
        self.newest, self.said, self.event = 0, 0, 0
        self.told: set[int] = set()  # events that were told of and are not looked at yet
        self.lock, self.asked = asyncio.Lock(), asyncio.Event()
        self.seen: list[str] = []  # words of the employee, in the order in which they stood on the page

    def _something(self, event):
        if event != self.event:
            self.told.add(event)
            self.asked.set()

    async def fetch(self):
        """For ever: what is new, once it is told that there is something."""
        while True:
            await self.asked.wait()
            self.asked.clear()
            with suppress(*BROKEN):
                async with self.lock:
                    told, self.told = self.told - {self.event}, set()
                    if not told:  # the answer to what they said brought it along, as on the page
                        continue
                    status, body = await self.line.ask("GET", f"/chat/{self.key}/nieuw/?na={self.newest}&stand={self.event}&gezien")
                    if status == 200:
                        self.show(body)
                        continue
            self.told |= told
            await asyncio.sleep(0.5)
            self.asked.set()

    def show(self, body):
        news = json.loads(body)
        self.seen += [f"{who}{number}-{count}" for who, number, count in SAID.findall(news["said"])]
        self.newest, self.event = max(self.newest, news["newest"]), max(self.event, news["event"])

    async def speak(self, until):
        """Say a word every so often, each again until the server has it."""
        await asyncio.sleep(random.uniform(0, self.crowd.every))
        while time.monotonic() < until:
            word = f"r{self.number}-{self.said}"
            self.crowd.began[word] = time.monotonic()
            form = f"text=woord+{word}&once=bench-{word}&after={self.newest}&event={self.event}".encode()
            while True:
                with suppress(*BROKEN):
                    async with self.lock:
                        status, body = await self.line.ask("POST", f"/chat/{self.key}/", form)
                        if status == 200:
                            self.show(body)
                            break
                    self.crowd.not_taken[status] += 1
                await asyncio.sleep(random.uniform(0.5, 1.5))
            self.crowd.stored[word] = time.monotonic()
            self.said += 1
            await asyncio.sleep(random.uniform(0.5, 1.5) * self.crowd.every)


class Employee:
    """Somebody at the desk with some chats: hears of each word by the socket, fetches it, and answers now and then."""

    def __init__(self, crowd, cookie, chats):
        self.crowd, self.chats = crowd, chats  # chats: by conversation id (reference, number of the resident)
        self.cookie = f"{cookie}; csrftoken={'x' * 32}"
        self.lines = {pk: Line(crowd.port, {"Cookie": self.cookie}) for pk in chats}
        self.newest, self.event = dict.fromkeys(chats, 0), dict.fromkeys(chats, 0)
        self.locks = {pk: asyncio.Lock() for pk in chats}
        self.told = dict.fromkeys(chats, 0)  # the newest event that was told of
        self.asked = {pk: asyncio.Event() for pk in chats}
        self.seen: dict[int, list[str]] = {pk: [] for pk in chats}
        self.said = dict.fromkeys(chats, 0)
        self.is_there = False

    async def stay(self):
        """The socket, which comes back by itself."""
        address = f"ws://127.0.0.1:{self.crowd.port}/live/"
        follow = json.dumps({"follow": sorted(f"{kind}:{pk}" for pk in self.chats for kind in ("talk", "conversation"))})
        while True:
            with suppress(*BROKEN):
                headers = {"Cookie": self.cookie, "Origin": f"http://127.0.0.1:{self.crowd.port}"}
                async with websockets.connect(
                    address, additional_headers={"Cookie": headers["Cookie"]}, origin=headers["Origin"], compression=None
                ) as socket:
                    await socket.send(follow)
                    async for text in socket:
                        self._heard(json.loads(text))
            self.is_there = False
            await asyncio.sleep(random.uniform(0.5, 1.5))

    def _heard(self, word):
        self.is_there = True
        kind, _colon, number = word.get("topic", "").partition(":")
        if kind == "talk" and "passing" not in word:
            self.told[int(number)] = max(self.told[int(number)], word.get("event") or sys.maxsize)
            self.asked[int(number)].set()

    async def fetch(self, pk):
        """For ever: the words of one chat, as the page does."""
        reference, _number = self.chats[pk]
        while True:
            await self.asked[pk].wait()
            self.asked[pk].clear()
            with suppress(*BROKEN):
                async with self.locks[pk]:
                    if self.told[pk] <= self.event[pk]:  # the answer to what they said brought it along, as on the page
                        continue
                    told, self.told[pk] = self.told[pk], 0
                    address = f"/desk/conversations/{reference}/since/?after={self.newest[pk]}"
                    status, body = await self.lines[pk].ask("GET", address, X_Gehoor_Live="1")
                if status == 200:
                    self._show(pk, body.decode())
                    continue
                self.crowd.not_taken[status] += 1
            self.told[pk] = max(self.told[pk], told)
            self.asked[pk].set()
            await asyncio.sleep(0.5)

    def _show(self, pk, html, event=0):
        self.event[pk] = max(self.event[pk], event)
        now = time.monotonic()
        for who, number, count in SAID.findall(html):
            word = f"{who}{number}-{count}"
            if word not in self.seen[pk]:
                self.seen[pk].append(word)
                if who == "r":
                    self.crowd.arrived.setdefault(word, now)
        self.newest[pk] = max([self.newest[pk], *(int(found) for found in re.findall(r'id="message-(\d+)"', html))])

    async def speak(self, pk, until):
        """Answer in one chat as often as its resident speaks."""
        reference, number = self.chats[pk]
        line = Line(self.crowd.port, {"Cookie": self.cookie, "X-CSRFToken": "x" * 32, "Accept": "application/json"})
        await asyncio.sleep(random.uniform(0, self.crowd.every))
        while time.monotonic() < until:
            word = f"e{number}-{self.said[pk]}"
            while True:
                with suppress(*BROKEN):
                    async with self.locks[pk]:
                        form = f"text=woord+{word}&once=bench-{word}&after={self.newest[pk]}".encode()
                        status, body = await line.ask("POST", f"/channels/chat/{reference}/answer/", form)
                    if status == 200:
                        answer = json.loads(body)
                        self._show(pk, answer["said"], answer["event"])
                        break
                    self.crowd.not_taken[status] += 1
                await asyncio.sleep(random.uniform(0.5, 1.5))
            self.said[pk] += 1
            await asyncio.sleep(random.uniform(0.5, 1.5) * self.crowd.every)
