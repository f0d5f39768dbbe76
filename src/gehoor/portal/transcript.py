"""The record to keep: as PDF, as a page of its own, and as plain text. Made here; nothing is fetched from anywhere."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import content_disposition_header

from gehoor.core import organisation, paper

from .record import Record

LOCKED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def as_text(record: Record) -> tuple[str, bytes]:
    return "text/plain; charset=utf-8", render_to_string("portal/transcript.txt", _context(record)).encode()


def as_page(record: Record) -> tuple[str, bytes]:
    return "text/html; charset=utf-8", render_to_string("portal/pdf/transcript.html", _context(record)).encode()


def as_pdf(record: Record) -> tuple[str, bytes]:
    return "application/pdf", paper.pdf(render_to_string("portal/pdf/transcript.html", _context(record)))


FORMS = {"pdf": as_pdf, "html": as_page, "txt": as_text}


def download(request, record: Record, form: str) -> HttpResponse:
    """The transcript as a file named by its reference; as words on a page where no PDF can be made here.

    Raises `KeyError` for a form we do not have.
    """
    try:
        kind, content = FORMS[form](record)
    except paper.NoPaper:
        context = {"record": record, "words": as_text(record)[1].decode(), "personal": True}
        return render(request, "portal/no_paper.html", context, status=503)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, f"{record.conversation.reference}.{form}")
    response["Content-Security-Policy"] = LOCKED
    response["Cache-Control"] = "private, no-store"
    return response


def _context(record) -> dict:
    return {"record": record, "organisation": organisation.current(), "made_at": timezone.localtime()}
