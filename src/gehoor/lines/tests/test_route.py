"""Who waits longest is helped first, by somebody who is there, has room and has what is asked; once."""

import threading
from datetime import timedelta

import pytest
from django.db import close_old_connections
from django.utils import timezone

from gehoor.core.models import Event
from gehoor.lines import availability, joining, routing
from gehoor.lines.matching import PATIENCE, PREFERRED
from gehoor.lines.models import Availability, Turn

from .conftest import beats

pytestmark = pytest.mark.django_db


def fresh(turn):
    return Turn.objects.get(pk=turn.pk)


def offered(*turns):
    """To whom each is offered."""
    return [fresh(turn).offered_to for turn in turns]


def earlier(turn, time):
    """As if it all happened so much earlier."""
    one = fresh(turn)
    Turn.objects.filter(pk=turn.pk).update(
        joined_at=one.joined_at - time, waits_since=one.waits_since - time,
        offered_at=one.offered_at and one.offered_at - time,
    )


def verbs(turn):
    told = Event.objects.filter(conversation_id=turn.conversation_id, kind__startswith="turn.").order_by("pk")
    return [event.kind.partition(".")[2] for event in told]


def test_it_works(cast, comes, is_there):
    turn = comes()
    is_there(cast.owner)

    assert routing.offer_waiting() == 1
    taken = routing.take(turn, cast.owner)

    assert (taken.state, taken.taken_by, taken.conversation.assignee) == ("taken", cast.owner, cast.owner)
    assert verbs(turn) == ["joined", "offered", "taken"]
    assert routing.finish(turn, "helped").ended_why == "helped"
    assert verbs(turn)[-1] == "left"


def test_nobody_there_nothing_given(cast, comes, is_there):
    turn = comes()
    is_there(cast.owner, state="busy"), is_there(cast.mate, "phone")
    is_there(cast.lead)
    beats(cast.lead, ago=timedelta(minutes=1))

    assert routing.offer_waiting() == 0 and fresh(turn).state == "waiting"


def test_the_longest_waiting_first_one_at_a_time_and_no_more_than_there_is_room(cast, comes, is_there):
    first, second, third = comes("Aad"), comes("Bea"), comes("Cor")
    is_there(cast.owner, capacity=2)
    routing.offer_waiting()
    assert offered(first, second, third) == [cast.owner, None, None], "Bram has not reacted yet"
    routing.take(first, cast.owner), routing.offer_waiting(), routing.take(second, cast.owner), routing.offer_waiting()

    assert offered(third) == [None]


def test_where_all_are_full_a_long_line_costs_no_more_than_a_short_one(cast, comes, is_there, django_assert_max_num_queries):
    is_there(cast.owner, capacity=1)
    routing.take(comes(), cast.owner)
    for number in range(5):
        comes(f"Naam{number}")
    with django_assert_max_num_queries(7):
        assert routing.offer_waiting() == 0


def test_who_calls_has_no_hands_for_a_chat_and_a_call_back_is_kept_free_for(cast, comes, is_there):
    is_there(cast.owner), is_there(cast.owner, "phone")
    chat = routing.take(comes("Aad"), cast.owner)
    call, later = comes("Bea", "phone", keeps_place=True), comes("Cor")
    assert routing.offer_waiting() == 0, "Bea was first, and calling needs both hands"

    routing.finish(chat, "helped")
    routing.offer_waiting()
    routing.take(call, cast.owner)

    assert routing.offer_waiting() == 0 and fresh(later).state == "waiting"


def test_a_team_a_language_and_a_subject(cast, comes, is_there):
    arabic = comes("Aad", language="ar")
    green = comes("Bea", team=cast.teams.other)
    taxes = comes("Cor", subject="Belastingen")
    is_there(cast.owner, skills=[("language", "ar")]), is_there(cast.mate)
    is_there(cast.lead, skills=[("subject", "Belastingen")])
    Turn.objects.filter(pk=taxes.pk).update(joined_at=timezone.now() - timedelta(minutes=1))
    routing.offer_waiting()

    assert offered(arabic, taxes, green) == [cast.owner, cast.lead, cast.mate]


@pytest.mark.parametrize("wish", [{"language": "ar"}, {"subject": "Belastingen"}])
def test_nobody_waits_for_a_skill_that_nobody_there_has(cast, comes, is_there, wish):
    turn = comes(**wish)
    is_there(cast.owner)
    routing.offer_waiting()

    assert offered(turn) == [cast.owner] and fresh(turn).widened_at


def test_a_team_is_waited_for_a_little_and_its_people_come_before_others(cast, comes, is_there):
    turn = comes(team=cast.teams.other, subject="Belastingen")
    is_there(cast.outsider)
    assert routing.offer_waiting() == 0
    is_there(cast.mate)
    routing.offer_waiting()
    assert offered(turn) == [cast.mate], "one of the team, who does not know it either"

    routing.decline(turn, cast.mate)
    availability.set_state(cast.mate, "chat", "away")
    assert routing.offer_waiting() == 0
    earlier(turn, PATIENCE + timedelta(seconds=1))
    routing.offer_waiting()
    assert offered(turn) == [cast.outsider] and fresh(turn).widened_at


