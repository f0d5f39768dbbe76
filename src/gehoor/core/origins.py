"""Sites of others that may show a page of ours: their origins, as they go into a policy (CSP 3, frame-ancestors)."""

import re
from urllib.parse import urlsplit

ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?")  # nothing that could add a directive to the policy it goes into


class NoOrigin(ValueError):
    """This line is not the address of a website."""


def read(text: str) -> list[str]:
    """Scheme, host and perhaps a port of each address in the text, once. Raises `NoOrigin`."""
    found = []
    for line in text.split():
        parts = urlsplit(line.lower() if "//" in line else f"https://{line.lower()}")
        origin = f"{parts.scheme}://{parts.netloc}"
        if not ORIGIN.fullmatch(origin):
            raise NoOrigin(line)
        found.append(origin)
    return list(dict.fromkeys(found))
