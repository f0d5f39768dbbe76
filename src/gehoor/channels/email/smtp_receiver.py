"""The built-in SMTP receiver. It says 250 once the original is committed, and 451 where it cannot be, so that the
sender's server tries again (RFC 5321 4.2.5, 6.1). It relays nothing: whatever it takes goes into our own intake.
"""

import asyncio
import logging

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.conf import settings
from django.db import connection

from gehoor.postroom import arrivals

log = logging.getLogger(__name__)

LONGEST_LINE = 1024 * 1024  # bytes; RFC 5321 asks for 1,000, real senders exceed it and their mail counts too
MOST_RECIPIENTS = 100  # RFC 5321 4.5.3.1.8 asks for at least these
MOST_CONNECTIONS = 50
IDLE_SECONDS = 300  # RFC 5321 4.5.3.2.7: at least five minutes
WRITERS = 4  # threads that write originals; the pool of database connections must hold them


class Receiver(SMTP):
    """One connection, within limits."""

    line_length_limit = LONGEST_LINE
    open_connections = 0

    def connection_made(self, transport):
        Receiver.open_connections += 1
        if Receiver.open_connections > MOST_CONNECTIONS:
            transport.write(b"421 4.3.2 Too many connections, please try again later\r\n")
            transport.close()
        else:
            super().connection_made(transport)

    def connection_lost(self, error):
        Receiver.open_connections -= 1
        if self.transport is not None:
            super().connection_lost(error)


class Handler:
    """What is done with a mail: keep it, then say so."""

    def __init__(self):
        self._free = asyncio.Semaphore(WRITERS)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        told = {"mail_from": _text(envelope.mail_from), "recipients": [_text(one) for one in envelope.rcpt_tos]}
        try:
            async with self._free:
                await asyncio.to_thread(_keep, envelope.original_content, told)
        except Exception as error:  # noqa: BLE001 - whatever it is, the sender still has the mail
            log.warning("mail not kept, sender was asked to try again: %s", type(error).__name__)
            return "451 4.3.0 It cannot be stored at this moment, please try again later"
        return "250 2.0.0 OK, it is stored"


def _text(address) -> str:
    """An address as the database can keep it: no NUL, no half characters."""
    return (address or "").replace("\x00", "").encode(errors="replace").decode()


def _keep(original: bytes, told: dict) -> None:
    try:
        arrivals.keep("email", original, source="smtp", envelope=told)
    finally:
        connection.close()  # back to the pool: this thread may idle for hours


class SmtpReceiver(Controller):
    """Listens on loopback in a thread of its own: `start()`, `stop()`. Port 0 takes a free one; see `port`."""

    def __init__(self, port: int, host: str = "127.0.0.1"):
        super().__init__(None, hostname=host, port=port or free_port(host), ready_timeout=10)

    def factory(self):
        if self.handler is None:
            self.handler = Handler()
        return Receiver(
            self.handler, data_size_limit=settings.MAIL_KEEP_LIMIT, enable_SMTPUTF8=True, hostname="gehoor",
            ident="Gehoor", timeout=IDLE_SECONDS, loop=self.loop, auth_exclude_mechanism=("LOGIN", "PLAIN"),
        )


def free_port(host: str = "127.0.0.1") -> int:
    """A port nobody listens on at this moment."""
    import socket

    with socket.socket() as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]
