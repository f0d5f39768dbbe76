"""What the tests of letters share."""

import pypdfium2
import pytest

from gehoor.channels.letter.models import Page
from gehoor.conversations.models import Blob
from gehoor.postroom import reading
from gehoor.postroom.models import Arrival

from .paper import LETTER, blank


@pytest.fixture
def scan(cast):
    """Keep a file as a scan and read it: `scan(bytes, name=...)` returns its `Arrival` as it is then."""

    def keep_and_read(original, name="scan.pdf", **envelope):
        arrival = kept(original, name, **envelope)
        reading.read_one(arrival.pk)
        arrival.refresh_from_db()
        return arrival

    return keep_and_read


@pytest.fixture
def read_pages(cast):
    """File a scan whose pages were read already, which saves seconds a page: `read_pages({"text": ...}, ...)`."""

    def file(*pages, original=b"", **envelope):
        arrival = kept(original or blank(len(pages)), "stapel.pdf", **envelope)
        for number, page in enumerate(pages, 1):
            told = {"text": LETTER, "confidence": 92.0, "picture": Blob.keep(b"RIFF"), **page}
            Page.objects.create(arrival=arrival, number=number, **told)
        reading.read_one(arrival.pk)
        arrival.refresh_from_db()
        return arrival

    return file


def kept(original, name, **envelope) -> Arrival:
    return Arrival.objects.get_or_create(
        channel="letter", digest=Arrival.digest_of(original),
        defaults={"source": "test", "original": original, "size": len(original), "envelope": {"name": name, **envelope}},
    )[0]


@pytest.fixture
def pages_of():
    """Number of pages of the PDF of an attachment."""
    return lambda attachment: len(pypdfium2.PdfDocument(bytes(attachment.blob.content)))
