"""Claim the ports before anything else, so that a port in use is told at once and by its variable."""

import contextlib
import errno
import socket
import time

from gehoor.config.trouble import Trouble

# Seconds after which a line counts as broken whose other side confirms nothing: a phone without power or reception says no
# goodbye, and Linux would keep trying for a quarter of an hour, in which its chat seems open (tcp(7), TCP_USER_TIMEOUT).
GONE_AFTER = 60


def listen(host: str, port: int, variable: str) -> socket.socket:
    """A listening socket; browsers that come early wait in its queue. Raises Trouble naming `variable`."""
    listener = _bind(host, port, variable)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, GONE_AFTER * 1000)  # each line that is accepted has it too
    listener.listen(2048)
    listener.set_inheritable(True)
    return listener


def check(host: str, port: int, variable: str) -> None:
    """Raise Trouble when `port` cannot be had; the process that needs it opens it itself."""
    with _bind(host, port, variable) as probe:
        probe.listen(1)


def wait_for(host: str, port: int, at_most: float) -> None:
    """Until a process of ours listens there, or so many seconds are over."""
    end = time.monotonic() + at_most
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
            return
        time.sleep(0.05)


def _bind(host: str, port: int, variable: str) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise Trouble(_sentence(error, host, port, variable)) from error
    return listener


def _sentence(error: OSError, host: str, port: int, variable: str) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use by another program. Nothing was changed. Stop that program, or choose another port: "
            f"{variable}={port + 1 if port < 65535 else port - 1} bin/start"
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return (
            f"This account may not open port {port}; ports below 1024 are for root. Nothing was changed. Choose another "
            f"with {variable}, and put a web server such as nginx before it (docs/install.md)."
        )
    return f"This machine has no address {host} (GEHOOR_BIND): {error.strerror}. Nothing was changed."
