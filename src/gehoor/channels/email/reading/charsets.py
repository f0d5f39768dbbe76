"""Bytes to text when the declared charset is missing, unknown or untrue. Never raises."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

# What mail programs write, and what they mean by it (WHATWG Encoding, section 4.2, and field practice).
_ALIASES = {
    "": "",
    "unknown-8bit": "",
    "x-unknown": "",
    "unknown": "",
    "default": "",
    "8bit": "",
    "7bit": "",
    "none": "",
    "x-user-defined": "",
    "binary": "",
    "plain": "",
    "unicode": "utf-8",
    "utf8mb4": "utf-8",
    "utf-8-sig": "utf-8",
    "x-utf-8": "utf-8",
    "utf": "utf-8",
    "utf_8": "utf-8",
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "utf7": "utf-7",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "iso-88591": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "l1": "cp1252",
    "ansi": "cp1252",
    "x-ansi": "cp1252",
    "windows-1252": "cp1252",
    "cp-1252": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "iso-8859-8-i": "iso-8859-8",
    "macintosh": "mac_roman",
    "x-mac-roman": "mac_roman",
    "x-macroman": "mac_roman",
    "cp-850": "cp850",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "ks_c_5601": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "iso-2022-jp": "iso2022_jp_ext",
    "iso-2022-jp-ms": "iso2022_jp_ext",
    "big5": "big5hkscs",
    "x-windows-949": "cp949",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac_cyrillic",
    "koi8r": "koi8-r",
}
# Text codecs of Python that are no charset of mail: they would act on the text instead of decode it.
_NO_CHARSETS = {"unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "mbcs", "oem"}
# In these a plain ASCII byte does not stand for itself.
_STATEFUL = ("utf-7", "utf-16", "utf-32", "iso2022", "iso-2022", "hz")
_WESTERN = {"", "cp1252", "utf-8", "iso8859-15"}
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0\ufffe\uffff]")


def _western(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: reads the bytes that do not fit as Windows-1252, which they nearly always are."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    if (
        error.reason == "unexpected end of data"
        and error.end == len(error.object)
        and not error.object[: error.start].isascii()
    ):
        return "\ufffd", error.end
    return bad.decode("cp1252", "replace"), error.end


codecs.register_error("gehoor-western", _western)


@lru_cache(maxsize=500)
def known_charset(declared: str) -> str:
    """The Python codec meant by a declared charset, or "" when it says nothing useful."""
    name = re.sub(r"[^\w.:-].*", "", declared.strip().strip("\"'").lower())
    if name in _ALIASES:
        return _ALIASES[name]
    try:
        codec = codecs.lookup(name)
        known = codec.name if codec._is_text_encoding else ""
    except (LookupError, ValueError, AttributeError):
        prefix = re.match(r"(utf-?8|windows-125\d|iso-8859-\d{1,2})", name)
        return known_charset(prefix[1]) if prefix and prefix[1] != name else ""
    known = _ALIASES.get(known, known)
    return "" if known.replace("-", "_") in _NO_CHARSETS else known


def decode(raw: bytes, declared: str = "") -> str:
    """Decodes by the declared charset where that holds, else by what the bytes show."""
    charset = known_charset(declared[:80]) if declared else ""
    if raw.isascii() and not charset.startswith(_STATEFUL) and b"\x1b" not in raw:
        return raw.decode("ascii")
    if raw[:3] == codecs.BOM_UTF8:
        return raw[3:].decode("utf-8", "gehoor-western")
    if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) and not charset.startswith("utf-32"):
        return raw.decode("utf-16", "replace")
    if b"\x1b$" in raw and not charset.startswith("iso2022"):
        charset = "iso2022_jp_ext"
    if charset in _WESTERN:
        return _decode_western(raw, charset)
    try:
        return raw.decode(charset)
    except (UnicodeError, LookupError, ValueError):
        return _decode_broken(raw, charset)


def _decode_western(raw: bytes, charset: str) -> str:
    # Windows-1252 text that is valid UTF-8 by accident is so rare that UTF-8 always goes first.
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if charset == "":
        return _guess(raw)
    if charset == "utf-8":
        return raw.decode("utf-8", "gehoor-western")
    return raw.decode(charset, "replace")


def _decode_broken(raw: bytes, charset: str) -> str:
    if not charset.startswith(_STATEFUL):
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
    try:
        return raw.decode(charset, "replace")
    except (UnicodeError, LookupError, ValueError):
        return raw.decode("utf-8", "gehoor-western")


def _guess(raw: bytes) -> str:
    """No charset and no UTF-8: Windows-1252, unless so many high bytes that it is another script."""
    sample = raw[:20_000]
    high = sum(1 for byte in sample if byte >= 0x80)
    letters = high + sum(1 for byte in sample if 0x41 <= byte <= 0x7A)
    if high > 12 and high > 0.4 * letters:
        found = _guess_script(sample)
        if found:
            return raw.decode(found, "replace")
    return raw.decode("utf-8", "gehoor-western")


def _guess_script(sample: bytes) -> str:
    from charset_normalizer import from_bytes  # 20 ms to import, and hardly ever needed

    best = from_bytes(sample[:4000]).best()
    return best.encoding if best and best.encoding not in ("ascii", "utf_8") else ""


def clean(text: str) -> str:
    """Line ends to \\n; drops NUL and other controls and lone surrogates, which PostgreSQL refuses."""
    if not _ODD.search(text):
        return text.lstrip("\ufeff")
    return _CONTROLS.sub(_no_control, _LINE_ENDS.sub("\n", text)).lstrip("\ufeff")


def _no_control(match: re.Match[str]) -> str:
    return "\ufffd" if match[0] >= "\ud800" else ""


def clean_line(text: str) -> str:
    """As clean(), on one line, white space folded, without marks that turn the reading direction."""
    return " ".join(_BIDI.sub("", clean(text)).split())


_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
