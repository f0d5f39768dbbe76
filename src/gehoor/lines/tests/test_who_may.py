"""A wait is told by those who may take the question, and are not having a break."""

import pytest

from gehoor.core.models import Event
from gehoor.lines import availability, outlook, routing, standing
from gehoor.lines.models import Turn

from .test_as_told import helped

pytestmark = pytest.mark.django_db
ENGLISH, ARABIC = (("language", "en"),), (("language", "ar"),)


@pytest.fixture
def three(cast, is_there, told):
    """Bram speaks English, Noor Arabic, and the lead neither; each helps one at a time, and what help takes is known."""
    helped(told(), *[8, 10, 12] * 6)
    is_there(cast.owner, capacity=1, skills=ENGLISH)
    is_there(cast.mate, capacity=1, skills=ARABIC)
    is_there(cast.lead, capacity=1)
    return cast


def taken_by(turn, employee):
    Turn.objects.filter(pk=turn.pk).update(state="taken", taken_by=employee, taken_at=turn.joined_at, offered_at=turn.joined_at)


def test_one_of_three_may_take_it(three, comes):
    for name, employee in (("Aad", three.owner), ("Bea", three.mate), ("Cor", three.lead)):
        taken_by(comes(name), employee)
    comes("Dirk", language="ar"), comes("Eva", language="en")
    english, dutch = comes("Fay", language="en"), comes("Gijs")

    assert standing.of(english).position == 2, "who waits for Noor is not before who waits for Bram"
    assert standing.of(dutch).position == 4
    assert standing.of(english).low >= standing.of(dutch).low and standing.of(english).high > 10
    assert standing.now("chat", language="en").waiting == 3 and standing.now("chat", language="en").present == 1
    assert (standing.now("chat").present, standing.now("chat").waiting) == (3, 4)


def test_a_colleague_who_is_free_but_does_not_speak_it_makes_no_wait_short(three, comes):
    taken_by(comes("Aad"), three.owner)

    assert standing.now("chat") == standing.Wait(0, 1, 3, 0)
    assert standing.now("chat", language="en").high > 3


@pytest.mark.parametrize("state", ["away", "busy"])
def test_who_has_a_break_is_not_there(three, comes, state):
    waits = comes("Aad", language="en")
    routing.take(comes("Bea"), three.lead), routing.take(comes("Cor"), three.mate)
    assert standing.of(waits).high == 1
    availability.set_state(three.owner, "chat", state)

    assert standing.now("chat").present == 2
    assert (standing.of(waits).position, standing.now("chat", language="en").present) == (1, 0)
    assert standing.of(waits).low >= 1 and standing.of(waits).high > 3, "nobody who speaks it: others, who help somebody now"
    Turn.objects.filter(taken_by=three.mate).update(state="left")
    assert standing.of(waits).high == 1, "who is free helps"


def test_what_was_never_asked_in_a_long_line_is_looked_at_anew(three, comes, monkeypatch):
    monkeypatch.setattr(outlook, "SHORT", 0)
    comes("Aad")
    try:
        assert standing.now("chat").waiting == 1
        assert standing.now("chat", language="ar").present == 1
    finally:
        outlook._kept.clear()


@pytest.mark.parametrize("who", ["hired", "insider"])
def test_who_may_not_have_the_question_makes_no_wait_short(cast, comes, is_there, told, who):
    helped(told(), *[8, 10, 12] * 6)
    is_there(cast.owner, capacity=1)
    taken_by(comes("Aad"), cast.owner)
    is_there(getattr(cast, who), capacity=1)
    theirs = comes("Bea", conversation=told(team=getattr(cast.teams, "hired" if who == "hired" else "closed")))

    assert standing.of(theirs).high == 1, "of their own team, and they are free"
    others = standing.now("chat")
    assert others.high > 1 and others.present == (1 if who == "hired" else 2), "a member of a closed team helps others too"


def test_a_question_of_a_closed_team_waits_for_its_members_only(cast, comes, is_there, told):
    turn = comes("Aad", conversation=told(team=cast.teams.closed))
    is_there(cast.owner)
    assert standing.of(turn) == standing.Standing(1, None, None), "nobody who may help is there: honestly unknown"
    is_there(cast.insider)

    assert standing.of(turn).high == 1


def test_who_knows_it_but_may_not_have_it_holds_nobody_up(cast, comes, is_there):
    turn = comes("Aad", language="ar")
    is_there(cast.hired, skills=ARABIC), is_there(cast.owner)
    assert standing.of(turn).high == 1, "others help"
    routing.offer_waiting()

    assert Turn.objects.get(pk=turn.pk).offered_to == cast.owner


def test_who_is_taken_out_of_a_closed_team_keeps_nobody_unseen(cast, comes, is_there):
    is_there(cast.owner), is_there(cast.mate)
    turn = comes("Aad")
    team = turn.conversation.team
    team.is_closed = True
    team.save()
    team.members.add(cast.owner, cast.mate)
    routing.take(turn, cast.owner)
    assert routing.return_of_shut_out() == 0

    cast.owner.teams.remove(team)
    assert routing.return_of_shut_out() == 1
    assert Event.objects.get(kind="turn.returned").data["why"] == "shut_out"
    routing.offer_waiting()
    assert Turn.objects.get(pk=turn.pk).offered_to == cast.mate


def test_a_team_that_is_not_there_is_waited_for_as_told(cast, comes, is_there):
    turn = comes("Aad", team=cast.teams.other, language="ar")
    is_there(cast.outsider)
    assert (standing.of(turn).low, routing.offer_waiting()) == (3, 0)
    is_there(cast.mate)

    assert (standing.of(turn).high, routing.offer_waiting()) == (1, 1), "nobody speaks it: one of the team helps at once"
