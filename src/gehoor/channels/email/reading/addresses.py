"""Mail addresses and message ids out of raw header values, however they were written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .charsets import clean_line, decode
from .headers import Headers, decode_words

_ADDRESS = re.compile(
    r"""("[^"@]{1,150}"|[^\s<>"(),:;\[\]@]{1,150})@([^\s<>"(),:;@\[\]]+|\[[0-9a-fA-F.:]+\])"""
)
_MESSAGE_ID = re.compile(r"<([^<>]{1,990})>")
_BARE_ID = re.compile(r"[^\s<>,;\"@]{1,250}@[^\s<>,;\"@]{1,250}")
MAX_ADDRESSES = 500
MAX_REFERENCES = 50


def first_address(headers: Headers, *names: str) -> tuple[str, str]:
    """Name and address of the first of these fields that holds a readable address, else the first name."""
    fallback = ""
    for name in names:
        for raw in headers.all(name):
            for shown, address in parse(raw):
                if address:
                    return shown, address
                fallback = fallback or shown
    return fallback, ""


def all_addresses(headers: Headers, *names: str) -> tuple[str, ...]:
    """The distinct addresses of these fields, in order."""
    found: dict[str, None] = {}
    for name in names:
        for raw in headers.all(name):
            found.update((address, None) for _name, address in parse(raw) if address)
            if len(found) >= MAX_ADDRESSES:
                return tuple(found)[:MAX_ADDRESSES]
    return tuple(found)


def parse(raw: bytes) -> Iterator[tuple[str, str]]:
    """(name, address) pairs of an address list; address "" where there is none (RFC 5322, section 3.4)."""
    text = re.sub(r"\s+", " ", decode(raw)).strip()
    for piece in _pieces(text):
        name, address = _read(piece)
        if not address and "=?" in piece:
            name, address = _read(decode_words(piece))
        if name or address:
            yield name, address


def _pieces(text: str) -> Iterator[str]:
    """Parts a list at its commas; one in an unquoted "Jansen, Jan <..>" belongs to the name."""
    held = ""
    for piece in _at_commas(text):
        joined = f"{held}{piece}" if held else piece
        if "@" in piece or "<" in piece:
            yield from _without_commas(joined)
            held = ""
        else:
            held = joined + ", " if joined.strip(" ;,") else ""
    if held.strip(" ,;"):
        yield held.strip(" ,;")


def _without_commas(piece: str) -> list[str]:
    """`<a@b.nl> <c@d.nl>`: two addresses and the comma forgotten."""
    several = piece.count("<") > 1 and '"' not in piece
    return re.findall(r"[^<>]*<[^<>]*@[^<>]*>", piece) or [piece] if several else [piece]


def _at_commas(text: str) -> Iterator[str]:
    if text.replace('\\"', "").count('"') % 2:  # an unclosed quote would swallow all that follows
        text = text.replace('"', "")
    start = depth = 0
    balanced = text.count("(") == text.count(")")
    quoted = angled = False
    for match in re.finditer(r'\\.|[",;:()<>]', text):
        mark = match[0]
        if mark == '"':
            quoted = not quoted
        elif quoted or mark.startswith("\\"):
            continue
        elif mark in "()" and balanced:
            depth = max(0, depth + (1 if mark == "(" else -1))
        elif mark in "<>":
            angled = mark == "<"
        elif mark == ":" and not angled and not depth and _is_group(text, start, match.start()):
            start = match.end()
        elif mark in ",;" and not angled and not depth:
            yield text[start : match.start()].strip()
            start = match.end()
    yield text[start:].strip()


def _is_group(text: str, start: int, colon: int) -> bool:
    """`Team: jan@example.nl, an@example.nl;` but not a name that holds a colon."""
    before = text[start:colon]
    return ";" in text[colon:] and "@" not in before and "=?" not in before


def _read(piece: str) -> tuple[str, str]:
    start = piece.rfind("<")
    if start >= 0:
        inside = piece[start + 1 :].partition(">")[0]
        address = _address(inside)
        name = piece[:start] + ("" if address else " " + inside)
        if not address:  # "Jan <Jansen> jan@example.nl", "jan@example.nl <>"
            loose = _ADDRESS.search(piece)
            address = _address(loose[0]) if loose else ""
            name = piece.replace(loose[0], "") if loose else name
        return _name(name), address
    loose = _ADDRESS.search(piece)
    if not loose and "@" in piece:
        piece = re.sub(r" ?@ ?", "@", piece)
        loose = _ADDRESS.search(piece)
    if not loose:
        return _name(piece), ""
    name = piece[: loose.start()] + piece[loose.end() :]
    return _name(re.sub(r"\bmailto:", "", name)), _address(loose[0])


def _name(raw: str) -> str:
    text = raw.strip(" <>,;[]")
    text = re.sub(r'"((?:[^"\\]|\\.)*)"', r"\1", text)
    text = decode_words(re.sub(r'\\(["\\(),;<>@.])', r"\1", text))
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    if len(text) > 1 and text[0] == text[-1] == "'":
        text = text[1:-1]
    return clean_line(text)[:300]


def _address(raw: str) -> str:
    """Lower-cased address, or "" when it is none; routes (`@a,@b:x@c`) and mailto: are taken off."""
    text = clean_line(raw).lower()
    text = (text if text.startswith('"') else text.replace(" ", "")).removeprefix("mailto:").strip("'<>,;.")
    if text.startswith("@") and ":" in text:
        text = text.rpartition(":")[2]
    match = _ADDRESS.fullmatch(text)
    if not match or len(text) > 320:
        return ""
    local = match[1]
    if local.startswith('"') and re.fullmatch(r"[\w.+-]+", local[1:-1]):
        text = f"{local[1:-1]}@{match[2]}"
    return text


def message_ids(raw: bytes) -> list[str]:
    """Message ids in a header value, with brackets; white space of folding inside them is taken out."""
    text = clean_line(decode_words(decode(raw)) if b"=?" in raw else decode(raw))
    found = ["<" + re.sub(r"\s", "", each) + ">" for each in _MESSAGE_ID.findall(text) if each.strip()]
    if not found:
        found = [f"<{each}>" for each in _BARE_ID.findall(text) if len(each) < 990]
    return found


def first_message_id(headers: Headers) -> str:
    """The first usable Message-ID, or ""."""
    for raw in headers.all("message-id"):
        for found in message_ids(raw):
            return found
    return ""


def references(headers: Headers) -> tuple[str, ...]:
    """References, then In-Reply-To, each once; of many the first and the latest are kept."""
    found: dict[str, None] = {}
    for name in ("references", "in-reply-to"):
        for raw in headers.all(name):
            found.update(dict.fromkeys(message_ids(raw)))
    ids = list(found)
    return tuple(ids if len(ids) <= MAX_REFERENCES else ids[:1] + ids[1 - MAX_REFERENCES :])
