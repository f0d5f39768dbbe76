"""Files that people send along: what kind they are by their content, whatever their name says."""

import io
import re
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from gehoor.postroom.inbound import InboundFile

MOST_FILES = 10
MOST_BYTES = 25 * 1024 * 1024  # of one form together
ACCEPT = ".pdf,.jpg,.jpeg,.png,.gif,.webp,.heic,.tif,.tiff,.txt,.doc,.docx,.xls,.xlsx,.odt,.ods,image/*"
OOXML = "application/vnd.openxmlformats-officedocument"
# (content type, endings of a name that fit), by the first bytes of the content; places are in bytes.
SIGNATURES = (
    (0, b"%PDF-", "application/pdf", (".pdf",)),
    (0, b"\xff\xd8\xff", "image/jpeg", (".jpg", ".jpeg")),
    (0, b"\x89PNG\r\n\x1a\n", "image/png", (".png",)),
    (0, b"GIF8", "image/gif", (".gif",)),
    (8, b"WEBP", "image/webp", (".webp",)),
    (4, b"ftyphei", "image/heic", (".heic",)),
    (4, b"ftypmif1", "image/heic", (".heic",)),
    (0, b"II*\0", "image/tiff", (".tif", ".tiff")),
    (0, b"MM\0*", "image/tiff", (".tif", ".tiff")),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage", (".doc", ".xls")),
)
IN_ZIP = (
    ("word/document.xml", f"{OOXML}.wordprocessingml.document", ".docx"),
    ("xl/workbook.xml", f"{OOXML}.spreadsheetml.sheet", ".xlsx"),
)
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": ".odt", b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
}
MARKUP = re.compile(rb"\s*(<[!?a-zA-Z]|#!|\xef\xbb\xbf\s*<)")  # a page or script that calls itself text
NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u2028\u2029\u202a-\u202e\u2066-\u2069]')


def limits() -> str:
    """What may be sent along, told beforehand."""
    return _("At most %(number)d files, together at most %(size)s: photos, PDF, Word, Excel, OpenDocument or plain text.") % {
        "number": MOST_FILES, "size": f"{MOST_BYTES // 1024**2} MB",
    }


def look_at(uploaded) -> tuple[list[InboundFile], list[str]]:
    """(the good ones, a sentence for each that is not). Their content is read here."""
    good, complaints = [], []
    for file in uploaded:
        content = file.read()
        kind = recognised(content, file.name)
        if not content:
            complaints.append(_("“%(name)s” is empty. Choose it again.") % {"name": file.name})
        elif kind is None:
            complaints.append(
                _("“%(name)s” is a kind of file we cannot take. Send a photo, a PDF or a text document.") % {"name": file.name}
            )
        else:
            good.append(InboundFile(_name(file.name, kind[1]), kind[0], content))
    return good, complaints


def recognised(content: bytes, name: str = "") -> tuple[str, tuple[str, ...]] | None:
    """(content type, endings that fit), or None for what is not on the list."""
    for place, signature, kind, endings in SIGNATURES:
        if content.startswith(signature, place) and (kind != "image/webp" or content.startswith(b"RIFF")):
            return kind, endings
    if content.startswith(b"PK\x03\x04"):
        return _in_zip(content)
    if PurePath(name).suffix.lower() == ".txt" and _is_text(content):
        return "text/plain", (".txt",)
    return None


def _in_zip(content):
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            inside = set(archive.namelist()[:5000])
            if "mimetype" in inside and archive.getinfo("mimetype").file_size < 100:
                kind = archive.read("mimetype").strip()
                return (kind.decode("ascii"), (OPEN_DOCUMENT[kind],)) if kind in OPEN_DOCUMENT else None
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in inside):
        return None  # macros
    return next(((kind, (ending,)) for part, kind, ending in IN_ZIP if part in inside), None)


def _is_text(content) -> bool:
    if MARKUP.match(content) or b"\0" in content:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return all(byte >= 32 or byte in b"\t\r\n" for byte in content)
    return True


def _name(name: str, endings) -> str:
    """A name that is safe anywhere, with an ending that tells what is really in it."""
    clean = " ".join(NOT_IN_A_NAME.sub(" ", PurePath(name).name).split()).strip(". ")[-200:] or _("file")
    return clean if clean.lower().endswith(endings) else f"{clean}{endings[0]}"
