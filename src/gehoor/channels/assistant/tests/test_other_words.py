"""What the assistant says of itself, and an answer in other words where a language model is set."""

import pytest
from django.urls import reverse

from gehoor.assistant import keys, rewording
from gehoor.assistant.models import Rewording, Told

pytestmark = pytest.mark.django_db


@pytest.fixture
def model(settings):
    settings.GEHOOR_MODEL_URL, settings.GEHOOR_MODEL = "http://127.0.0.1:9/v1/chat/completions", "tiny"


def page(client, talk) -> str:
    return client.get(reverse("talk:talk", args=[keys.of(talk)])).content.decode()


def put(client, talk, version, way):
    client.post(reverse("talk:otherwise", args=[keys.of(talk), 1, version.pk]), {"way": way})
    return page(client, talk)


def test_it_works(client, article, replies, begun, model):
    version = article()
    Rewording.objects.create(version=version, way="en", text="A passport costs 75 euro.", model="tiny", sent="[]")
    replies("answer", [version])
    talk, _turn = begun()

    assert "A passport costs" not in page(client, talk)
    told = put(client, talk, version, "en")
    assert 'lang="en"><p>A passport costs 75 euro.</p>' in told and "Een paspoort kost 75 euro." not in told
    assert "Een paspoort kost 75 euro." in put(client, talk, version, "")


def test_without_words_that_hold_it_stays_as_it_was_written(client, article, replies, begun, model):
    version = article()
    Rewording.objects.create(version=version, way=rewording.PLAINER, why="another number", model="tiny", sent="[]")
    replies("answer", [version])
    talk, _turn = begun()

    told = put(client, talk, version, rewording.PLAINER)

    assert "Een paspoort kost 75 euro." in told and "another number" not in told


def test_nothing_is_offered_where_no_model_is_set(client, article, replies, begun):
    version = article()
    replies("answer", [version])
    talk, _turn = begun()

    assert "/anders/" not in page(client, talk)
    assert "Een paspoort kost 75 euro." in put(client, talk, version, "plainer")
    assert Told.objects.get().way == ""


def test_it_says_what_it_asks_back_and_who_helps_at_once(client, article, begun, clock):
    clock.is_at("2026-11-18 23:00")
    article()

    asked, _turn = begun("Hallo", page="vraagpagina-8")
    need, turn = begun("ik wil niet meer leven", page="vraagpagina-9")

    assert asked.turns.get().prompt in page(client, asked)
    assert turn.reason == "distress" and "0800-0113" in page(client, need)
