"""Talking with the assistant without an account: stored before shown, once, and never a dead end."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from gehoor.assistant import keys, talking
from gehoor.assistant.models import AssistantSettings, Talk, Turn
from gehoor.channels.assistant import forms
from gehoor.channels.assistant.views import talk as views
from gehoor.conversations.models import Contact
from gehoor.knowledge.models import Version

pytestmark = pytest.mark.django_db
START = "/vraag/"


def url(talk):
    return reverse("talk:talk", args=[keys.of(talk)])


def test_it_works(client, article, replies):
    version = article()
    replies("answer", [version])
    page = client.post(START, {"question": "Wat kost een paspoort?", "page": "vraagpagina-2", "door": "contact"}, follow=True)

    told = page.content.decode()
    assert "You talk to a computer" in told or "U praat met een computer" in told
    assert "75 euro" in told and "Maak een afspraak." in told and f"/antwoorden/{version.article.slug}/" in told
    turn = Turn.objects.get()
    assert (turn.outcome, turn.talk.door, turn.told.get().version, turn.told.get().opened_at is not None) == ("answer", "contact", version, True)
    assert not Contact.objects.exists()


def test_the_first_words_are_that_it_is_a_computer_and_a_human_is_one_click_away(client, article):
    article()
    page = client.get(START, headers={"Accept-Language": "nl"}).content.decode()

    assert page.index("U praat met een computer.") < page.index("<textarea")
    assert 'href="/vraag/mens/"' in page


def test_a_human_before_the_first_question(client, article, clock):
    clock.is_at("2026-11-18 10:00")
    assert client.get("/vraag/mens/").url == "/chat/"
    clock.is_at("2026-11-18 23:00")
    assert client.get("/vraag/mens/").url == "/contact/"


def test_the_same_page_twice_is_one_talk(client, article, replies):
    replies("answer", [article()])
    asked = {"question": "Wat kost een paspoort?", "page": "vraagpagina-3"}
    first, second = (client.post(START, asked).url for _time in (1, 2))

    assert first == second and Talk.objects.count() == Turn.objects.count() == 1


def test_a_question_sent_twice_is_asked_once(client, article, replies, begun):
    replies("answer", [article()])
    talk, _turn = begun()
    for _time in (1, 2):
        client.post(url(talk), {"question": "En een rijbewijs?", "once": "eenmalig-1"})

    assert [turn.text for turn in talk.turns.order_by("number")] == ["Wat kost een paspoort?", "En een rijbewijs?"]


def test_what_was_asked_survives_an_assistant_that_fails(client, article, begun, monkeypatch):
    from gehoor.assistant import replying

    def fails(*_args, **_options):
        raise RuntimeError("no model")

    article()
    monkeypatch.setattr(replying, "reply", fails)
    talk, turn = begun()
    page = client.get(url(talk))

    assert (turn.outcome, turn.reason) == ("handover", "failed")
    assert page.status_code == 200 and 'id="mens"' in page.content.decode()


def test_a_question_that_a_crash_left_unanswered_is_answered_when_they_look(client, article, replies):
    version = article()
    talk = talking.begin(talking.Begun("Wat kost een paspoort?", "vraagpagina-4"))
    replies("answer", [version])

    assert "75 euro" in client.get(url(talk)).content.decode()


def test_suggestions_open_in_their_place(client, article, replies, begun):
    versions = [article(), article("Wat kost een rijbewijs?", short_answer="Een rijbewijs kost 50 euro.")]
    replies("suggest", versions)
    talk, turn = begun()
    assert "50 euro" not in client.get(url(talk)).content.decode()
    client.post(reverse("talk:open", args=[keys.of(talk), turn.number, versions[1].pk]))

    page = client.get(url(talk)).content.decode()
    assert "50 euro" in page and "75 euro" not in page
    client.post(reverse("talk:helped", args=[keys.of(talk), turn.number]), {"helped": "yes"})
    talk.refresh_from_db()
    assert (talk.turns.get().helped, talk.ended) == (True, Talk.Ended.ANSWERED)


def test_two_answers_that_did_not_help_bring_a_human_in(client, article, replies, begun):
    replies("answer", [article()])
    talk, turn = begun()
    client.post(reverse("talk:helped", args=[keys.of(talk), turn.number]), {"helped": "no"})
    assert 'id="mens"' not in client.get(url(talk)).content.decode()
    client.post(url(talk), {"question": "Nee, voor een kind", "once": "eenmalig-2"})
    client.post(reverse("talk:helped", args=[keys.of(talk), 2]), {"helped": "no"})

    page = client.get(url(talk))
    assert page.context["reason"] == "two_failed_turns" and 'id="mens"' in page.content.decode()


def test_what_is_no_longer_in_force_is_not_told_any_more(client, article, replies, begun):
    version = article()
    replies("answer", [version])
    talk, _turn = begun()
    Version.objects.filter(pk=version.pk).update(valid_from=timezone.localdate() - timedelta(days=9), valid_until=timezone.localdate() - timedelta(days=1))
    page = client.get(url(talk), headers={"Accept-Language": "nl"}).content.decode()

    assert "Dit geldt niet meer" in page and "/antwoorden/" not in page.split("exchanges")[1].split("</ol>")[0]


def test_bad_input_keeps_what_was_typed(client, article, replies, begun):
    replies("answer", [article()])
    long = "x" * (forms.LONGEST + 1)
    refused = client.post(START, {"question": long, "page": "vraagpagina-5"})
    talk, _turn = begun()
    later = client.post(url(talk), {"question": long, "once": "eenmalig-3"})

    assert refused.status_code == later.status_code == 422
    assert long in refused.content.decode() and long in later.content.decode()
    assert client.post(START, {"question": "Vraag", "page": "vraagpagina-6"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 422
    assert Turn.objects.count() == 1


def test_too_much_at_once_is_held_up_and_a_human_stays_in_reach(client, article, replies, begun, monkeypatch):
    replies("answer", [article()])
    monkeypatch.setattr(views, "ASKED", 1)
    talk, _turn = begun()
    client.post(url(talk), {"question": "Een", "once": "eenmalig-4"})
    response = client.post(url(talk), {"question": "Twee", "once": "eenmalig-5"})

    assert response.status_code == 429 and "Twee" in response.content.decode() and 'id="human-now"' in response.content.decode()


def test_it_can_be_switched_off(client, article):
    article()
    AssistantSettings.objects.create(is_on=False)

    assert "<textarea" not in client.get(START).content.decode()
    assert "way-assistant" not in client.get("/contact/").content.decode()


def test_without_articles_it_is_not_there(client, cast):
    assert "way-assistant" not in client.get("/contact/").content.decode()
    assert "<textarea" not in client.get(START).content.decode()


def test_it_stands_beside_the_phone_and_never_before_it(client, article):
    from gehoor.core.models import OrganisationSettings

    cache.clear()  # the rows of the contact page are kept for a few seconds
    article()
    OrganisationSettings.objects.update_or_create(pk=1, defaults={"phone": "0900 123 45 67"})
    page = client.get("/contact/").content.decode()

    assert page.index("way-phone") < page.index("way-chat") < page.index("way-assistant")
    assert "formaction=\"/vraag/\"" in client.get("/chat/").content.decode()


def test_a_wrong_key_opens_nothing(client, cast):
    assert client.get("/vraag/" + "a" * 26 + "/").status_code == 404


def test_few_queries(client, article, replies, begun, django_assert_max_num_queries):
    versions = [article(), article("Wat kost een rijbewijs?")]
    replies("suggest", versions)
    talk, _turn = begun()
    for number in range(3):
        client.post(url(talk), {"question": f"Vraag {number}", "once": f"eenmalig-{number}"})

    client.get(url(talk))
    with django_assert_max_num_queries(10):
        client.get(url(talk))
