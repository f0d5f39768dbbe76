"""Which way in fits: rules only, without a database."""

import pytest

from gehoor.postroom import ways_in
from gehoor.postroom.channel import Trait, WayIn
from gehoor.public.contact import guidance
from gehoor.public.contact.guidance import Need
from gehoor.targets.opening import Opening

OPEN = Opening(True, "Vandaag van 9:00 tot 17:00 uur")
CLOSED = Opening(False, "Vandaag gesloten", None, "morgen om 9:00 uur")


def way(key, *traits, order, **options) -> WayIn:
    return WayIn(key=key, title=key, icon="phone", good_for="", traits=frozenset(traits), order=order, **options)


def offered(opening=OPEN, wait=None) -> dict[str, WayIn]:
    found = [
        way("phone", Trait.LIVE, Trait.VOICE, order=10, opening=opening, wait=wait),
        way("counter", Trait.LIVE, Trait.VOICE, Trait.IN_PERSON, order=20, opening=opening),
        way("chat", Trait.LIVE, Trait.WRITTEN, order=30, opening=opening, wait=(2, 5)),
        way("booking", Trait.PLANNED, Trait.VOICE, Trait.IN_PERSON, order=50),
        way("form", Trait.WRITTEN, order=60, answer="dezelfde werkdag"),
        way("letter", Trait.WRITTEN, order=80, answer="binnen 10 werkdagen"),
    ]
    return {one.key: one for one in found}


@pytest.mark.parametrize(("needs", "expected"), [
    ([], None),
    ([Need.URGENT], "chat"),  # of those who are there, the one whose wait is known and short
    ([Need.EMOTIONAL], "counter"),
    ([Need.COMPLICATED, Need.CAN_WAIT], "booking"),
    ([Need.RECORD], "chat"),
    ([Need.RECORD, Need.CAN_WAIT], "form"),
    ([Need.URGENT, Need.RECORD], "chat"),
    ([Need.URGENT, Need.EMOTIONAL], "phone"),  # nobody has to travel first
])
def test_it_works(needs, expected):
    best = guidance.best(offered().values(), needs)
    assert (best.key if best else None) == expected


def test_the_shorter_wait_is_better():
    assert guidance.best(offered(wait=(0, 1)).values(), [Need.URGENT]).key == "phone"
    assert guidance.best(offered(wait=(20, 40)).values(), [Need.URGENT]).key == "chat"


def test_nobody_is_sent_to_a_closed_door():
    ways = offered(opening=CLOSED)
    assert guidance.best(ways.values(), [Need.URGENT]) is None
    assert guidance.best(ways.values(), [Need.EMOTIONAL]).key == "booking"
    assert guidance.best(ways.values(), [Need.RECORD]).key == "form"


def test_what_fits_as_well_is_left_in_peace():
    ways = offered()
    assert guidance.better_than(ways["phone"], ways.values(), []) is None
    assert guidance.better_than(ways["letter"], ways.values(), [Need.RECORD]) is None
    assert guidance.better_than(ways["letter"], ways.values(), [Need.URGENT]).key == "chat"
    assert guidance.better_than(ways["phone"], ways.values(), [Need.RECORD]).key == "chat"


@pytest.mark.parametrize(("key", "options", "said"), [
    ("chat", {}, "Wachttijd nu: ongeveer 2 tot 5 minuten"),
    ("phone", {}, "Hoe lang u nu wacht, weten wij niet"),
    ("phone", {"wait": (0, 1)}, "Wachttijd nu: ongeveer een minuut"),
    ("phone", {"wait": (0, 5)}, "Wachttijd nu: ongeveer 1 tot 5 minuten"),
    ("phone", {"opening": CLOSED}, "Weer open: morgen om 9:00 uur"),
    ("booking", {}, "Op een moment dat u kiest"),
    ("letter", {}, "Antwoord binnen 10 werkdagen"),
])
def test_what_it_costs_in_time(key, options, said):
    assert ways_in.expected(offered(**options)[key]) == said


@pytest.mark.parametrize(("options", "chat", "sooner"), [
    ({"wait": (0, 1)}, {"wait": (2, 5)}, "phone"),
    ({"wait": (0, 3)}, {"wait": (2, 5)}, None),  # as soon, as far as anybody knows
    ({}, {"wait": (2, 5)}, None),
    ({"wait": (0, 1)}, {}, "phone"),  # nobody is in the chat
    ({"wait": (5, 9)}, {"opening": CLOSED}, "phone"),
    ({"wait": (0, 1), "opening": CLOSED}, {"wait": (2, 5)}, None),
])
def test_where_somebody_answers_sooner(options, chat, sooner):
    ways = [
        way("phone", Trait.LIVE, Trait.VOICE, order=10, url="tel:140999", **{"opening": OPEN, **options}),
        way("chat", Trait.LIVE, Trait.WRITTEN, order=30, url="/chat/", **{"opening": OPEN, **chat}),
    ]
    found = ways_in.sooner("chat", ways)
    assert (found and found.key) == sooner


def test_what_nobody_offered_is_left_out():
    assert guidance.read(["urgent", "<script>", "record", "urgent"]) == [Need.URGENT, Need.RECORD]
