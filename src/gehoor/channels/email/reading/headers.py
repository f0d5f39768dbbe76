"""Header blocks, encoded words (RFC 2047) and parameters (RFC 2231), read as senders really write them."""

from __future__ import annotations

import binascii
import re
from urllib.parse import unquote_to_bytes

from .charsets import clean_line, decode

# A blank line ends the headers; a line of only white space may be a broken fold or a blank line.
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*(.*)", re.DOTALL)
_KNOWN = re.compile(
    rb"(from|to|cc|bcc|subject|date|sender|reply-to|message-id|references|in-reply-to|received"
    rb"|return-path|mime-version"
    rb"|content-[a-z-]+|delivered-to|precedence|list-[a-z-]+|auto-submitted|resent-[a-z-]+|x-[\w-]+"
    rb"|dkim-signature"
    rb"|arc-[a-z-]+|authentication-results|thread-[a-z]+|importance|user-agent)[ \t]*:",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"=\?([^?\s]{0,60})\?([bBqQ])\?(.{0,4000}?)\?=|=\?([^?\s]{1,60})\?([bBqQ])\?([^?\s]+)\??$", re.DOTALL
)
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?[^?\s]{0,60}\?[bBqQ]\?)")
MAX_HEADER_BYTES = 1_000_000
MAX_VALUE = 100_000
MAX_DECODED = 20_000


class Headers:
    """The header fields of one part, in order, values raw and unfolded, names in lower case."""

    __slots__ = ("broken", "fields", "first")

    def __init__(self, fields: list[tuple[str, bytes]], broken: bool = False):
        self.fields = fields
        self.first = dict(reversed(fields))
        self.broken = broken  # no header could be recognised

    def raw(self, name: str) -> bytes:
        return self.first.get(name, b"")

    def all(self, name: str) -> list[bytes]:
        if name not in self.first:
            return []
        return [value for key, value in self.fields if key == name]

    def text(self, name: str) -> str:
        raw = self.first.get(name)
        return decode_value(raw) if raw else ""

    def __contains__(self, name: str) -> bool:
        return name in self.first


def split(raw: bytes, top: bool = False) -> tuple[Headers, bytes]:
    """Parts header fields from body; at the top a block without any known field is all body."""
    start = 0
    fields: list[list] = []
    limit = min(len(raw), MAX_HEADER_BYTES)
    while start < limit:
        end = raw.find(b"\n", start)
        end = len(raw) if end < 0 else end
        line = raw[start:end].rstrip(b"\r")
        after = end + 1
        if not line or (line.isspace() and not _goes_on(raw, after)):
            return _checked(fields, raw, raw[after:], top)
        field = None if line[:1] in b" \t" else _FIELD.match(line)
        if field:
            fields.append([field[1], [field[2]]])
        elif line[:1] in b" \t":
            if fields:
                fields[-1][1].append(line)
        elif line.startswith((b"From ", b">From ")):
            pass
        elif _goes_on(raw, after, known=True):  # a fold that lost its indent
            if fields:
                fields[-1][1].append(b" " + line)
        else:
            return _checked(fields, raw, raw[start:], top)
        start = after
    return _checked(fields, raw, raw[start:], top)


def _goes_on(raw: bytes, start: int, known: bool = False) -> bool:
    """Whether header fields still follow: on the next line, or with `known` before the next blank line."""
    if not known:
        line = raw[start : start + 1000].split(b"\n", 1)[0]
        return bool(_KNOWN.match(line))
    for line in raw[start : start + 4000].split(b"\n")[:12]:
        if not line.strip():
            return False
        if _KNOWN.match(line):
            return True
    return False


def _checked(fields: list[list], raw: bytes, body: bytes, top: bool) -> tuple[Headers, bytes]:
    if top and not any(_KNOWN.match(name + b":") for name, _lines in fields):
        return Headers([], broken=True), raw
    read = [(name.decode("ascii").lower(), b"".join(lines)[:MAX_VALUE]) for name, lines in fields]
    return Headers(read), body


def decode_value(raw: bytes) -> str:
    """A header value as one line of text: raw 8-bit guessed, encoded words decoded wherever they stand."""
    return decode_words(decode(raw[:MAX_DECODED]))


def decode_words(text: str) -> str:
    """Decodes encoded words, also twice encoded, unclosed, or cut between the bytes of one letter."""
    text = text[:MAX_DECODED]
    for _round in range(2):
        if "=?" not in text:
            break
        text = _decode_words_once(text)
    return clean_line(text)


