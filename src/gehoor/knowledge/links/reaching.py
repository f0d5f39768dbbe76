"""Whether a page elsewhere is there, without a way into our own network.

An article may hold any address, so each host is looked up once, refused where it is not a public one (RFC 6890), and
connected to by that very address: a name that changes in between leads nowhere else. Redirects go through the same door.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import quote, urljoin, urlsplit

TIMEOUT = 8  # seconds for each step
AT_MOST = 20  # seconds for one answer: a server that sends a letter at a time holds nobody up
REDIRECTS = 5
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # IPv4 within IPv6, RFC 6052
PORTS = {"http": 80, "https": 443}
HEADERS = {"User-Agent": "Gehoor link check", "Accept": "*/*", "Connection": "close"}
NO_HEAD = {403, 404, 405, 500, 501, 503}  # some answer so to HEAD only
MISSING = {404, 410}


class Refused(OSError):
    """The address leads into our own network, or is none that a browser of somebody else could open."""


def is_public(address: str) -> bool:
    """Whether everybody on the internet can reach it; multicast and addresses within others are not."""
    found = ipaddress.ip_address(address)
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if found in NAT64:
        mapped = ipaddress.IPv4Address(found.packed[-4:])
    return found.is_global and not found.is_multicast and (mapped is None or mapped.is_global)


def problem_at(url: str, *, allowed: Callable[[str], bool] = is_public, ports=PORTS) -> str:
    """What stands in the way: "" (nothing), not_found, trouble (of theirs), certificate, refused, away or loop.

    A page that asks for a log-in, or has had enough of us, is there.
    """
    try:
        status = _status(url, allowed, ports)
    except Refused:
        return "refused"
    except ssl.SSLEOFError:
        return "away"
    except ssl.SSLError:
        return "certificate"
    except (OSError, http.client.HTTPException, ValueError):
        return "away"
    if status is None:
        return "loop"
    return "not_found" if status in MISSING else "trouble" if status >= 500 else ""


def _status(url, allowed, ports) -> int | None:
    """The status at the end of all redirects; None where there is no end."""
    for _step in range(REDIRECTS + 1):
        status, onward = _ask("HEAD", url, allowed, ports)
        if status in NO_HEAD:
            status, onward = _ask("GET", url, allowed, ports)
        if not (300 <= status < 400 and onward):
            return status
        url = urljoin(url, onward)
    return None


def _ask(method, url, allowed, ports) -> tuple[int, str]:
    parts = urlsplit(url)
    port = parts.port or ports.get(parts.scheme)
    if parts.scheme not in ports or not parts.hostname or port not in ports.values() or parts.username:
        raise Refused(url)
    host = parts.hostname.encode("idna").decode()
    sock = _connect(host, port, allowed)
    if parts.scheme == "https":
        sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    connection.sock = sock
    enough = threading.Timer(AT_MOST, _hang_up, [sock])
    enough.start()
    try:
        if parts.scheme == "https":
            sock.do_handshake()
        connection.request(method, _path(parts), headers=HEADERS | {"Host": parts.netloc})
        response = connection.getresponse()
        return response.status, response.getheader("Location") or ""
    finally:
        enough.cancel()
        connection.close()


def _hang_up(sock):
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _path(parts) -> str:
    """Path and query as they go over the line: ASCII, without spaces."""
    return quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else "")


def _connect(host, port, allowed) -> socket.socket:
    """To the first of its addresses that answers; only where each of them is allowed."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not all(allowed(address[0]) for *_kind, address in found):
        raise Refused(host)
    trouble = OSError(host)
    for family, kind, protocol, _name, address in found:
        sock = socket.socket(family, kind, protocol)
        sock.settimeout(TIMEOUT)
        try:
            sock.connect(address)
            return sock
        except OSError as failed:
            sock.close()
            trouble = failed
    raise trouble
