"""Content-Transfer-Encoding undone, as far as the content allows. Never raises."""

from __future__ import annotations

import binascii
import re

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r\n"
_SOFT_BREAK = re.compile(rb"=[ \t]+(\r?\n)")


def decode_transfer(body: bytes, encoding: str) -> bytes:
    """The bytes that were sent; unknown encodings and content that is not so encoded stay as they are."""
    name = encoding.strip().strip("\"'").lower()
    if name.startswith("base64") or name == "b":
        return _base64(body)
    if name.startswith(("quoted", "qp")) and b"=" in body:
        return binascii.a2b_qp(_SOFT_BREAK.sub(rb"=\1", body))
    if name in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return uudecode(body)
    return body


def _base64(body: bytes) -> bytes:
    odd = body.translate(None, _BASE64)
    footer = b""
    if odd:
        body, footer = _without_footer(body)
        odd = body.translate(None, _BASE64)
        if len(odd) * 20 > len(body):
            return body + footer  # it says base64 and is plain text
    try:
        if b"=" not in body.rstrip(b"= \t\r\n") and not odd:
            return binascii.a2b_base64(body) + footer
    except binascii.Error:
        pass
    return _base64_pieces(body) + footer


def _without_footer(body: bytes) -> tuple[bytes, bytes]:
    """List servers and scanners append a plain footer below a base64 body."""
    end = re.search(rb"(?m)^[A-Za-z0-9+/]*={0,2}[ \t]*\r?\n(?=[ \t\r\n]*[^\n]*[^A-Za-z0-9+/=\s])", body)
    blank = re.search(rb"\n[ \t]*\r?\n(?=[^\n]*[^A-Za-z0-9+/=\r\n])", body)
    cuts = [match.end() for match in (end, blank) if match]
    if not cuts or not body[: min(cuts)].strip():
        return body, b""
    cut = min(cuts)
    return body[:cut], b"\n" + body[cut:].strip()


def _base64_pieces(body: bytes) -> bytes:
    letters = body.translate(None, bytes(set(range(256)) - set(_BASE64) | set(b" \t\r\n")))
    out = []
    for stretch in letters.split(b"="):
        usable = stretch[:-1] if len(stretch) % 4 == 1 else stretch
        try:
            out.append(binascii.a2b_base64(usable + b"=" * (-len(usable) % 4)))
        except binascii.Error:
            continue
    return b"".join(out)


def uudecode(body: bytes) -> bytes:
    """The bytes of a uuencoded block, with or without its begin and end lines."""
    out = []
    for line in body.splitlines():
        if line.startswith((b"begin ", b"end")) or not line.strip():
            continue
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:  # too short or too long a line, as old programs wrote
            count = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                out.append(binascii.a2b_uu(line[:count]))
            except binascii.Error:
                continue
    return b"".join(out)
