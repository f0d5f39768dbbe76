"""Django's pages in a few threads, each called only when its request has arrived completely.

A slow line then holds no thread and no database connection, and a form that broke off half-way is never handled as if
it were whole. Measured: a page costs less this way than as an ASGI view, since nothing hops between loop and thread.
"""

import errno
import tempfile

from a2wsgi import WSGIMiddleware

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
    """An ASGI application that calls a WSGI application in at most `threads` threads."""

    def __init__(self, application, threads: int):
        self.pages = WSGIMiddleware(application, workers=threads)

    async def __call__(self, scope, receive, send):
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                await _take_in(scope, receive, body)
            except Gone:
                return
            await self.pages(scope, _giving(body), send)


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


def _giving(body):
    """An ASGI `receive` that reads the kept body."""

    async def receive():
        data = body.read(CHUNK)
        return {"type": "http.request", "body": data, "more_body": len(data) == CHUNK}

    return receive
