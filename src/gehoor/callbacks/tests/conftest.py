"""A Tuesday morning on which we can be called, and somebody who wants to be."""

import pytest
from django.core.cache import cache

from gehoor.callbacks import asking, lining
from gehoor.channels.email.models import Mailbox
from gehoor.lines import routing

MORNING = "2026-11-24T09:55"


@pytest.fixture
def morning(cast, clock):
    """Nobody asked anything yet."""
    cache.clear()
    Mailbox.objects.create(address="gemeente@merelveld.example")
    clock.is_at(MORNING)
    return clock


@pytest.fixture
def asked(morning):
    """`asked("2026-11-24T14:00")` for a half hour, `asked()` at their turn."""
    made = iter(range(1000))

    def ask(at=None, **changes):
        begins = at and morning.on(at)
        fields = {"number": "+31612345678", "name": "Sanne de Boer", "begins": begins, "nonce": f"n{next(made)}"}
        return asking.ask(asking.Wish(**{**fields, **changes}))

    return ask


@pytest.fixture
def taken(cast):
    """The turn of a request, as an employee has it now."""

    def take(call_back, by=None):
        routing.take(lining.turn_of(call_back), by or cast.owner)
        return call_back

    return take
