"""A mail as a tree of parts: our own splitter, bounded in depth, parts and work.

The standard library's parser recurses per level, copies every line through several str objects and
re-writes attached messages; this one keeps the bytes as they came and hands attached messages over
unread. A test compares the two.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from .headers import Headers, parse_params, split
from .transfer import decode_transfer

MAX_PARTS = 1_000
MAX_DEPTH = 1_000
MAX_WORK = 200_000_000  # bytes looked through while splitting
_MBOX = re.compile(rb">?From [^\n]*\n")
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
_GUESSED = re.compile(rb"(?m)^--(\S[^\r\n]{0,98}?)[ \t]*\r?\ncontent-[a-z-]+:", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """One node; a leaf has a body, a multipart has children."""

    headers: Headers
    body: bytes
    content_type: str = "text/plain"
    params: dict[str, str] = field(default_factory=dict)
    disposition: str = ""
    filename: str = ""
    parent: Part | None = None
    children: list[Part] = field(default_factory=list)

    @property
    def content_id(self) -> str:
        return self.headers.text("content-id").strip("<> ")

    @property
    def encoding(self) -> str:
        return self.headers.raw("content-transfer-encoding").decode("latin-1").split(";")[0]


@dataclass(slots=True)
class Tree:
    """The whole mail; `body` is all below the headers, unread; `trouble` says what was bounded or missing."""

    root: Part
    body: bytes = b""
    trouble: str = ""


def tidy(raw: bytes) -> bytes:
    """Takes off what is no part of the mail: a byte order mark, blank lines in front, the mbox line."""
    if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raw = raw.decode("utf-16", "replace").encode("utf-8", "replace")
    raw = raw.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    head = raw[:8192]
    if b"\r" in head and b"\n" not in head:  # line ends of an old Macintosh
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    elif b"\r\r\n" in head:  # converted once too often
        raw = raw.replace(b"\r\r\n", b"\r\n")
    mbox = _MBOX.match(raw)
    return raw[mbox.end() :].lstrip(b"\r\n") if mbox else raw


def parse(raw: bytes) -> Tree:
    """The tree of a tidied mail."""
    root = _part(*split(raw, top=True), None)
    tree = Tree(root, root.body)
    waiting = [(root, 0)]
    parts = 1
    work = 0
    while waiting:
        part, depth = waiting.pop()
        if not part.content_type.startswith("multipart/"):
            continue
        work += len(part.body)
        if depth >= MAX_DEPTH or work > MAX_WORK:
            tree.trouble = "the mail is nested too deeply: the innermost parts were not read"
            _as_leaf(part)
            continue
        pieces, more = _pieces(part, MAX_PARTS - parts)
        if more:
            tree.trouble = f"the mail has more than {MAX_PARTS} parts: the rest was not read"
        parts += len(pieces)
        default = "message/rfc822" if part.content_type == "multipart/digest" else "text/plain"
        part.children = [_part(*split(piece), part, default) for piece in pieces]
        if part.children:
            part.body = b""
        elif parts < MAX_PARTS:
            _as_leaf(part)
        waiting.extend((child, depth + 1) for child in reversed(part.children))
    return tree


def _part(headers: Headers, body: bytes, parent: Part | None, default: str = "text/plain") -> Part:
    content_type, params = parse_params(headers.raw("content-type"))
    if not _TYPE.fullmatch(content_type):
        content_type = _mended_type(content_type, default)
    disposition, placed = parse_params(headers.raw("content-disposition"))
    name = placed.get("filename") or params.get("name") or placed.get("name") or params.get("filename") or ""
    return Part(headers, body, content_type, params, disposition, name, parent)


def _mended_type(declared: str, default: str) -> str:
    if declared in ("html", "text/html/plain", "htm"):
        return "text/html"
    if declared.startswith("multipart"):
        return "multipart/mixed"
    if not declared or declared.split("/")[0] in ("text", "plain"):
        return default
    return "application/octet-stream"


def _as_leaf(part: Part) -> None:
    """A multipart without readable parts: its body is shown as what it looks like."""
    looks_html = re.match(rb"\s*<(!doctype html|html|body|div)", part.body[:200], re.IGNORECASE)
    part.content_type = "text/html" if looks_html else "text/plain"


def _pieces(part: Part, room: int) -> tuple[list[bytes], bool]:
    """The bytes of the parts between the boundary lines (RFC 2046, section 5.1.1), and whether some were"
    " left."""
    boundary = part.params.get("boundary", "").rstrip()
    mark = boundary.encode("utf-8", "surrogateescape")
    if mark not in part.body and part.encoding.strip().lower() in ("base64", "quoted-printable"):
        part.body = decode_transfer(
            part.body, part.encoding
        )  # forbidden by RFC 2045, section 6.4, and sent all the same
    pieces, more = _cut(part.body, mark, room) if boundary else ([], False)
    if not pieces and room > 0:
        guessed = _GUESSED.search(part.body)
        if guessed:
            pieces, more = _cut(part.body, guessed[1], room)
    return pieces, more


def _cut(body: bytes, boundary: bytes, room: int) -> tuple[list[bytes], bool]:
    mark = b"--" + boundary
    pieces: list[bytes] = []
    start = -1  # where the piece being read begins; -1 outside (preamble, epilogue)
    at = body.find(mark)
    while at >= 0:
        end = at + len(mark)
        rest = _rest_of_line(body, end) if at == 0 or body[at - 1] in b"\r\n" else None
        if rest is not None and rest.strip() in (b"", b"--"):
            if start >= 0:
                if len(pieces) >= room:
                    return pieces, True
                pieces.append(_without_line_end(body, start, at))
            start = -1 if rest.strip() else end + len(rest) + 1
        at = body.find(mark, end)
    if 0 <= start < len(body):
        if len(pieces) >= room:
            return pieces, True
        pieces.append(body[start:])  # the last boundary never came
    return pieces, False


def _rest_of_line(body: bytes, start: int) -> bytes | None:
    """What stands behind a boundary; None when too much for a boundary line."""
    end = body.find(b"\n", start, start + 200)
    if end >= 0:
        return body[start:end]
    return body[start:] if len(body) - start < 200 else None


def _without_line_end(body: bytes, start: int, end: int) -> bytes:
    if end > start and body[end - 1] == 0x0A:
        end -= 1
    if end > start and body[end - 1] == 0x0D:
        end -= 1
    return body[start:end]
