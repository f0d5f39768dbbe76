"""What a person asks in a message, and what a colleague is suggested for it."""

import json
from pathlib import Path

import pytest

from gehoor.assistant import calibration, messages
from gehoor.knowledge import writing

DATA = Path(__file__).parents[4] / "bench" / "data" / "messages.json"
MAIL = """Geachte mevrouw,

Gisteren is mijn tas gestolen. Wat moet ik doen met mijn paspoort?

Met vriendelijke groet,
Joke de Vries
Dorpsweg 1"""


def test_greeting_and_closing_are_left_out():
    assert messages.question_in("Re: RE: Tas", MAIL) == "Tas\nGisteren is mijn tas gestolen. Wat moet ik doen met mijn paspoort?"
    assert messages.question_in("(geen onderwerp)", "hoi\n\nkan ik zaterdag komen?\ngr Bep") == "kan ik zaterdag komen?"


def test_what_is_said_stays():
    assert messages.question_in("", "Goedemorgen, wat kost een paspoort?") == "Goedemorgen, wat kost een paspoort?"
    assert messages.question_in("", "Met mijn man ga ik verhuizen.\nHoe geef ik dat door?").endswith("Hoe geef ik dat door?")
    assert messages.question_in("Vraag", "Groet, Jan") == "Vraag\nGroet, Jan"
    assert messages.question_in("", "") == ""


def test_of_a_long_story_the_question_is_looked_at():
    said = messages.question_in("Vraag", "Dit is een lang verhaal. " * 40 + "Hoe vraag ik een paspoort aan?")

    assert said.startswith("Vraag\nHoe vraag ik een paspoort aan?") and len(said) <= messages.LONGEST


@pytest.mark.django_db
def test_what_may_fit_is_suggested_and_nothing_for_thanks():
    for question in ("Mijn paspoort is kwijt of gestolen. Wat moet ik doen?", "Wanneer wordt oud papier opgehaald?"):
        writing.publish(writing.begin(by=None, question=question, short_answer="Bel ons."), by=None)

    found = messages.suggestions(messages.question_in("Tas", MAIL))

    assert found[0].version.question.startswith("Mijn paspoort is kwijt")
    assert messages.suggestions("Hartelijk dank voor uw snelle antwoord.") == messages.suggestions(" ") == []


def test_a_threshold_is_shipped_for_both_ways_and_the_messages_it_is_of():
    given = json.loads(DATA.read_text(encoding="utf-8"))

    assert len(given["in_scope"]) >= 60 and len(given["near_out_of_scope"]) >= 50
    assert all(0 < calibration.shipped(way).message.threshold < 1 for way in ("hybrid", "words"))
