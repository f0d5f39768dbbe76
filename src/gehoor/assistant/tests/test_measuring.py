"""How the assistant does: every question counts once, by what was made of it and what people said."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.assistant import erasing, measuring, picture
from gehoor.assistant.models import Talk, Told, Turn
from gehoor.conversations.models import Citation, Contact, Direction
from gehoor.knowledge import writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def passport():
    version = writing.begin(by=None, question="Wat kost een paspoort?", subjects=["Reizen", "Documenten"])
    writing.publish(version, by=None)
    return version


@pytest.fixture
def asked():
    """`asked(version, "answer", helped=True)`: one talk of one turn, which ended so many days ago."""

    def ask(version, outcome, *, reason="", helped=None, ended="", days=0):
        at, number = timezone.now() - timedelta(days=days), Talk.objects.count()
        talk = Talk.objects.create(salt=f"{number}", digest=f"{number}", page=f"page-{number}", began_at=at, last_at=at, ended=ended)
        turn = Turn.objects.create(talk=talk, number=1, once="once", text="?", at=at, outcome=outcome, reason=reason, helped=helped)
        if version:
            Told.objects.create(turn=turn, version=version, place=0)
        return talk

    return ask


def test_it_works(passport, asked):
    asked(passport, "answer", helped=True, ended="answered")
    asked(passport, "answer", helped=False)
    asked(passport, "answer")
    asked(passport, "suggest", helped=True)
    asked(None, "handover", reason="out_of_scope", ended="promised")
    asked(None, "handover", reason="wish", ended="handed_over")

    figures, = measuring.by_week(measuring.rows(1)).values()

    assert figures == measuring.Figures(asked=6, answered=3, right=1, wrong=1, suggested=1, chosen=1, abstained=1, for_human=1,
                                        handed_over=2, solved=1)
    assert sum(picture.numbers(figures).values()) == figures.asked


def test_no_share_of_a_few():
    assert measuring.Figures(right=1, wrong=1).right_percent is None
    assert measuring.Figures(right=9, wrong=3).right_percent == 75


def test_by_subject(passport, asked):
    asked(passport, "answer", helped=True)
    asked(None, "handover", reason="unsure")

    found = measuring.by_subject(measuring.rows(1))

    assert {subject: figures.asked for subject, figures in found.items()} == {"Reizen": 1, "Documenten": 1, "": 1}
    assert [figures.asked for figures in measuring.by_week(measuring.rows(1), "Reizen").values()] == [1]


def test_what_was_erased_still_counts(passport, asked):
    asked(passport, "answer", helped=True, ended="answered", days=100)
    before = measuring.by_week(measuring.rows(30))

    assert erasing.forget_old() == 1
    assert Turn.objects.count() == 0
    assert measuring.by_week(measuring.rows(30)) == before


def test_going_on_afterwards_is_not_solved(passport, asked):
    talk = asked(passport, "answer", helped=True, ended="handed_over")
    Turn.objects.create(talk=talk, number=2, once="more", text="?", outcome="handover", reason="wish")

    figures, = measuring.by_week(measuring.rows(1)).values()

    assert (figures.asked, figures.right, figures.solved, figures.handed_over) == (2, 1, 0, 1)


def test_answers_that_people_came_back_for(passport, cast, told):
    then, later = (timezone.now() - timedelta(days=days) for days in (20, 15))
    one, other = told(at=then), told(at=then, address="ria@voorbeeld.example")
    for conversation in (one, other):
        out = Contact.objects.create(conversation=conversation, channel="email", direction=Direction.OUT, employee=cast.owner, at=then)
        Citation.objects.create(contact=out, version=passport, at=then)
    Contact.objects.create(conversation=other, channel="phone", direction=Direction.IN, at=later)

    row, = measuring.told_by_employees(8)

    assert (row.told, row.came_back, row.percent) == (2, 1, None)


def test_what_was_told_just_now_is_not_judged_yet(passport, cast, told):
    out = Contact.objects.create(conversation=told(), channel="email", direction=Direction.OUT, employee=cast.owner)
    Citation.objects.create(contact=out, version=passport)

    assert measuring.told_by_employees(8) == []


def test_every_employee_sees_it(passport, asked, cast, client):
    asked(passport, "answer", helped=True)
    client.force_login(cast.owner)

    page = client.get("/desk/figures/assistant/?subject=Reizen").content.decode()

    assert ">Reizen</option>" in page and "100%" not in page  # of one answer no share is told
    assert 'class="part part--right" x="0.0" width="1000.0"' in page
