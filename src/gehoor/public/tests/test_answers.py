"""The public answers: searching, subjects, one answer, what people say of it, and what stands where one is over."""

import html
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from gehoor.channels.chat.models import Chat
from gehoor.knowledge import asked, writing
from gehoor.knowledge.models import Audience, DayRead, Remark, Unanswered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def told(cast):
    """Publish an answer."""

    def publish(question, **content):
        content = {"short_answer": "Dat kan bij ons.", "subjects": ["Afval"], **content}
        version = writing.begin(by=None, owner=cast.owner, question=question, **content)
        writing.publish(version, by=None)
        return version

    return publish


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_it_works(client, told):
    told("Hoe laat ik grofvuil ophalen?", answer="Bel ons of **maak een afspraak**.", cost="€ 25,00", steps=["Maak een afspraak."])
    shown = text(client.get("/antwoorden/"))
    assert "Afval" in shown and 'href="/antwoorden/onderwerp/afval/"' in shown

    assert "/antwoorden/hoe-laat-ik-grofvuil-ophalen/" in text(client.get("/antwoorden/", {"q": "grofvuil"}))

    page = client.get("/antwoorden/hoe-laat-ik-grofvuil-ophalen/")
    shown = text(page)
    assert "<h1" in shown and "<strong>maak een afspraak</strong>" in shown and "€ 25,00" in shown and "<li>Maak een afspraak.</li>" in shown
    assert 'rel="canonical"' in shown and 'itemtype="https://schema.org/Question"' in shown and "/contact/" in shown
    assert "no-cache" in page["Cache-Control"] and set(page.cookies) <= {"csrftoken"}


def test_names_of_colleagues_stand_nowhere(client, told, cast):
    told("Hoe laat ik grofvuil ophalen?")
    shown = text(client.get("/antwoorden/hoe-laat-ik-grofvuil-ophalen/"))
    assert cast.owner.last_name not in shown


def test_while_somebody_types_only_a_part_comes_back(client, told):
    told("Hoe laat ik grofvuil ophalen?")
    part = client.post("/antwoorden/zoeken/", {"q": "grofvuil"})
    assert "Hoe laat ik grofvuil ophalen?" in text(part) and "<html" not in text(part)
    assert part["Cache-Control"] == "private, no-store"


def test_asked_in_vain_it_is_kept_without_who_it_was(client):
    shown = text(client.get("/antwoorden/", {"q": "xyzzy voor jan@voorbeeld.example"}))
    assert "Wij vonden hier geen antwoord op" in shown and 'id="human"' in shown
    assert Unanswered.objects.get().text == "xyzzy voor [e-mailadres]"


def test_half_a_word_is_no_question(client):
    client.post("/antwoorden/zoeken/", {"q": "xyz"})
    assert not Unanswered.objects.exists()
    client.post("/antwoorden/zoeken/", {"q": "xyzzy", "done": "1"})
    assert Unanswered.objects.get().door == "page"


def test_what_was_asked_in_vain_goes_after_ninety_days():
    kept, old = asked.nothing_found("xyzzy", "page"), asked.nothing_found("plugh", "page")
    Unanswered.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=91))
    asked.forget()
    assert Unanswered.objects.get() == kept
    assert asked.nothing_found(" a ", "page") is None


def test_a_robot_is_slowed_down(client, told, monkeypatch):
    monkeypatch.setattr("gehoor.public.knowledge.views.MOST_SEARCHES", 1)
    told("Hoe laat ik grofvuil ophalen?")
    assert client.post("/antwoorden/zoeken/", {"q": "grofvuil"}).status_code == 200
    late = client.post("/antwoorden/zoeken/", {"q": "grofvuil"})
    assert late.status_code == 429 and "Wacht een paar minuten" in text(late)


def test_what_expired_is_gone_everywhere_at_once(client, told, clock):
    clock.is_at("2026-11-24T10:00")
    told("Wanneer komt de kerstboom?", valid_until=timezone.localdate())
    assert client.get("/antwoorden/wanneer-komt-de-kerstboom/").status_code == 200
    assert "Afval" in text(client.get("/antwoorden/"))

    clock.is_at("2026-11-25T00:01")
    gone = client.get("/antwoorden/wanneer-komt-de-kerstboom/")
    assert gone.status_code == 410 and "geldt niet meer" in text(gone) and 'id="human"' in text(gone) and "noindex" in text(gone)
    assert "Afval" not in text(client.get("/antwoorden/")) and "geen antwoord op" in text(client.get("/antwoorden/", {"q": "kerstboom"}))
    assert "kerstboom" not in client.get("/antwoorden/sitemap.xml").content.decode()


def test_withdrawn_it_is_gone_and_brought_back_it_is_there(client, told, cast):
    article = told("Hoe laat ik grofvuil ophalen?").article
    client.get("/antwoorden/")
    writing.withdraw(article, by=cast.owner)
    assert client.get(f"/antwoorden/{article.slug}/").status_code == 410
    assert "Afval" not in text(client.get("/antwoorden/"))
    writing.bring_back(article, by=cast.owner)
    assert client.get(f"/antwoorden/{article.slug}/").status_code == 200