def _decode_words_once(text: str) -> str:
    text = _BETWEEN_WORDS.sub(r"\1", text)
    pieces: list[str] = []
    run: list[tuple[str, str, str]] = []
    position = 0
    for match in _WORD.finditer(text):
        if match.start() != position:
            pieces.append(_decode_run(run))
            pieces.append(text[position : match.start()])
            run = []
        charset, kind, payload = match.groups()[:3] if match[2] else match.groups()[3:]
        run.append((charset.split("*")[0].lower(), kind.lower(), payload))
        position = match.end()
    return "".join([*pieces, _decode_run(run), text[position:]])


def _decode_run(run: list[tuple[str, str, str]]) -> str:
    """Neighbouring words: bytes of one charset are joined first, as many senders cut inside a letter."""
    text = []
    held, held_charset, open_base64 = b"", "", ""
    for charset, kind, payload in run:
        if charset != held_charset or (kind == "q" and open_base64):
            text.append(decode(held + unbase64(open_base64), held_charset))
            held, held_charset, open_base64 = b"", charset, ""
        if kind == "q":
            held += binascii.a2b_qp(payload.encode("utf-8", "surrogateescape"), header=True)
            continue
        open_base64 += re.sub(r"[^A-Za-z0-9+/=_-]", "", payload)
        if len(open_base64) % 4 == 0 or open_base64.endswith("="):
            held, open_base64 = held + unbase64(open_base64), ""
    text.append(decode(held + unbase64(open_base64), held_charset))
    return "".join(text)


def unbase64(text: str) -> bytes:
    """Base64 with missing, doubled or early padding, or in the URL alphabet."""
    out = b""
    for stretch in text.replace("-", "+").replace("_", "/").split("="):
        usable = stretch[: len(stretch) - 1] if len(stretch) % 4 == 1 else stretch
        out += binascii.a2b_base64(usable + "=" * (-len(usable) % 4))
    return out


_PARAM = re.compile(
    r"""([^\s=;"]{1,60})\s*=\s*("(?:[^"\\]|\\.)*"|"[^;]*$|"[^"]*|[^;]*)[^;]*(?:;|$)""", re.DOTALL
)


def parse_params(raw: bytes) -> tuple[str, dict[str, str]]:
    """A value such as Content-Type: its lower-cased main word and its parameters, decoded."""
    if not raw:
        return "", {}
    text = decode(raw[:20_000]).replace("\r", " ").replace("\n", " ")
    main, _semicolon, rest = text.partition(";")
    if "=" in main and "/" not in main:
        main, rest = "", text
    elif "=" in main:  # "text/plain charset=utf-8", the semicolon forgotten
        main, _space, rest = text.partition(" ")
    found: dict[str, str] = {}
    for match in _PARAM.finditer(rest):
        value = match[2].strip()
        if value.startswith('"'):
            value = value[1:-1] if value.endswith('"') and len(value) > 1 else value[1:]
            value = re.sub(r'\\(["\\])', r"\1", value)
        found.setdefault(match[1].lower(), value)
    return re.sub(r"[\s\"'].*", "", main.strip().lower()), _join_continued(found)


def _join_continued(found: dict[str, str]) -> dict[str, str]:
    """RFC 2231: name*0*, name*1 and name*=charset'language'percent-encoded become name."""
    if not any("*" in name for name in found):
        return found
    plain = {name: value for name, value in found.items() if "*" not in name}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for name, value in found.items():
        base, star, tail = name.partition("*")
        if star:
            digits = tail.rstrip("*")
            index = int(digits) if digits.isdecimal() and len(digits) < 5 else 0
            pieces.setdefault(base, []).append((index, tail == "" or tail.endswith("*"), value))
    for base, parts in pieces.items():
        plain[base] = _decode_continued(sorted(parts, key=lambda part: part[0])) or plain.get(base, "")
    return plain


def _decode_continued(parts: list[tuple[int, bool, str]]) -> str:
    charset = ""
    if parts[0][1] and parts[0][2].count("'") >= 2:
        charset, _language, rest = parts[0][2].split("'", 2)
        parts[0] = (parts[0][0], True, rest)
    if not any(encoded for _index, encoded, _value in parts):
        return "".join(value for _index, _encoded, value in parts)
    data = b"".join(
        unquote_to_bytes(value) if encoded else value.encode("utf-8", "surrogateescape")
        for _index, encoded, value in parts
    )
    return decode(data, charset)
