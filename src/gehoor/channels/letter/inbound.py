"""From read pages to an `Inbound` for each letter: what paper means for contacts."""

import mimetypes
import re
from pathlib import PurePath

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from gehoor.conversations import reply_token
from gehoor.conversations.models import PAGE, Conversation
from gehoor.conversations.reference import ALPHABET, as_typed
from gehoor.people.models import Person
from gehoor.postroom.inbound import Inbound, InboundFile, Unreadable
from gehoor.staff.models import Team

from . import batch, scanning
from .models import Page, Reading
from .reading import bundle
from .reading.marks import OURS

SURE_ENOUGH = 70  # mean confidence below which a human reads it: print is above 85, handwriting under 60
ENOUGH_LETTERS = 25  # fewer in a whole letter: a drawing, a photo, handwriting that was taken for specks
SUBJECT = re.compile(r"^(?:betreft|onderwerp|inzake)\s*[:.]?\s+(\S.{2,150})$", re.IGNORECASE | re.MULTILINE)
REFERENCE = re.compile(rf"\b[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}\b")
TYPES = (  # how files of a kind begin
    (b"%PDF", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG", "image/png"), (b"RIFF", "image/webp"),
    (b"II*\0", "image/tiff"), (b"MM\0*", "image/tiff"), (bundle.HEAD, "application/zip"),
)
HEIF = (b"ftypheic", b"ftypheix", b"ftypheim", b"ftypheis", b"ftypmif1", b"ftypmsf1")  # ISO/IEC 23008-12, B.4
HEAD = 12  # bytes that tell of what kind a file is


def read_all(arrival) -> list[Inbound]:
    """An `Inbound` for every letter in the scan. Raises `Unreadable` where there is none."""
    pages = list(Page.objects.filter(arrival=arrival).select_related("picture"))
    pieces = batch.cut(pages)
    if not pieces:
        raise Unreadable(_("There are only separator sheets in this file, and no letter."))
    return [_inbound(arrival, piece, is_whole=len(piece.pages) == len(pages)) for piece in pieces]


def filed(arrival, filed):
    """Write down how sure we are of each new letter; the pages have become messages."""
    Reading.objects.bulk_create(
        Reading(message=contact.messages.get(), **inbound.extra) for inbound, contact, is_new in filed if is_new
    )
    Page.objects.filter(arrival=arrival).delete()


def _inbound(arrival, piece, *, is_whole) -> Inbound:
    text = "\n\n".join(page.text for page in piece.pages if page.text)
    token, person_id = _token(piece.pages)
    sure = _confidence(piece.pages)
    needs_human = sure is None or sure < SURE_ENOUGH or len(re.findall(r"\w", text)) < ENOUGH_LETTERS
    return Inbound(
        channel="letter", external_id=f"{arrival.digest}-{piece.pages[0].number}", at=arrival.arrived_at,
        person_id=person_id, tokens=(token,) if token else (), maybe_same_as=None if token else _named(text),
        subject=_subject(text, arrival), text=text, files=(*_files(arrival, piece, is_whole), *_pictures(piece.pages)),
        acknowledge=False, team_id=_team(piece.team) or arrival.envelope.get("team"),
        notice=_notice(piece.pages) if needs_human else "",
        extra={"page_texts": [page.text for page in piece.pages], "confidence": sure, "needs_human": needs_human},
    )


def _token(pages) -> tuple[str, int | None]:
    """Our own signed QR, and the person we gave it to. Where two differ, somebody sent more letters along: then none."""
    codes = [code.removeprefix(OURS).lower() for page in pages for code in page.codes if code.startswith(OURS)]
    found = {read: code for code in codes if (read := reply_token.read(code))}
    if len(found) != 1:
        return "", None
    (conversation, person), token = next(iter(found.items()))
    is_there = Conversation.objects.filter(pk=conversation).exists() and Person.objects.filter(pk=person).exists()
    return (token, person) if is_there else ("", None)


def _named(text) -> int | None:
    """A conversation whose reference is printed on it: a hint, for anyone can copy a number."""
    named = [as_typed(each) for each in REFERENCE.findall(text.upper())[:10]]
    return Conversation.objects.filter(reference__in=named).values_list("pk", flat=True).first()


def _confidence(pages) -> float | None:
    """Of the least sure page that has words; None where there are none."""
    return min((page.confidence for page in pages if page.confidence is not None), default=None)


def _subject(text, arrival) -> str:
    found = SUBJECT.search(text)
    day = formats.date_format(timezone.localtime(arrival.arrived_at), "j F")
    return found[1].strip() if found else _("Letter of %(day)s") % {"day": day}


def _files(arrival, piece, is_whole) -> list[InboundFile]:
    """The scan itself where it is one letter, each photo where it came as several, else its pages as a PDF."""
    original = bytes(arrival.original)
    name = PurePath(arrival.envelope.get("name") or _("scan")).name[:200]
    first, last = piece.pages[0].number, piece.pages[-1].number
    if not is_whole:
        return [InboundFile(f"{PurePath(name).stem}-{first}.pdf", "application/pdf", scanning.cut(arrival, first, last))]
    files = bundle.files(original) if original.startswith(bundle.HEAD) else [(name, original)]
    return [InboundFile(each, type_of(content[:HEAD]), content) for each, content in files]


def type_of(head: bytes) -> str:
    """The kind of file that begins so."""
    if head[4:12] in HEIF:
        return "image/heic"
    return next((kind for begin, kind in TYPES if head.startswith(begin)), "application/octet-stream")


def kind_of(arrival) -> tuple[str, str]:
    """(content type, how a file of that type is named) of a kept scan."""
    kind = type_of(bytes(arrival.original[:HEAD]))
    return kind, mimetypes.guess_extension(kind) or ".bin"


def _pictures(pages):
    return [
        InboundFile(f"{place}.webp", "image/webp", bytes(page.picture.content), f"{PAGE}{place}", inline=True)
        for place, page in enumerate(pages, 1)
    ]


def _team(slug) -> int | None:
    return Team.objects.filter(slug__iexact=slug).values_list("pk", flat=True).first() if slug else None


def _notice(pages) -> str:
    if not all(page.had_reader for page in pages):
        return _("This letter waits for you to read it: reading print is not installed (tesseract-ocr, tesseract-ocr-nld).")
    return _("The computer could not read this letter well. Please read it yourself and type what it says.")
