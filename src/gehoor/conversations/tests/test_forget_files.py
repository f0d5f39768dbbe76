"""Bytes that nothing points to go away after some days, and never what anything points to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.channels.letter.models import Page
from gehoor.conversations.models import Blob
from gehoor.conversations.models.attachment import UNUSED_FOR
from gehoor.postroom.inbound import InboundFile
from gehoor.postroom.models import Arrival

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    """Bytes that were brought long ago: `old(b"...")`."""

    def keep(content):
        blob = Blob.keep(content)
        Blob.objects.filter(pk=blob.pk).update(kept_at=timezone.now() - UNUSED_FOR - timedelta(hours=1))
        return blob

    return keep


def test_it_works(old):
    old(b"pointed to by nothing")
    fresh = Blob.keep(b"somebody is about to point to this")

    assert Blob.forget_unused() == 1
    assert Blob.objects.get() == fresh


def test_what_is_pointed_to_stays(old, told):
    old(b"a file"), old(b"a page")
    attached = told(files=(InboundFile("a.txt", "text/plain", b"a file"),)).messages.get().attachments.get()
    arrival = Arrival.objects.create(channel="letter", source="test", digest="0" * 64, original=b"x", size=1)
    page = Page.objects.create(arrival=arrival, number=1, picture=Blob.keep(b"a page"))
    Blob.objects.update(kept_at=timezone.now() - UNUSED_FOR * 100)

    assert Blob.forget_unused() == 0
    assert set(Blob.objects.all()) == {attached.blob, page.picture}


def test_brought_once_more_it_stays(old):
    blob = old(b"the same logo again")

    assert Blob.keep(b"the same logo again") == blob
    assert Blob.forget_unused() == 0


def test_gone_it_is_made_anew(old):
    blob = old(b"back again")
    Blob.forget_unused()

    again = Blob.keep(b"back again")
    assert again.pk != blob.pk and bytes(Blob.objects.get().content) == b"back again"
