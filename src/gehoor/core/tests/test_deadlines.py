"""A moment that was promised, as people say it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from gehoor.core import deadlines

HERE = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(("begins", "due", "says"), [
    (None, "2026-11-24T12:00", "dinsdag 24 november voor 12 uur"),
    ("2026-11-24T09:00", "2026-11-24T09:30", "dinsdag 24 november tussen 9 uur en 9.30 uur"),
    (None, "2026-11-25T00:00", "dinsdag 24 november voor 24 uur"),
    ("2026-11-24T23:30", "2026-11-25T00:00", "dinsdag 24 november tussen 23.30 uur en 24 uur"),
    ("2026-12-31T23:30", "2027-01-01T00:00", "donderdag 31 december tussen 23.30 uur en 24 uur"),
    ("2026-11-24T09:00", "2026-11-25T10:00", "woensdag 25 november voor 10 uur"),
])
def test_words(begins, due, says, clock):
    clock.is_at("2026-11-23T10:00")
    moments = [text and datetime.fromisoformat(text).replace(tzinfo=HERE) for text in (due, begins)]
    assert deadlines.words(*moments) == says
