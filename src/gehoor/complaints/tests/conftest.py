"""A complaint of Fatima's that Bram handles, and a clock that tests turn."""

from datetime import datetime

import pytest
from django.utils import timezone


def moment(text: str) -> datetime:
    """A local moment such as "2026-12-22 10:00"."""
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.fixture
def complain(cast, told, monkeypatch):
    """`complain("2026-03-02 10:00", ...)` gives a complaint received and opened then; the rest goes to `opening.open_one`."""

    def make(received=None, *, conversation=None, by=cast.owner, handler=cast.owner, **more):
        from gehoor.complaints import opening

        received_at = moment(received) if received else None
        conversation = conversation or told()
        with monkeypatch.context() as patched:
            if received:
                patched.setattr(timezone, "now", lambda: received_at)
            return opening.open_one(conversation, about="Bladkorf te laat", by=by, handler=handler, received_at=received_at, **more)

    return make


@pytest.fixture
def it_is(monkeypatch):
    """`it_is("2026-12-22 10:00")`: from now on that is what the clock says."""

    def turn(text):
        monkeypatch.setattr(timezone, "now", lambda: moment(text))

    return turn
