"""Which pages may open a socket: ours only. A browser sends cookies along from any page, so the origin must say it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host


def same(application):
    """Let through sockets that a page of this very site opens; to others the server answers 403."""

    async def guarded(scope, receive, send):
        if is_ours(dict(scope["headers"])):
            await application(scope, receive, send)
        else:
            await send({"type": "websocket.close"})

    return guarded


def is_ours(headers: dict[bytes, bytes]) -> bool:
    """Whether origin and host are the same, port included, and are a name of ours (else DNS rebinding passes)."""
    try:
        origin = urlsplit(headers.get(b"origin", b"").decode("ascii"))
        host = headers.get(b"host", b"").decode("ascii")
    except ValueError:
        return False
    if origin.scheme not in ("http", "https") or not origin.netloc:
        return False
    if f"{origin.scheme}://{origin.netloc}" == settings.PUBLIC_URL:
        return True
    domain, _port = split_domain_port(host)
    return origin.netloc.lower() == host.lower() and bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