def test_employees_answers_and_drafts_are_as_if_they_were_not_there(client, told, cast):
    told("Wie tekent voor grofvuil?", audience=Audience.EMPLOYEES)
    told("Hoe laat ik grofvuil ophalen?")
    writing.begin(by=cast.owner, question="Nog niet klaar?")
    for slug in ("wie-tekent-voor-grofvuil", "nog-niet-klaar", "nooit-geweest"):
        missing = client.get(f"/antwoorden/{slug}/")
        assert missing.status_code == 404 and "staat hier niet" in text(missing)
    assert "Hoe laat ik grofvuil ophalen?" in text(client.get("/antwoorden/wie-tekent-voor-grofvuil/"))
    assert "tekent" not in text(client.get("/antwoorden/onderwerp/afval/"))


def test_yes_and_no_come_back_to_the_owner(client, told):
    version = told("Hoe laat ik grofvuil ophalen?")
    address = f"/antwoorden/{version.article.slug}/"
    thanked = client.post(f"{address}mening/", {"helped": "no"}, follow=True)
    said = Remark.objects.get()
    assert (said.version, said.helped, said.door, said.by) == (version, False, "page", None)
    assert "Wat zocht u" in text(thanked)

    of = text(thanked).split('name="of" value="')[1].split('"')[0]
    done = client.post(f"{address}mening/", {"of": of, "text": "De prijs mist."}, follow=True)
    assert "Dank u wel" in text(done)
    said.refresh_from_db()
    assert said.text == "De prijs mist."

    client.post(f"{address}mening/", {"of": of, "text": "Iets anders."})
    client.post(f"{address}mening/", {"of": "1:verzonnen", "text": "Van een ander."})
    said.refresh_from_db()
    assert said.text == "De prijs mist." and Remark.objects.count() == 1


def test_who_says_too_much_is_told_so(client, told, monkeypatch):
    monkeypatch.setattr("gehoor.public.knowledge.opinion.MOST", 1)
    address = f"/antwoorden/{told('Hoe laat ik grofvuil ophalen?').article.slug}/"
    client.post(f"{address}mening/", {"helped": "yes"})
    assert "U liet ons al veel weten" in text(client.post(f"{address}mening/", {"helped": "yes"}, follow=True))
    assert Remark.objects.count() == 1


def test_one_place_counts_as_one_reader(client, told):
    version = told("Hoe laat ik grofvuil ophalen?")
    for _time in range(3):
        client.get(f"/antwoorden/{version.article.slug}/")
    assert DayRead.objects.get().times == 1
    cache.clear()
    assert "Vaak gelezen" in text(client.get("/antwoorden/"))


def test_another_language_is_marked(client, told):
    version = told("How do I register?", steps=["Call us."])
    version.article.language = "en"
    version.article.save()
    shown = text(client.get(f"/antwoorden/{version.article.slug}/"))
    assert '<article class="answer" lang="en"' in shown and "<h2>What to do</h2>" in shown and '<html lang="nl"' in shown


def test_search_engines_find_the_answers(client, told):
    told("Hoe laat ik grofvuil ophalen?")
    assert "Sitemap: " in client.get("/robots.txt").content.decode()
    assert "/antwoorden/hoe-laat-ik-grofvuil-ophalen/</loc>" in client.get("/antwoorden/sitemap.xml").content.decode()


def test_a_page_takes_few_queries(client, told, django_assert_max_num_queries):
    for number in range(8):
        told(f"Hoe laat ik grofvuil {number} ophalen?")
    client.get("/contact/")
    with django_assert_max_num_queries(12):
        client.get("/antwoorden/hoe-laat-ik-grofvuil-3-ophalen/")
    with django_assert_max_num_queries(12):
        client.get("/antwoorden/")


def test_nothing_told_yet(client):
    shown = text(client.get("/antwoorden/"))
    assert "Hier komen onze antwoorden" in shown and 'id="human"' in shown
    assert client.get("/antwoorden/onderwerp/afval/").status_code == 404


@pytest.mark.parametrize("agrees", [True, False])
def test_a_chat_from_an_answer_knows_of_it_if_they_agree(client, told, settings, agrees):
    told("Hoe laat ik grofvuil & puin ophalen?")
    page = client.get("/antwoorden/hoe-laat-ik-grofvuil-puin-ophalen/").content.decode()
    begin = client.get(html.unescape(re.search(r'href="(/chat/\?from=[^"]+)"', page)[1]))
    assert "grofvuil &amp; puin ophalen" in text(begin)

    asked = {name: begin.context["form"][name].value() for name in ("page", "came_from", "page_title")} | {"question": "Ook een bank?"}
    client.post("/chat/", asked | ({"agrees": "on"} if agrees else {}))
    chat = Chat.objects.get()
    known = f"{settings.PUBLIC_URL}/antwoorden/hoe-laat-ik-grofvuil-puin-ophalen/", "Hoe laat ik grofvuil & puin ophalen?"
    assert (chat.came_from, chat.page_title) == (known if agrees else ("", ""))
