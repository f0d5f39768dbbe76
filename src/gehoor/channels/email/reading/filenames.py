"""Names of attached files that are safe to show and to save."""

from __future__ import annotations

import mimetypes
import re
import unicodedata

from .charsets import clean_line
from .headers import decode_words

MAX_NAME = 150
_EXTENSIONS = {
    "text/plain": ".txt",
    "text/html": ".html",
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/png": ".png",
    "application/pdf": ".pdf",
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
    "text/rtf": ".rtf",
    "application/pgp-signature": ".asc",
    "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m",
    "application/x-pkcs7-mime": ".p7m",
    "application/ms-tnef": ".dat",
    "message/delivery-status": ".txt",
    "message/disposition-notification": ".txt",
    "text/rfc822-headers": ".txt",
    "image/tiff": ".tif",
    "audio/mpeg": ".mp3",
    "application/octet-stream": ".bin",
    "application/pgp-keys": ".asc",
}
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")


def safe_name(declared: str, content_type: str, number: int) -> str:
    """The declared name without path, controls and direction marks, or "bijlage-1.pdf" by type."""
    name = unicodedata.normalize("NFC", _INVISIBLE.sub("", clean_line(decode_words(declared))))
    name = re.split(r"[\\/]", name.rstrip("\\/ "))[-1]
    name = name.strip(" \"'").lstrip(". ").rstrip(". ")
    return _shortened(name) if name else f"bijlage-{number}{extension(content_type)}"


def mail_name(subject: str, number: int) -> str:
    """An attached mail is named after its subject."""
    name = _INVISIBLE.sub("", re.sub(r"[\\/]", "-", subject)).strip(" .")
    return _shortened(f"{name}.eml" if name else f"bijlage-{number}.eml")


def extension(content_type: str) -> str:
    """The usual extension of a content type, with its dot."""
    return _EXTENSIONS.get(content_type) or mimetypes.guess_extension(content_type, strict=False) or ".bin"


def _shortened(name: str) -> str:
    if len(name) <= MAX_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if dot and len(ending) <= 10:
        return stem[: MAX_NAME - len(ending) - 1].rstrip() + dot + ending
    return name[:MAX_NAME].rstrip()
