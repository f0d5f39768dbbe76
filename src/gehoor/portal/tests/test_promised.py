"""What the person reads on their page of what we promised them."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from gehoor.conversations import links, promised
from gehoor.promises import promising
from gehoor.promises.models import Promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(told, client):
    """What Fatima reads on the page of her conversation, in English, or on another of its pages."""
    conversation = told()
    address = f"/gesprek/{links.token_of(links.issue(conversation, conversation.person))}/"

    def get(page=""):
        return client.get(address + page, headers={"accept-language": "en"}).text

    get.conversation = conversation
    return get


def sentences():
    with translation.override("en"):
        return [promised.said(one.kind, "", None, one.due_at) for one in Promise.objects.order_by("due_at")]


def test_what_happens_next_and_when(cast, read):
    """The first promise is how it stands; the next ones stand below it, with their dates."""
    for days, kind in ((3, "visit"), (2, "call_back")):
        promising.make(read.conversation, by=cast.owner, kind=kind, due_at=timezone.now() + timedelta(days=days))
    first, second = sentences()

    page = read()

    assert [page.count(first), page.count(second)] == [1, 1] and page.index(first) < page.index(second)
    assert "If that does not work out, you hear it from us before that time." in page
    assert second in read("bewaren/txt/")


def test_what_ended_is_gone(cast, read):
    promise = promising.make(read.conversation, by=cast.owner, kind="visit", due_at=timezone.now() + timedelta(days=2))
    promising.keep(promise.pk, by=cast.owner)

    assert sentences()[0] not in read()
