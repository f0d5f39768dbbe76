"""The wait of a whole line from what is known of it, and whether people waited as long as they were told."""

from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone

from gehoor.conversations.models import Hurdle
from gehoor.lines import as_told, joining, outlook, routing, standing
from gehoor.lines.models import Turn

pytestmark = pytest.mark.django_db
NUMBERS = count()
MINUTE = timedelta(minutes=1)


def helped(conversation, *minutes, waited=0, told=None, by=None, ago=timedelta(hours=5), **more):
    """Turns that ended so long ago, after so many minutes of help each."""
    ended = timezone.now() - ago
    fields = {"conversation": conversation, "channel": "chat", "state": "left", "taken_by": by, "ended_at": ended} | more
    if told:
        fields["low"], fields["high"] = told
    Turn.objects.bulk_create(
        Turn(key=f"key-{next(NUMBERS)}", **fields | {"taken_at": ended - took * MINUTE, "offered_at": ended - took * MINUTE,
                                                      "joined_at": ended - (took + waited) * MINUTE})
        for took in minutes
    )


def test_a_line_is_told_by_how_long_help_takes(cast, comes, is_there, told):
    is_there(cast.owner, capacity=1)
    helped(told(), *[4, 6, 8] * 6)
    comes("Aad")
    first, second = comes("Bea"), comes("Cor")

    one, two = standing.of(first), standing.of(second)
    assert (one.position, two.position) == (2, 3)
    assert 1 <= one.low < one.high <= 15 and one.high < two.high <= 30
    assert (second.low, second.high) == (two.low, two.high), "what was first said is kept"
    assert standing.now("chat").high >= two.high


def test_who_is_in_a_call_has_no_hands_for_a_chat_and_takes_as_long_as_that(cast, comes, is_there, told):
    is_there(cast.owner)
    is_there(cast.owner, "phone")
    helped(told(), *[4, 6, 8] * 6)
    assert standing.now("chat") == standing.Wait(0, 1, 1, 0)
    routing.take(comes("Aad", "phone"), cast.owner)

    assert standing.now("chat").high > 1


def test_a_colleague_who_was_here_may_come_back(cast, comes, is_there, told):
    is_there(cast.owner, capacity=1)
    for _number in range(4):
        comes(f"Naam{_number}")
    helped(told(), *[20, 25, 30] * 6)
    alone = standing.now("chat")
    helped(told(), 1, by=cast.mate, ago=MINUTE)

    assert standing.now("chat").low < alone.low


def test_one_question_is_a_handful_of_queries_and_a_long_line_asks_once(
    cast, comes, is_there, told, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(outlook, "monotonic", lambda: 1000.0)  # however slow this machine is
    is_there(cast.owner, capacity=1)
    conversation = told()
    helped(conversation, *[4, 6, 8] * 6)
    turn = comes("Aad")
    with django_assert_max_num_queries(7):
        standing.of(turn)
    now = timezone.now()
    Turn.objects.bulk_create(
        Turn(key=f"key-{next(NUMBERS)}", conversation=told(address=f"b{number}@voorbeeld.example"), channel="chat", joined_at=now)
        for number in range(outlook.SHORT)
    )
    try:
        standing.now("chat")
        with django_assert_max_num_queries(1):
            for _time in range(50):
                outlook.of("chat")
            standing.of(turn)
    finally:
        outlook._kept.clear()


def test_waits_are_checked_against_what_was_told(cast, told, clock):
    clock.is_at("2026-11-10T10:00")
    conversation = told()
    helped(conversation, *[5] * 6, waited=3, told=(2, 5))
    helped(conversation, *[5] * 2, waited=7, told=(2, 5))
    helped(conversation, 5, waited=1, told=(2, 5))
    helped(conversation, 5, waited=9)  # was told that we do not know
    gone = {"taken_at": None, "offered_at": None}
    for waited in (3, 9):  # who left in time says nothing, who left too late does
        helped(conversation, 0, waited=waited, told=(2, 5))
    Turn.objects.filter(pk__in=Turn.objects.order_by("-pk").values("pk")[:2]).update(**gone)
    helped(conversation, 5, waited=1, told=(0, 1), team=cast.teams.other)

    [(monday, lines)] = as_told.by_week(4).items()
    assert monday == clock.on("2026-11-09T00:00").date()
    whole, other = lines["chat", None], lines["chat", cast.teams.other.pk]
    assert (whole.told, whole.held, whole.unknown, whole.percent) == (10, 6, 1, 60)
    assert whole.minutes == 4
    assert not other.is_told


def test_a_wait_in_line_is_a_hurdle_once_it_is_noticed(cast, comes, is_there, clock):
    clock.is_at("2026-11-10T10:00")
    is_there(cast.owner)
    quick, long, gone, at_home = comes("Aad"), comes("Bea"), comes("Cor"), comes("Dirk", keeps_place=True)
    Turn.objects.exclude(pk=quick.pk).update(waits_since=timezone.now() - 4 * MINUTE)
    for turn in (quick, long, at_home):
        routing.take(turn, cast.owner)
    joining.leave(gone, "left")
    routing.finish(long, "helped")

    found = Hurdle.objects.order_by("pk").values_list("conversation_id", "kind", "channel", "amount")
    assert list(found) == [(long.conversation_id, "wait", "chat", 240), (gone.conversation_id, "wait", "chat", 240)]
