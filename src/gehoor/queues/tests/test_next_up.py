"""Next gives the right work, to one person at a time."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from gehoor.conversations.models import Conversation, WaitingFor
from gehoor.queues import handing_over, next_up, routing
from gehoor.queues.models import Handover, Offer
from gehoor.trust import read_log

pytestmark = pytest.mark.django_db
PROMPT = ("phone", "counter")


@pytest.fixture
def waits(told, clock):
    """A conversation by mail with this subject that waits for so many hours already; it is Wednesday at noon."""
    clock.is_at("2026-11-18T12:00")

    def wait(subject, hours, **more):
        since = timezone.now() - timedelta(hours=hours)
        conversation = told(subject=subject, address=f"{abs(hash(subject))}@voorbeeld.example", at=since, **more)
        return Conversation.objects.get(pk=conversation.pk)

    return wait


def subjects(employee, times, **options):
    given = [next_up.give(employee, **options) for _time in range(times)]
    return [one and (one.why, one.conversation.subject) for one in given]


def test_it_works(cast, waits):
    waits("Mail van net", 0)
    waits("Mail van vorige week", 24 * 7)
    waits("Mail van vanochtend", 1)

    assert subjects(cast.owner, 4) == [
        ("due", "Mail van vorige week"), ("rest", "Mail van vanochtend"), ("rest", "Mail van net"),
        ("due", "Mail van vorige week"),
    ]


def test_live_first_then_handed_over_then_due_then_the_rest(cast, waits):
    waits("Mail", 3), waits("Oude mail", 24 * 7)
    handed = waits("Overgedragen", 1)
    handing_over.offer(handed, by=cast.mate, kind="colleague", employee=cast.owner, summary="x", asked="y")
    back = waits("Teruggekomen", 1)
    handover = handing_over.offer(back, by=cast.owner, kind="colleague", employee=cast.mate, summary="x", asked="y")
    handing_over.decline(handover.pk, by=cast.mate, reason="Nee")
    for subject, channel in (("Belletje", "phone"), ("Chat", "chat")):
        waits(subject, 2).contacts.update(channel=channel)
    Conversation.objects.update(last_contact_at=timezone.now())

    assert subjects(cast.owner, 6, live=("chat",), prompt=PROMPT) == [
        ("live", "Chat"), ("back", "Teruggekomen"), ("handover", "Overgedragen"), ("due", "Oude mail"),
        ("prompt", "Belletje"), ("rest", "Mail"),
    ]


def test_what_others_have_or_look_at_is_passed_over(cast, waits):
    routing.assign(waits("Van Noor", 9), cast.mate, by=cast.mate)
    read_log.note(cast.mate, "page", conversation_id=waits("Noor leest het", 8).pk)
    waits("Wij hebben geantwoord", 7).wait_for(WaitingFor.PERSON, by=cast.mate)
    waits("Afgerond", 6).close(by=cast.mate, solved=True)
    waits("Schulden", 5, team=cast.teams.closed)
    waits("Van een ander team", 4, team=cast.teams.other)
    routing.assign(waits("Van mij", 3), cast.owner, by=cast.owner)

    assert subjects(cast.owner, 2) == [("rest", "Van mij"), ("rest", "Van mij")]


def test_what_has_to_be_answered_first_comes_first_not_what_waits_longest(cast, waits):
    waits("Brief van eergisteren", 48, channel="letter")  # receipt is confirmed within three working days
    waits("Formulier van vanochtend", 2, channel="webform")  # the same working day
    waits("Mail van gisteren", 24)

    assert subjects(cast.owner, 3) == [
        ("rest", "Mail van gisteren"), ("rest", "Formulier van vanochtend"), ("rest", "Brief van eergisteren"),
    ]


def test_time_that_is_short_counts_as_due(cast, waits, clock):
    waits("Mail van gisteren", 24), waits("Mail van vanochtend", 2)
    clock.is_at("2026-11-18T15:30")

    assert subjects(cast.owner, 2, prompt=PROMPT) == [("due", "Mail van gisteren"), ("rest", "Mail van vanochtend")]


def test_nothing_to_do(cast):
    assert next_up.give(cast.owner) is None


def test_the_one_on_the_screen_is_not_given_again(cast, waits):
    here = waits("Deze", 2)

    assert next_up.give(cast.owner, leaving=here.pk) is None


def test_who_asks_after_a_colleague_gets_another(cast, waits):
    waits("Eerste", 2), waits("Tweede", 1)

    assert subjects(cast.owner, 1) + subjects(cast.mate, 1) == [("rest", "Eerste"), ("rest", "Tweede")]
    assert subjects(cast.outsider, 1) == [None]
    Offer.objects.update(at=timezone.now() - next_up.HOLD - timedelta(minutes=1))
    assert subjects(cast.outsider, 1) == [("rest", "Eerste")]


def test_a_handover_to_a_team_is_given_to_one(cast, waits):
    handing_over.offer(waits("Voor groen", 1), by=cast.owner, kind="team", team=cast.teams.other, summary="x", asked="y")

    assert subjects(cast.mate, 1) == [("handover", "Voor groen")]
    assert subjects(cast.lead, 1) == [None]
    assert Handover.objects.get().is_open


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_get_different_work(cast, waits):
    for number in range(8):
        waits(f"Vraag {number}", number)
    employees, given, start = (cast.owner, cast.mate, cast.outsider, cast.lead), [], threading.Barrier(4, timeout=30)

    def ask(employee):
        start.wait()
        for _time in range(2):
            given.append(next_up.give(employee).conversation.pk)
        connection.close()

    threads = [threading.Thread(target=ask, args=[employee]) for employee in employees]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(given)) == 8
