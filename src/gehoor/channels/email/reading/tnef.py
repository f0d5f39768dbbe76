"""winmail.dat: what Outlook hides in application/ms-tnef, unpacked (MS-OXTNEF)."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field

from .charsets import clean, decode
from .html_text import html_to_text

_RTF = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_RTF_HIDDEN = {
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "generator",
    "listtable",
    "htmltag",
    "mhtmltag",
}


@dataclass(slots=True)
class Unpacked:
    """Body and files of a winmail.dat; all empty when it could not be read."""

    text: str = ""
    html: str = ""
    files: list[tuple[str, bytes]] = field(default_factory=list)


def unpack(data: bytes) -> Unpacked:
    """Reads as much as can be read; a broken file gives what was found before the break, or nothing."""
    from tnefparse import TNEF  # only for the few mails that have one

    logging.getLogger("tnef-decode").setLevel(logging.CRITICAL)
    found = Unpacked()
    try:
        tnef = TNEF(data, do_checksum=False)
    except Exception:  # noqa: BLE001 - the parser checks little and fails in many ways
        return found
    for attachment in tnef.attachments[:200]:
        try:
            name = _text(attachment.long_filename() or "")
            found.files.append((name, bytes(attachment.data or b"")))
        except Exception:  # noqa: BLE001, S112 - the other files may be whole
            continue
    for read in (_read_html, _read_plain, _read_rtf):
        try:
            read(tnef, found)
        except Exception:  # noqa: BLE001, S112 - the body stands in one of three forms
            continue
    return found


def _text(value: object) -> str:
    return clean(decode(value) if isinstance(value, bytes) else str(value or "")).strip("\x00")


def _read_html(tnef, found: Unpacked) -> None:
    found.html = _text(tnef.htmlbody)
    found.text = html_to_text(found.html) if found.html else ""


def _read_plain(tnef, found: Unpacked) -> None:
    found.text = _text(tnef.body).strip() or found.text


def _read_rtf(tnef, found: Unpacked) -> None:
    if not found.text.strip():
        found.text = rtf_to_text(_text(tnef.rtfbody))


def rtf_to_text(rtf: str) -> str:
    """The words of an RTF document, paragraphs on lines of their own."""
    out: list[str] = []
    hidden: list[bool] = [False]
    skip = 0
    for match in _RTF.finditer(rtf[:2_000_000]):
        word, number, code, symbol, brace, text = match.groups()
        if brace == "{":
            hidden.append(hidden[-1])
        elif brace == "}":
            hidden = hidden[:-1] or [False]
        elif symbol == "*" or word in _RTF_HIDDEN:
            hidden[-1] = True
        elif hidden[-1]:
            continue
        elif word in ("par", "line", "row"):
            out.append("\n")
        elif word in ("tab", "cell"):
            out.append("\t")
        elif word == "u" and number:
            out.append(chr(int(number) % 65536))
            skip = 1
        elif skip and (code or text):
            skip = 0
            out.append((text or "")[1:])
        elif code:
            out.append(bytes.fromhex(code).decode("cp1252", "replace"))
        elif symbol:
            out.append({"~": " ", "_": "-"}.get(symbol, symbol if symbol in "\\{}" else ""))
        elif text:
            out.append(text)
    return re.sub(r"\n{3,}", "\n\n", clean("".join(out))).strip()
