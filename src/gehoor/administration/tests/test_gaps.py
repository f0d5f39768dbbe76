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
    assert f"/administration/knowledge/new/?gap={trees[1].pk}" in page  # no word of it in an address


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


def write_for(client, cast, trees, **changes):
    return client.post("/administration/knowledge/new/", {
        "question": "Wanneer haalt u mijn kerstboom op?", "short_answer": "Op 6 januari.", "audience": "public", "language": "nl",
        "owner": cast.editor.pk, "valid_from": "2026-11-23", "asked": [one.pk for one in trees], **changes,
    })


def test_an_answer_is_written_for_it(edith, cast, trees):
    page = edith.get(f"/administration/knowledge/new/?gap={trees[0].pk}").content.decode()
    assert "2 keer vergeefs gevraagd" in page and "wanneer wordt de kerstboom opgehaald" in page
    assert write_for(edith, cast, trees, question="").status_code == 422
    assert Unanswered.objects.waiting().count() == 2

    write_for(edith, cast, trees)
    draft = Version.objects.get()
    assert not Unanswered.objects.waiting().exists() and draft.questions.count() == 2

    edith.post(f"/administration/knowledge/{draft.article_id}/removal/")
    assert Unanswered.objects.waiting().count() == 2


def test_what_a_colleague_dealt_with_begins_an_empty_article(edith, trees):
    asked.settle([one.pk for one in trees], by=None)
    for gap in (trees[0].pk, "x", "9" * 30):
        assert "kerstboom" not in edith.get(f"/administration/knowledge/new/?gap={gap}").content.decode()


def test_what_was_taken_away_does_not_come_back_with_a_wording(edith, cast, trees):
    version = writing.begin(by=None, question="Wanneer haalt u grof vuil op?", short_answer="Op maandag.")
    writing.publish(version, by=None)
    writing.drop(writing.change(version.article, by=cast.lead, short_answer="Nooit."), by=cast.lead)

    edith.post(PAGE + "article/", {"asked": [one.pk for one in trees], "article": version.article_id})
    assert Version.objects.get(state="draft").short_answer == "Op maandag."
