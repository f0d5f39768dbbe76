"""Writing what we tell: a list, a form that loses nothing, a second pair of eyes, versions, remarks, a file."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gehoor.administration.knowledge import telling
from gehoor.assistant.models import DelicateSubject
from gehoor.knowledge import remarks, writing
from gehoor.knowledge.models import Article, Audience, OutgoingLink, Remark, Synonyms, Version
from gehoor.postroom import warn_owner
from gehoor.postroom.models import OwnerWarning

pytestmark = pytest.mark.django_db
LIST = "/administration/knowledge/"


def screen_of(employee):
    client = Client()
    client.force_login(employee)
    return client


@pytest.fixture
def edith(cast):
    return screen_of(cast.editor)


@pytest.fixture
def saskia(cast):
    return screen_of(cast.lead)


def typed(cast, **changes):
    return {
        "question": "Wat kost een paspoort?", "short_answer": "83,87 euro.", "answer": "Zie [de balie](https://example.nl/balie).",
        "steps": "- Maak een afspraak\n- Neem een pasfoto mee", "examples": "wat kost een pas\npaspoort prijs", "subjects": "paspoort",
        "audience": "public", "language": "nl", "owner": cast.editor.pk, "valid_from": timezone.localdate().isoformat(), **changes,
    }


def published(cast, question="Wat kost een paspoort?", **content):
    version = writing.begin(by=cast.editor, question=question, **{"short_answer": "83 euro", **content})
    writing.publish(version, by=cast.lead)
    return version


def text(response):
    return response.content.decode()


def told(article):
    return [version.question for version in Version.objects.in_force().filter(article=article)]


def test_it_works(edith, saskia, cast):
    assert "add_article" not in text(edith.get(LIST)) and "Nog geen artikelen" in text(edith.get(LIST))
    made = edith.post(f"{LIST}new/", typed(cast))
    article = Article.objects.get()
    assert made["Location"] == f"{LIST}{article.pk}/" and told(article) == []
    assert article.versions.get().steps == ["Maak een afspraak", "Neem een pasfoto mee"]

    edith.post(f"{LIST}{article.pk}/offer/", {"colleague": cast.lead.pk, "note": "Klopt de prijs?"})
    assert OwnerWarning.objects.filter(what="review").count() == (1 if cast.lead.email else 0)
    page = saskia.get(f"{LIST}{article.pk}/review/")
    assert "Klopt de prijs?" in text(page) and "Maak een afspraak" in text(page)

    saskia.post(f"{LIST}{article.pk}/publication/", {"seen": page.context["seen"]})
    assert told(article) == ["Wat kost een paspoort?"]
    assert not mail.outbox


def test_the_author_is_told_that_somebody_else_publishes(edith, cast):
    version = writing.begin(by=cast.editor, question="Wat kost een paspoort?")
    seen = writing.mark_of(version.article)
    answer = edith.post(f"{LIST}{version.article_id}/publication/", {"seen": seen}, follow=True)
    assert "U schreef deze tekst het laatst" in text(answer) and told(version.article) == []


def test_what_was_changed_meanwhile_is_not_published(edith, saskia, cast):
    version = writing.begin(by=cast.editor, question="Wat kost een paspoort?")
    seen = writing.mark_of(version.article)
    writing.change(version.article, by=cast.admin, question="Hoeveel?")
    assert "is veranderd terwijl u keek" in text(saskia.post(f"{LIST}{version.article_id}/publication/", {"seen": seen}, follow=True))
    assert told(version.article) == []


def test_handed_back_with_a_remark(saskia, edith, cast):
    version = writing.begin(by=cast.editor, question="Wat kost een paspoort?")
    writing.offer(version, by=cast.editor)
    assert saskia.post(f"{LIST}{version.article_id}/return/", {"remark": ""}).status_code == 422
    saskia.post(f"{LIST}{version.article_id}/return/", {"remark": "Noem de prijs voor kinderen."})
    assert "Noem de prijs voor kinderen." in text(edith.get(f"{LIST}{version.article_id}/"))


def test_nothing_typed_is_lost_by_an_error(edith, cast):
    answer = edith.post(f"{LIST}new/", typed(cast, valid_until="2020-01-01", answer="Lang verhaal"))
    assert answer.status_code == 422 and "Lang verhaal" in text(answer) and not Article.objects.exists()


def test_two_who_write_at_once(edith, saskia, cast):
    article = writing.begin(by=cast.editor, question="Wat kost een paspoort?", short_answer="80 euro").article
    page = edith.get(f"{LIST}{article.pk}/write/")
    saskia.post(f"{LIST}{article.pk}/write/", typed(cast, short_answer="85 euro", seen=writing.mark_of(article)))

    answer = edith.post(f"{LIST}{article.pk}/write/", typed(cast, short_answer="90 euro", seen=page.context["seen"]))
    assert answer.status_code == 409 and "<del>" in text(answer) and "90 euro" in text(answer)
    assert article.versions.get().short_answer == "85 euro"

    edith.post(f"{LIST}{article.pk}/write/", typed(cast, short_answer="90 euro", seen=answer.context["seen"]))
    assert article.versions.get().short_answer == "90 euro"


def test_what_needs_something_stands_first(edith, cast):
    today = timezone.localdate()
    quiet, ends, said, waits, broken = (published(cast, question) for question in ("A", "B", "C", "D", "E"))
    Version.objects.filter(pk=ends.pk).update(valid_until=today + timedelta(days=3))
    remarks.remark(said, door="page", helped=False)
    writing.offer(writing.change(waits.article, by=cast.editor, changes="x"), by=cast.editor)
    OutgoingLink.objects.create(article=broken.article, address="https://example.nl/weg", failures=2, found="not_found")

    rows = [version.question for _row, version, _marks in edith.get(LIST).context["rows"]]
    assert rows == ["D", "C", "E", "B", "A"]
    assert [v.question for _row, v, _marks in edith.get(f"{LIST}?state=attention").context["rows"]] == ["D", "C", "E", "B"]
    assert [v.question for _row, v, _marks in edith.get(f"{LIST}?text=b").context["rows"]] == ["B"]
    assert quiet.article_id


def test_any_filter_can_be_asked(edith, cast):
    published(cast, subjects=["paspoort"], audience=Audience.EMPLOYEES)
    for query in ("state=told", "subject=paspoort", "audience=employees", "language=nl", f"owner={cast.editor.pk}", "text=PASPOORT+kost"):
        assert len(edith.get(f"{LIST}?{query}").context["rows"]) == 1, query
    for query in ("state=over", "state=withdrawn", "state=draft", "state=offered", "state=later", "audience=public", "text=xyzzy"):
        assert len(edith.get(f"{LIST}?{query}").context["rows"]) == 0, query
    for query in ("state=nonsense", "owner=x", "page=x", "subject=nergens"):
        assert edith.get(f"{LIST}?{query}").status_code == 200


def test_two_hundred_articles_take_as_few_queries_as_two(edith, cast, django_assert_max_num_queries):
    Article.objects.bulk_create(Article(slug=f"a{n}", owner=cast.editor) for n in range(200))
    Version.objects.bulk_create(Version(article=article, number=1, question=article.slug, state="published", published_at=timezone.now())
                                for article in Article.objects.all())
    with django_assert_max_num_queries(12):
        page = edith.get(LIST)
    assert page.context["page"].paginator.num_pages == 4
    with django_assert_max_num_queries(12):
        edith.get(f"{LIST}{Article.objects.first().pk}/")


def test_compare_and_back(edith, cast):
    first = published(cast, answer="Een paspoort kost 83 euro.")
    nxt = writing.change(first.article, by=cast.lead, answer="Een paspoort kost 85 euro.")
    writing.publish(nxt, by=cast.editor)
    page = text(edith.get(f"{LIST}{first.article_id}/versions/?a=2&b=1"))
    assert "<del>" in page and "83" in page and "85" in page
    assert edith.get(f"{LIST}{first.article_id}/versions/?a=x").status_code == 200
    assert "Een paspoort kost 83 euro." in text(edith.get(f"{LIST}{first.article_id}/versions/1/"))

    edith.post(f"{LIST}{first.article_id}/versions/1/again/")
    assert Version.objects.in_force().get().answer == "Een paspoort kost 83 euro."


def test_withdrawn_dropped_and_brought_back(edith, cast):
    article = published(cast).article
    edith.post(f"{LIST}{article.pk}/withdrawal/")
    assert told(article) == []
    edith.post(f"{LIST}{article.pk}/withdrawal/", {"back": "yes"})
    assert told(article) != []

    writing.change(article, by=cast.editor, short_answer="anders")
    edith.post(f"{LIST}{article.pk}/removal/")
    assert "anders" in text(edith.get(f"{LIST}{article.pk}/write/?from=2"))
    assert "in de tussentijd" in text(edith.post(f"{LIST}{article.pk}/removal/", follow=True))


def test_remarks_are_dealt_with_and_taken_up_again(edith, cast):
    version = published(cast)
    one, other = (remarks.remark(version, door="page", helped=False, text=said) for said in ("Te duur", "Te lang"))
    assert "Te duur" in text(edith.get(f"{LIST}{version.article_id}/"))
    edith.post(f"{LIST}remarks/{one.pk}/")
    assert list(Remark.objects.waiting()) == [other]
    edith.post(f"{LIST}remarks/{one.pk}/", {"undo": "yes"})
    edith.post(f"{LIST}{version.article_id}/remarks/", {"seen": [one.pk, other.pk]})
    assert not Remark.objects.waiting().exists()


def test_preview_shows_what_people_see(edith, cast):
    seen = text(edith.post(f"{LIST}preview/", typed(cast, answer="## Kop\n\nIndien u <script>x</script>"), headers={"HX-Request": "true"}))
    assert "<h3>Kop</h3>" in seen and "<script>" not in seen and "indien" in seen


def test_owners_hear_of_it_once(cast):
    cast.editor.email = "edith@merelveld.example"
    cast.editor.save()
    today = timezone.localdate()
    published(cast, "A", review_on=today + timedelta(days=3), valid_until=today + timedelta(days=10))
    remarks.remark(published(cast, "B"), door="page", helped=False)
    OutgoingLink.objects.create(article=published(cast, "C").article, address="https://example.nl/weg", failures=2, found="away")

    assert (telling.remind(), telling.remind()) == (4, 0)
    assert set(OwnerWarning.objects.values_list("what", flat=True)) == {"again", "ends", "remarks", "links"}


def test_a_file_is_tried_and_then_brought_over(edith, saskia):
    rows = [{"vraag": "Wat kost een paspoort?", "antwoord": "83 euro"}, {"vraag": "Leeg"}]
    file = SimpleUploadedFile("vac.json", json.dumps(rows).encode())
    tried = edith.post(f"{LIST}import/", {"file": file, "source": "vac"})
    assert (tried.context["outcome"].new, len(tried.context["outcome"].refused)) == (1, 1) and not Article.objects.exists()

    saskia.post(f"{LIST}import/", {"confirmed": tried.context["tried"]})
    assert not Article.objects.exists()
    edith.post(f"{LIST}import/", {"confirmed": tried.context["tried"]})
    assert told(Article.objects.get()) == ["Wat kost een paspoort?"]

    broken = SimpleUploadedFile("x.json", b"[{")
    assert edith.post(f"{LIST}import/", {"file": broken, "source": "vac"}).status_code == 422
    assert edith.post(f"{LIST}import/", {"confirmed": "nonsense"}).status_code == 302


def test_subjects_only_for_a_human(edith):
    assert edith.post(f"{LIST}delicate/", {"words": "  schuldhulp ", "why": "Dat vraagt een mens."}).status_code == 302
    assert edith.post(f"{LIST}delicate/", {"words": "Schuldhulp"}).status_code == 422
    edith.post(f"{LIST}delicate/{DelicateSubject.objects.get(words='schuldhulp').pk}/removal/")
    page = edith.get(f"{LIST}delicate/")
    assert page.context["taken_away"] == {"words": "schuldhulp", "why": "Dat vraagt een mens."} and not DelicateSubject.objects.exists()
    edith.post(f"{LIST}delicate/", page.context["taken_away"])
    assert DelicateSubject.objects.get().why == "Dat vraagt een mens."


def test_everyday_words(edith):
    for nonsense in ("paspoort", "a > b > c", "> x", ", ,"):
        assert edith.post(f"{LIST}synonyms/", {"words": nonsense}).status_code == 422, nonsense
    edith.post(f"{LIST}synonyms/", {"words": "De Plas ,buitenbad>  zwembad"})
    assert Synonyms.objects.get().words == "De Plas, buitenbad > zwembad"
    edith.post(f"{LIST}synonyms/{Synonyms.objects.get().pk}/removal/")
    assert not Synonyms.objects.exists() and "Terugzetten" in text(edith.get(f"{LIST}synonyms/"))


def test_what_is_still_right_is_looked_at_another_day(edith, cast):
    version = published(cast, review_on=timezone.localdate() - timedelta(days=1))
    page = f"{LIST}{version.article_id}/"
    assert "Klopt het nog?" in text(edith.get(page))
    for day in ("", "x", timezone.localdate().isoformat()):
        edith.post(f"{page}looked-at/", {"again_on": day})
    assert "Klopt het nog?" in text(edith.get(page))

    edith.post(f"{page}looked-at/", {"again_on": (timezone.localdate() + timedelta(days=300)).isoformat()})
    assert "Klopt het nog?" not in text(edith.get(page)) and told(version.article) == ["Wat kost een paspoort?"]


def test_where_the_owner_may_not_write_all_editors_hear(cast, settings):
    cast.editor.email = "edith@merelveld.example"
    cast.editor.save()
    version = published(cast, "Mag dit & dat?", review_on=timezone.localdate())
    version.article.owner = cast.owner
    version.article.save()
    remarks.remark(version, door="page", helped=False)

    assert telling.remind() == 2
    assert {one.employee for one in OwnerWarning.objects.all()} == {cast.editor}
    words = {one.what: warn_owner._words(one) for one in OwnerWarning.objects.all()}
    assert words["again"][0] == "Wilt u een artikel nakijken? (Mag dit & dat?)"
    assert f"/administration/knowledge/?state=attention&owner={cast.owner.pk}\n" in words["remarks"][1]


def test_what_is_over_is_not_published(edith, saskia, cast):
    yesterday = timezone.localdate() - timedelta(days=1)
    version = writing.begin(by=cast.editor, question="Wanneer?", valid_from=yesterday, valid_until=yesterday)
    writing.offer(version, by=cast.editor)
    saskia.post(f"{LIST}{version.article_id}/publication/", {"seen": writing.mark_of(version.article)})
    version.refresh_from_db()
    assert version.state == "offered"


def test_what_is_too_long_is_said_and_kept(edith, cast):
    page = edith.post(f"{LIST}new/", typed(cast, answer="x" * 40_001))
    assert page.status_code == 422 and "x" * 40_001 in text(page) and "maxlength" not in text(page).partition('id="article"')[2].partition('id="related"')[0]
