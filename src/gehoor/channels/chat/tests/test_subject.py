"""The subject that somebody chose in the chat: who knows it helps, where they are there."""

import pytest
from django.utils import translation

from gehoor.channels.chat import starting
from gehoor.conversations.models import Conversation
from gehoor.lines import availability, routing, standing
from gehoor.lines.models import Skill, Turn

from .test_in_line import begin, turn_of

pytestmark = pytest.mark.django_db


def test_the_subject_they_chose_goes_to_who_knows_it_and_tells_that_wait(cast, client, clock, as_employee):
    clock.is_at("2026-11-23T10:00")
    knows(cast.mate, "Afval")
    page = client.get("/chat/").content.decode()
    assert '<option value="Afval">' in page and "Iets anders" in page
    availability.set_state(cast.owner, "chat", "available")
    chat = starting.start(starting.Asked("Hoe zit dat?", "startpagina-1", topic="Afval"))
    routing.offer_waiting()

    assert turn_of(chat).subject == "Afval" and turn_of(chat).offered_to == cast.mate, "not to Bram, who has as much room"
    assert standing.of(turn_of(begin(2))).position == 2 and turn_of(chat).high == 1
    page = as_employee(cast.mate).get(f"/desk/conversations/{chat.conversation.reference}/").content.decode()
    assert "Hoe zit dat?" in page.partition('id="timeline"')[2] and "Afval" in page.partition('id="timeline"')[0]


def test_what_they_choose_comes_through_the_form(cast, client, clock):
    clock.is_at("2026-11-23T10:00")
    assert 'name="topic"' not in client.get("/chat/").content.decode(), "no subject is written down"
    knows(cast.mate, "Afval")
    asked = {"page": "startpagina-1", "question": "Hoe zit dat?", "topic": "Afval"}
    client.post("/chat/", asked)
    client.post("/chat/", asked | {"page": "startpagina-2", "topic": "Is weg"})

    assert [turn.subject for turn in Turn.objects.order_by("pk")] == ["Afval", ""]


def test_nobody_waits_for_who_knows_it_and_is_not_there(cast, clock):
    clock.is_at("2026-11-23T10:00")
    knows(cast.mate, "Afval"), knows(cast.hired, "Belasting")
    availability.set_state(cast.mate, "chat", "away")
    for number, topic in enumerate(("Afval", "Belasting")):
        starting.start(starting.Asked("Hoe zit dat?", f"startpagina-{number}", topic=topic))

    assert {turn.subject for turn in Turn.objects.all()} == {""}
    assert {one.topic for one in Conversation.objects.all()} == {"Afval", "Belasting"}


def test_where_the_only_one_who_knows_it_goes_away_others_help_at_once(cast, client, clock, as_employee):
    clock.is_at("2026-11-23T10:00")
    knows(cast.mate, "Afval")
    availability.set_state(cast.owner, "chat", "available")
    chat = client.post("/chat/", {"page": "startpagina-1", "question": "Hoe zit dat?", "topic": "Afval"}).url
    routing.offer_waiting()
    assert Turn.objects.get().offered_to == cast.mate
    as_employee(cast.mate).post("/desk/live/availability/", {"channel": "chat", "state": "away"})

    assert "ongeveer een minuut" in client.get(chat).text.partition('id="state"')[2].partition("</div>")[0]
    routing.offer_waiting()
    assert Turn.objects.get().offered_to == cast.owner


def test_a_language_that_only_who_may_not_help_speaks_is_not_waited_for(cast, clock):
    clock.is_at("2026-11-23T10:00")
    availability.set_state(cast.hired, "chat", "available")
    Skill.objects.create(employee=cast.hired, kind="language", value="en")
    with translation.override("en"):
        assert turn_of(begin(1)).language == "nl"


def knows(employee, subject):
    availability.set_state(employee, "chat", "available")
    Skill.objects.create(employee=employee, kind="subject", value=subject)
