"""The clock on the wall, put where a test wants it."""

from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.utils import timezone


@pytest.fixture
def clock(settings):
    """`clock.is_at("2026-11-20T16:00")`: what Gehoor takes for now, as the organisation's clock shows it.

    What the database takes for now stays as it is, and passes every day that a test names: where both matter, take one of
    2037, with the weekdays of 2026, or one that is over. A log-in of another time holds all the same.
    """
    settings.SESSION_COOKIE_AGE = int(timedelta(days=365 * 50).total_seconds())
    with mock.patch("django.utils.timezone.now", wraps=timezone.now) as now:
        yield Clock(now)


class Clock:
    """Moves the clock; `on` gives the moment of a text."""

    def __init__(self, now):
        self._now = now

    def is_at(self, text: str):
        self._now.return_value = self.on(text)

    @staticmethod
    def on(text: str) -> datetime:
        return timezone.make_aware(datetime.fromisoformat(text))
