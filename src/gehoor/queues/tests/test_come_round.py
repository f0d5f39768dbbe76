"""Jobs that come round by themselves do so as often as they say."""

from itertools import pairwise

import pytest
from croniter import croniter
from procrastinate.contrib.django import app


@pytest.mark.parametrize(("name", "seconds"), [
    ("return_handovers", 20), ("read_leftovers", 10), ("carry_on_left_behind", 60),
])
def test_how_often(name, seconds):
    [cron] = [one.cron for one in app.periodic_registry.periodic_tasks.values() if one.task.name == name]
    rounds = croniter(cron, 1_795_000_000)
    moments = [rounds.get_next(float) for _time in range(50)]

    assert {later - earlier for earlier, later in pairwise(moments)} == {seconds}
