"""HTML on paper: a PDF that a screen reader can read (PDF/UA), made without fetching anything from anywhere."""

import ctypes
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

OURS = "static:"
LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libfontconfig.so.1")  # of Debian; without them no PDF


class NoPaper(Exception):
    """PDFs cannot be made on this machine: Pango is missing."""


@cache
def is_possible() -> bool:
    """Whether PDFs can be made here; does not load all that makes them."""
    try:
        for library in LIBRARIES:
            ctypes.CDLL(library)
    except OSError:
        return False
    return True


def pdf(html: str) -> bytes:
    """The PDF of a page. Addresses beginning with "static:" are our own static files; all others are left out.

    Raises `NoPaper`.
    """
    try:
        from weasyprint import HTML  # takes a second and 60 MB, which only who makes a PDF pays
    except OSError as error:  # it looks for Pango when it is imported
        raise NoPaper from error
    return HTML(string=html, url_fetcher=_fetcher(), base_url=OURS).write_pdf(pdf_variant="pdf/ua-1")


@cache
def _fetcher():
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OursOnly(URLFetcher):
        """Raises `ValueError` for what is not ours, which WeasyPrint takes as "not there"."""

        def fetch(self, url, headers=None):
            found = finders.find(url.removeprefix(OURS)) if url.startswith(OURS) else None
            if not found:
                raise ValueError("only our own files go into a PDF")
            return URLFetcherResponse(url, Path(found).read_bytes())

    return OursOnly()
