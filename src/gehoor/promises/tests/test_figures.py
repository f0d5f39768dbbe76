"""Figures per team and week."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gehoor.promises import figures, promising
from gehoor.promises.models import Promise, Renegotiation

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
TUESDAY = NOW - timedelta(days=5)


@pytest.fixture
def due(cast, told):
    """Promises of the open team for this moment, with what became of them."""

    def make(number, moment=TUESDAY, *, moved=False, **became):
        for _number in range(number):
            promise = promising.make(told(), by=cast.owner, kind="letter", due_at=moment)
            Promise.objects.filter(pk=promise.pk).update(**became)
            if moved:
                Renegotiation.objects.create(promise=promise, by=cast.owner, reason="Ziek", old_due=moment, new_due=moment)

    return make


def test_it_works(cast, due):
    in_time, late = TUESDAY - timedelta(hours=1), TUESDAY + timedelta(hours=1)
    due(4, state="kept", ended_at=in_time)
    due(2, moved=True, state="kept", ended_at=in_time)
    due(1, state="kept", ended_at=late)
    due(1, state="broken", ended_at=in_time)
    due(2)  # left as it was
    due(3, state="withdrawn", ended_at=in_time)

    [week] = figures.of_team(cast.teams.open, NOW)

    assert (str(week.monday), week.number, week.kept, week.renegotiated, week.broken) == ("2026-11-16", 10, 40, 20, 40)


def test_a_figure_never_tells_of_one(cast, due):
    due(4)

    assert figures.of_team(cast.teams.open, NOW) == []


def test_what_is_still_to_come_and_what_others_promised_does_not_count(cast, due):
    due(5, NOW + timedelta(hours=1))

    assert figures.of_team(cast.teams.open, NOW) == figures.of_team(cast.teams.other, NOW) == []