def test_a_closed_team_stays_closed_however_long_it_takes(cast, told, comes, is_there):
    turn = comes(conversation=told(team=cast.teams.closed), team=cast.teams.closed)
    earlier(turn, timedelta(hours=1))
    is_there(cast.owner), is_there(cast.hired)
    assert routing.offer_waiting() == 0
    with pytest.raises(routing.NotYours):
        routing.take(turn, cast.owner)
    is_there(cast.insider)
    routing.offer_waiting()

    assert offered(turn) == [cast.insider]


def test_who_helped_before_is_preferred_for_a_moment(cast, comes, is_there):
    is_there(cast.owner), is_there(cast.mate, capacity=1)
    routing.take(comes("Aad"), cast.mate)
    turn = comes("Bea", prefers=cast.mate)
    assert routing.offer_waiting() == 0, "Noor is full, but may be ready in a moment"
    earlier(turn, PREFERRED + timedelta(seconds=1))

    routing.offer_waiting()

    assert offered(turn) == [cast.owner]


def test_declined_goes_to_the_next_from_the_front_of_the_line(cast, comes, is_there):
    first, second = comes("Aad"), comes("Bea")
    is_there(cast.owner, capacity=1)
    routing.offer_waiting()
    routing.decline(first, cast.owner)
    assert verbs(first)[-1] == "returned"
    is_there(cast.mate, capacity=1)
    routing.offer_waiting()

    assert offered(first, second) == [cast.mate, cast.owner]
    with pytest.raises(routing.Gone):
        routing.decline(first, cast.owner)


def test_when_everyone_let_it_pass_it_comes_round_again(cast, comes, is_there):
    turn = comes()
    is_there(cast.owner)
    routing.offer_waiting()
    routing.decline(turn, cast.owner)
    Turn.objects.update(offered_at=timezone.now())
    assert routing.offer_waiting() == 0, "not at once"
    earlier(turn, timedelta(seconds=31))

    assert routing.offer_waiting() == 1


def test_who_does_not_react_twice_is_away(cast, comes, is_there):
    turn = comes()
    is_there(cast.owner)
    for _time in range(2):
        routing.offer_waiting()
        earlier(turn, timedelta(seconds=31))
        assert routing.return_unanswered() == 1
        earlier(turn, timedelta(seconds=31))

    assert Availability.objects.get(employee=cast.owner).state == "away"
    assert routing.offer_waiting() == 0 and fresh(turn).state == "waiting"


def test_who_vanished_loses_nobody(cast, comes, is_there):
    is_there(cast.owner), is_there(cast.mate)
    helped, later = routing.take(comes("Aad"), cast.owner), comes("Bea", prefers=cast.lead)
    Turn.objects.filter(pk=later.pk).update(joined_at=timezone.now())
    assert routing.return_of_vanished() == 0
    beats(cast.owner, ago=timedelta(seconds=41))

    assert routing.return_of_vanished() == 1
    assert Event.objects.filter(kind="turn.returned").get().data["why"] == "vanished"
    assert Turn.objects.in_line().first() == helped, "at the front of the line"
    routing.offer_waiting()
    assert offered(helped) == [cast.mate]


def test_nobody_is_taken_for_vanished_while_we_were_away_ourselves(cast, comes, is_there):
    is_there(cast.owner)
    routing.take(comes(), cast.owner)
    beats(cast.owner, ago=timedelta(minutes=5))
    from gehoor.lines.models import Watch

    Watch.objects.update(since=timezone.now() - timedelta(seconds=10))

    assert routing.return_of_vanished() == 0


def test_a_call_back_keeps_the_place(cast, comes, is_there):
    first, second = comes("Aad"), comes("Bea")
    turn = joining.to_call_back(first)

    assert (turn.channel, turn.keeps_place, turn.joined_at) == ("phone", True, first.joined_at)
    assert list(Turn.objects.in_line()) == [first, second]


def test_joining_twice_keeps_the_place_and_leaving_frees_it(cast, comes, told):
    conversation = told()
    turn = comes(conversation=conversation)

    assert comes(conversation=conversation) == turn
    assert joining.leave(turn, "left").is_over and joining.leave(turn, "again").ended_why == "left"
    assert comes(conversation=conversation) != turn


@pytest.mark.django_db(transaction=True)
def test_two_who_take_at_once(cast, comes):
    turn, took = comes(), []

    def take(employee):
        try:
            took.append(routing.take(turn, employee).taken_by)
        except routing.Gone as gone:
            took.append(str(gone))

    together(lambda: take(cast.owner), lambda: take(cast.mate))

    [winner] = [one for one in took if not isinstance(one, str)]
    assert fresh(turn).taken_by == winner and fresh(turn).conversation.assignee == winner
    assert f"{winner} " in next(one for one in took if isinstance(one, str))


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_give_at_once_fill_no_room_twice(cast, comes, is_there):
    is_there(cast.owner, capacity=1), is_there(cast.mate, capacity=1)
    Availability.objects.update(state="away")
    turns = [comes(f"Naam{number}") for number in range(6)]
    Availability.objects.update(state="available")
    together(*[routing.offer_waiting] * 4)

    given = offered(*turns)
    assert sorted(given[:2], key=str) == [cast.owner, cast.mate] and given[2:] == [None] * 4


def together(*deeds):
    """Do all of these at one moment, each on a connection of its own."""
    start = threading.Barrier(len(deeds), timeout=30)

    def run(deed):
        start.wait()
        try:
            deed()
        finally:
            close_old_connections()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
