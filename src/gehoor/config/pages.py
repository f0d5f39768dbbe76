"""Django's pages in a few threads, each called only when its request has arrived completely.

A slow line then holds no thread and no database connection, and a form that broke off half-way is never handled as if
it were whole. Measured: a page costs less this way than as an ASGI view, since nothing hops between loop and thread.
What a page answers goes to the browser in one piece, unless it is large: each hop to the loop waits for the interpreter's lock.
"""

import asyncio
import errno
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from a2wsgi.wsgi import build_environ

from gehoor.core.live import quick

# Room for a message with 25 MB of files and its surroundings; files are 4/3 as large only in mail, not in forms.
LARGEST_REQUEST = 60 * 1024 * 1024
# Beyond this even reading on, so that the browser shows our answer instead of "connection reset", takes too long.
LARGEST_LISTENED_TO = 4 * LARGEST_REQUEST
IN_MEMORY = 512 * 1024
CHUNK = 256 * 1024
REFUSED = "gehoor.refused"  # in the scope: the status that `core.errors` answers with, 413 or 507


class Gone(Exception):
    """The browser broke off before its request was complete."""


class Pages:
    """An ASGI application that calls a WSGI application in at most `threads` threads, and in `quick_threads` for words."""

    def __init__(self, application, threads: int, quick_threads: int):
        self.application = application
        self.pages = ThreadPoolExecutor(threads, thread_name_prefix="page")
        self.words = ThreadPoolExecutor(quick_threads, thread_name_prefix="word")

    async def __call__(self, scope, receive, send):
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                await _take_in(scope, receive, body)
            except Gone:
                return
            lane = self.words if _is_quick(scope) else self.pages
            loop, answer = asyncio.get_running_loop(), Answer(send)
            environ = build_environ(scope, body)
            await loop.run_in_executor(lane, copy_context().run, answer.make, self.application, environ, loop)
            await answer.pass_on(is_whole=True)


def _is_quick(scope) -> bool:
    return quick.is_one(scope["path"]) and (_announced_length(scope) or 0) <= CHUNK


class Answer:
    """What the application gives, kept until there is enough of it to send."""

    def __init__(self, send):
        self._send, self._start = send, None
        self._chunks, self._size, self._has_begun = [], 0, False

    def make(self, application, environ, loop):
        """Call the application; in a thread of its own."""
        made = application(environ, self._begin)
        try:
            for chunk in made:
                self._chunks.append(chunk)
                self._size += len(chunk)
                if self._size > CHUNK:
                    asyncio.run_coroutine_threadsafe(self.pass_on(), loop).result()
        finally:
            if hasattr(made, "close"):
                made.close()

    def _begin(self, status, headers, _error=None):
        pairs = [(name.encode("latin-1").lower(), value.encode("latin-1")) for name, value in headers]
        self._start = {"type": "http.response.start", "status": int(status[:3]), "headers": pairs}

    async def pass_on(self, is_whole=False):
        """Send what there is; with `is_whole` that was all."""
        if not self._has_begun:
            self._has_begun = True
            await self._send(self._start)
        body, self._chunks, self._size = b"".join(self._chunks), [], 0
        await self._send({"type": "http.response.body", "body": body, "more_body": not is_whole})


async def _take_in(scope, receive, body):
    """Write the request's body to the file `body`. Raises `Gone`; a body that cannot be had is noted in the scope."""
    length = _announced_length(scope)
    if length is None:  # no length: WSGI defines such a body as empty
        return
    refused = 413 if length > LARGEST_REQUEST else None
    more = length <= LARGEST_LISTENED_TO
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        more = message.get("more_body", False)
        if refused is None:
            refused = _keep(body, message.get("body", b""))
    if refused is not None:
        scope[REFUSED] = refused
        body.seek(0)
        body.truncate()
    body.seek(0)


def _keep(body, data) -> int | None:
    """Append; 507 where the disk has no room."""
    try:
        body.write(data)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        return 507
    return None


def _announced_length(scope) -> int | None:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else None
    return None
