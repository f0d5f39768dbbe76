"""Somebody in need is heard, rather once too often; a plain question stays a question."""

import pytest

from gehoor.assistant.recognising import distress
from gehoor.assistant.recognising.distress import LIFE, LINES, SHELTER, URGENT, VIOLENCE, notice
from gehoor.assistant.tests.questions import listed

DISTRESS, HELD_OUT = listed("distress")
PLAIN, HELD_OUT_PLAIN = listed("no_distress")


@pytest.mark.parametrize(("text", "words", "line"), [
    ("Ik heb schulden en ik wil niet meer leven", "ik wil niet meer leven", LIFE),
    ("mijn man slaat me", "slaat mij", VIOLENCE),
    ("Ik heb vannacht geen slaapplek", "geen slaapplek", SHELTER),
    ("ik ben in paniek!", "paniek", URGENT),
])
def test_it_works(text, words, line):
    found = notice(text)

    assert words in found.words and found.line == line
    assert LINES[line]


def test_need_is_heard():
    assert len(DISTRESS) + len(HELD_OUT) >= 150
    assert [text for text in DISTRESS if not notice(text)] == []


def test_plain_questions_stay_questions():
    assert len(PLAIN) + len(HELD_OUT_PLAIN) >= 130
    assert [text for text in PLAIN if notice(text)] == []


def test_it_holds_for_sentences_that_were_kept_apart():
    """Before anybody looked at them: 35 of 38 heard, 1 of 33 heard wrongly."""
    missed = [text for text in HELD_OUT if not notice(text)]
    wrongly = [text for text in HELD_OUT_PLAIN if notice(text)]

    assert len(missed) <= 3 and len(wrongly) <= 1, (missed, wrongly)


def test_grief_that_tells_is_heard_and_grief_that_asks_is_answered():
    assert notice("mijn vrouw is vannacht overleden").words == ("mijn vrouw is vannacht overleden",)
    assert notice("Mijn vrouw is vannacht overleden, wat moet ik nu doen?") is None


def test_each_kind_of_need_has_its_line():
    assert set(distress._PATTERNS) == set(LINES)
