"""How somebody who waits stands, and how that is said."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from gehoor.lines import availability, standing, wording
from gehoor.lines.models import Heartbeat, Turn

pytestmark = pytest.mark.django_db


def helped(conversation, minutes, times):
    now = timezone.now()
    Turn.objects.bulk_create(
        Turn(conversation=conversation, channel="chat", state="left", ended_at=now, taken_at=now - timedelta(minutes=minutes))
        for _time in range(times)
    )


def test_it_works(cast, comes, is_there, told):
    is_there(cast.owner, capacity=1)
    Turn.objects.filter(pk=comes("Aad").pk).update(state="offered", offered_to=cast.owner)
    second, third = comes("Bea"), comes("Cor")
    assert standing.of(third) == standing.Standing(3, None, None), "nothing to go by"

    helped(told(), 4, 15)

    behind_one, behind_three = standing.of(second), standing.now("chat")
    assert behind_one.position == 2 and 2 <= behind_one.low <= 4 <= behind_one.high <= 8
    assert (behind_three.present, behind_three.waiting) == (1, 3) and behind_three.high > behind_one.high


def test_at_once_where_there_is_room_and_unknown_where_nobody_is(cast, is_there):
    assert standing.now("chat") == standing.Wait(None, None, 0, 0)
    is_there(cast.owner)

    assert standing.now("chat") == standing.Wait(0, 1, 1, 0)
    assert standing.now("chat", cast.teams.other).present == 0
    assert [one.employee for one in availability.present("chat", cast.teams.open)] == [cast.owner.pk]


@pytest.mark.parametrize(("low", "high", "said"), [
    (None, None, "we kunnen niet zeggen hoe lang het duurt"), (0, 1, "ongeveer een minuut"),
    (2, 5, "ongeveer 2 tot 5 minuten"), (3, 3, "ongeveer 3 minuten"), (0, 4, "ongeveer 1 tot 4 minuten"),
    (20, 130, "20 minuten of veel langer"), (70, 200, "meer dan een uur"),
])
def test_words(low, high, said):
    with translation.override("nl"):
        assert wording.wait(low, high) == said


def test_a_heartbeat_is_written_once_in_a_while_and_by_who_is_known(cast):
    availability.alive({cast.owner.pk, 999_999})
    first = Heartbeat.objects.get()
    availability.alive({cast.owner.pk})

    assert Heartbeat.objects.get().at == first.at


def test_that_we_may_close_first_is_said():
    closes = timezone.now() + timedelta(minutes=20)

    with translation.override("en"):
        assert f"We close at {timezone.localtime(closes):%H:%M}" in wording.too_late(30, closes)
    assert [wording.too_late(19, closes), wording.too_late(None, closes), wording.too_late(30, None)] == ["", "", ""]
