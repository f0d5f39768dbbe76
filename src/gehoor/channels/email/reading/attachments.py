"""Attached files: named, unpacked, hashed."""

from __future__ import annotations

import hashlib
import mimetypes
import re

from . import tnef
from .bodies import Bodies
from .filenames import mail_name, safe_name
from .headers import split
from .model import ReadAttachment
from .structure import Part, tidy
from .transfer import decode_transfer, uudecode

_TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")
_UU = re.compile(r"^begin [0-7]{3,4} ([^\n]{1,200})\n((?:[ -`]{1,62}\n)+)(?:`\n)?end[ \t]*$", re.MULTILINE)


def read(bodies: Bodies) -> tuple[list[ReadAttachment], Bodies]:
    """The attachments; bodies gains what was found inside winmail.dat when it had no text of its own."""
    found: list[ReadAttachment] = []
    for part in bodies.attached:
        content = decode_transfer(part.body, part.encoding)
        if part.content_type in _TNEF or part.filename.lower() == "winmail.dat":
            unpacked = tnef.unpack(content)
            if not bodies.text.strip() and unpacked.text:
                bodies.text = bodies.marked = unpacked.text
                bodies.html = bodies.html or unpacked.html
            for name, data in unpacked.files:
                found.append(make(safe_name(name, _type_of(name), len(found) + 1), _type_of(name), data))
            if unpacked.files or unpacked.text:
                continue
        found.append(_from_part(part, content, len(found) + 1, bodies.html))
    _take_uuencoded(bodies, found)
    return found, bodies


def make(
    name: str, content_type: str, content: bytes, content_id: str = "", inline: bool = False
) -> ReadAttachment:
    digest = hashlib.sha256(content).hexdigest()
    return ReadAttachment(name, content_type, len(content), digest, content, content_id, inline)


def _from_part(part: Part, content: bytes, number: int, html: str) -> ReadAttachment:
    content_id = part.content_id
    inline = part.content_type.startswith("image/") and (
        bool(content_id and f"cid:{content_id}" in html)
        or (part.disposition == "inline" and bool(content_id))
    )
    return make(_name(part, content, number), part.content_type, content, content_id, inline)


def _name(part: Part, content: bytes, number: int) -> str:
    if part.filename:
        return safe_name(part.filename, part.content_type, number)
    if part.content_type == "message/rfc822":
        headers, _body = split(tidy(content[:200_000]), top=True)
        return mail_name(headers.text("subject"), number)
    if part.content_type == "text/calendar":
        return "invite.ics"
    located = part.headers.text("content-location")
    if "." in located.rsplit("/", 1)[-1] and "://" not in located:
        return safe_name(located, part.content_type, number)
    return safe_name("", part.content_type, number)


def _type_of(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _take_uuencoded(bodies: Bodies, found: list[ReadAttachment]) -> None:
    """Files that old programs set as text between "begin 644 name" and "end"."""
    if "begin " not in bodies.text or "\nend" not in bodies.text:
        return
    for match in _UU.finditer(bodies.text):
        name = match[1].strip()
        content = uudecode(match[2].encode("ascii", "ignore"))
        found.append(make(safe_name(name, _type_of(name), len(found) + 1), _type_of(name), content))
    bodies.text = _UU.sub("", bodies.text).strip("\n")
    bodies.marked = _UU.sub("", bodies.marked).strip("\n")
