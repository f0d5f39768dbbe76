"""One web process: uvicorn on a socket that the parent opened."""

import os
import resource
import socket
import sys

import uvicorn

GRACE = 4  # seconds for open requests at a stop
# Seconds after which a thread gives the interpreter to another. Python's own 0.005 are lost at each answer of the database
# while another thread draws a page: a request has twenty of them.
TURN = 0.001


class Server(uvicorn.Server):
    """Uvicorn that writes one byte to `ready` once it takes requests."""

    ready: int

    async def startup(self, sockets=None) -> None:
        await super().startup(sockets)
        os.write(self.ready, b".")

    async def shutdown(self, sockets=None) -> None:
        from gehoor.config.asgi import hub

        hub.streams.end()  # they never end by themselves, and would be waited for until the grace is over
        await super().shutdown(sockets)


def _take_all_lines():
    """Each visitor of a live page holds a line open, and 1,024 is what a process gets unless it asks for more."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def run(listener: socket.socket, ready: int) -> None:
    """Serve the site until SIGTERM."""
    _take_all_lines()
    sys.setswitchinterval(TURN)
    config = uvicorn.Config(
        "gehoor.config.asgi:application",
        log_config=None,  # Django's LOGGING holds
        access_log=False,  # addresses of conversations in a log would be a second read log
        ws="websockets-sansio",
        ws_max_size=16 * 1024,  # bytes; a screen only says what it follows
        ws_per_message_deflate=False,  # would cost far more memory per screen than it saves
        server_header=False,
        forwarded_allow_ips="127.0.0.1,::1",
        timeout_graceful_shutdown=GRACE,
    )
    server = Server(config)
    server.ready = ready
    server.run(sockets=[listener])
