"""A wrong answer becomes work for the owner of the article, a question without answer a gap; masked, and taken back too."""

import pytest

from gehoor.assistant import learning
from gehoor.assistant.models import Talk, Told, Turn
from gehoor.knowledge import writing
from gehoor.knowledge.models import Remark, Unanswered

pytestmark = pytest.mark.django_db


def turn(outcome, *, reason="", text="Wat kost een paspoort? Bel mij op 06 12 34 56 78", **told):
    talk = Talk.objects.create(salt="s", digest="d", page="page")
    made = Turn.objects.create(talk=talk, number=1, once="once", text=text, outcome=outcome, reason=reason, **told)
    if outcome == "answer":
        version = writing.begin(by=None, question="Wat kost een paspoort?")
        Told.objects.create(turn=made, version=version, place=0)
    return made


def test_it_works():
    made = turn("answer", helped=False)
    learning.said(made, None)

    remark = Remark.objects.waiting().get()
    assert (remark.helped, remark.door) == (False, "assistant")
    assert "Wat kost een paspoort?" in remark.text
    assert "06 12" not in remark.text


def test_the_other_button_takes_it_back():
    made = turn("answer", helped=False)
    learning.said(made, None)
    made.helped = True
    learning.said(made, False)

    assert not Remark.objects.exists()


def test_pressing_twice_says_it_once():
    made = turn("answer", helped=False)
    learning.said(made, None)
    learning.said(made, False)

    assert Remark.objects.count() == 1


@pytest.mark.parametrize("outcome, reason, kept", [
    ("handover", "out_of_scope", 1), ("handover", "unsure", 1), ("handover", "wish", 0), ("handover", "distress", 0), ("answer", "", 0),
])
def test_what_is_not_known_is_a_gap(outcome, reason, kept):
    learning.answered(turn(outcome, reason=reason))

    assert Unanswered.objects.count() == kept


def test_suggestions_that_did_not_fit_are_a_gap():
    learning.said(turn("suggest", helped=False, text="kerstboom ophalen"), None)

    assert Unanswered.objects.get().text == "kerstboom ophalen"
