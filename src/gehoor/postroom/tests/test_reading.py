"""Reading originals where one of them takes the reader along."""

import pytest
from django.db import transaction

from gehoor.postroom import arrivals, reading
from gehoor.postroom.models import Arrival

pytestmark = pytest.mark.django_db(transaction=True)
POISON = b"From: Jan <jan@voorbeeld.example>\nSubject: Groot\n\nDit leest niemand uit.\n"
GOOD = b"From: Noor <noor@voorbeeld.example>\nSubject: Gewoon\n\nDag!\n"


def killed_while_reading(pk):
    """The reader was killed after it began: nothing more is written than that it began."""
    assert reading._begin(pk)


@pytest.fixture
def poison(cast):
    return arrivals.keep("email", POISON, source="smtp")


def test_it_works(poison):
    assert reading.read_due() == 1
    assert Arrival.objects.get().state == Arrival.State.FILED


def test_what_stopped_a_reader_comes_after_the_others(poison):
    killed_while_reading(poison)
    arrivals.keep("email", GOOD, source="smtp")
    reading.read_due()

    filed = Arrival.objects.order_by("contact__pk").values_list("pk", flat=True)
    assert list(filed)[-1] == poison


def test_what_stops_every_reader_is_set_visible_and_kept(poison):
    for _time in range(reading.MOST_BEGUN):
        killed_while_reading(poison)
    reading.read_due()

    arrival = Arrival.objects.get()
    assert arrival.state == Arrival.State.UNREADABLE
    assert "again and again" in arrival.problem or "steeds weer" in arrival.problem
    assert bytes(arrival.original) == POISON
    assert not Arrival.objects.due().exists()


def test_a_chance_to_read_it_later_begins_anew(poison):
    for _time in range(reading.MOST_BEGUN):
        killed_while_reading(poison)
    reading.read_due()
    Arrival.objects.update(try_at="2020-01-01T00:00Z")

    assert reading.read_due() == 1
    assert Arrival.objects.get().state == Arrival.State.FILED


def test_within_a_transaction_that_began_before(cast):
    with transaction.atomic():
        assert Arrival.objects.count() == 0
        kept = Arrival.objects.create(channel="email", source="demo", digest="d", original=GOOD, size=len(GOOD))
        assert reading.read_one(kept.pk)
