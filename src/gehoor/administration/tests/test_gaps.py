"""What people asked in vain: an editor writes an answer, adds it to one there is, or leaves it."""

import pytest

from gehoor.knowledge import asked, writing
from gehoor.knowledge.models import Unanswered, Version

pytestmark = pytest.mark.django_db
PAGE = "/administration/knowledge/gaps/"


@pytest.fixture
def edith(client, cast):
    client.force_login(cast.editor)
    return client


@pytest.fixture
def trees():
    return [asked.nothing_found(text, "page") for text in ("kerstboom ophalen", "wanneer wordt de kerstboom opgehaald")]


def test_it_works(edith, trees):
    page = edith.get(PAGE).content.decode()

    assert "2 keer gevraagd" in page
    assert "/administration/knowledge/new/?question=kerstboom+ophalen" in page


def test_nothing_asked_in_vain(edith):
    assert "Niets is vergeefs gevraagd" in edith.get(PAGE).content.decode()


def test_it_needs_no_answer_and_waits_again(edith, trees):
    edith.post(PAGE + "settled/", {"asked": [one.pk for one in trees]})
    assert not Unanswered.objects.waiting().exists()

    edith.post(PAGE + "settled/", {"undo": "1"})
    assert Unanswered.objects.waiting().count() == 2


def test_it_belongs_to_an_answer(edith, trees):
    version = writing.begin(by=None, question="Wanneer haalt u grof vuil op?", examples=["grofvuil"])
    writing.publish(version, by=None)

    edith.post(PAGE + "article/", {"asked": [one.pk for one in trees], "article": version.article_id})

    draft = Version.objects.get(state="draft")
    assert draft.examples == ["grofvuil", "wanneer wordt de kerstboom opgehaald", "kerstboom ophalen"]
    assert not Unanswered.objects.waiting().exists()
    assert Version.objects.in_force().get().examples == ["grofvuil"]

    edith.post(PAGE + "settled/", {"undo": "1"})
    assert Unanswered.objects.waiting().count() == 2


def test_nonsense_changes_nothing(edith, trees):
    assert edith.post(PAGE + "article/", {"asked": ["x", "99999999999"], "article": "-1"}).status_code == 302
    assert edith.post(PAGE + "settled/", {"asked": ["x"]}).status_code == 302
    assert Unanswered.objects.waiting().count() == 2
