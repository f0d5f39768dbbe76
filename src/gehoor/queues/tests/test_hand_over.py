"""Handing over: accepted by name, or it comes back with an alarm; never without an owner."""

import threading
from datetime import timedelta

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone

from gehoor.conversations.models import Conversation
from gehoor.core.models import Event
from gehoor.queues import handing_over, routing
from gehoor.queues.models import Handover
from gehoor.trust import read_log

pytestmark = pytest.mark.django_db
TOLD = {"summary": "Vraagt een bladkorf.", "asked": "Bel haar vrijdag."}


@pytest.fixture
def offered(cast, told):
    """Bram offers Fatima's conversation to Noor, or to whom is said."""

    def offer(conversation=None, *, by=cast.owner, **to):
        to = to or {"kind": "colleague", "employee": cast.mate}
        return handing_over.offer(conversation or told(), by=by, **to, **TOLD)

    return offer


def overdue(handover):
    Handover.objects.filter(pk=handover.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    return handover


def fresh(handover):
    return Handover.objects.select_related("conversation__assignee").get(pk=handover.pk)


def kinds(handover):
    told = Event.objects.filter(conversation_id=handover.conversation_id, kind__startswith="handover.")
    return [event.kind.partition(".")[2] for event in told.order_by("pk")]


def test_it_works(cast, offered):
    handover = offered()
    assert fresh(handover).conversation.assignee == cast.owner, "the sender has it until somebody accepts"

    handing_over.accept(handover.pk, by=cast.mate)

    now = fresh(handover)
    assert (now.state, now.ended_by, now.conversation.assignee) == ("accepted", cast.mate, cast.mate)
    assert now.conversation.transfers == 1
    assert kinds(handover) == ["offered", "accepted"]


def test_a_team_gets_it_by_the_name_of_who_accepts(cast, offered):
    handover = offered(kind="team", team=cast.teams.other)
    assert handover.may_be_accepted_by(cast.mate) and not handover.may_be_accepted_by(cast.outsider)

    handing_over.accept(handover.pk, by=cast.mate)

    conversation = fresh(handover).conversation
    assert (conversation.team, conversation.assignee) == (cast.teams.other, cast.mate)


def test_who_hands_over_cannot_accept(cast, offered):
    assert not offered(kind="team", team=cast.teams.open).may_be_accepted_by(cast.owner)


def test_nobody_accepts_and_it_comes_back_once(cast, offered):
    handover = overdue(offered())

    assert [handing_over.return_overdue(), handing_over.return_overdue()] == [1, 0]

    assert fresh(handover).conversation.assignee == cast.owner
    assert list(Handover.objects.alarms_of(cast.owner)) == [handover]
    assert kinds(handover) == ["offered", "returned"]
    with pytest.raises(handing_over.NotOpen, match=str(cast.owner)):
        handing_over.accept(handover.pk, by=cast.mate)


def test_not_due_stays(offered):
    offered()

    assert handing_over.return_overdue() == 0


def test_declined_with_a_reason_comes_back(cast, offered):
    handover = handing_over.decline(offered().pk, by=cast.mate, reason="Dit is van wegen")

    assert list(Handover.objects.alarms_of(cast.owner)) == [handover]
    assert fresh(handover).reason == "Dit is van wegen"
    assert fresh(handover).conversation.transfers == 0
    handing_over.take_note(handover.pk, by=cast.owner)
    assert not Handover.objects.alarms_of(cast.owner)


def test_leads_hear_it_where_the_sender_is_away(cast, offered):
    handover = overdue(offered())
    handing_over.return_overdue()

    assert [handing_over.tell_leads(), handing_over.tell_leads()] == [1, 0]

    assert list(Handover.objects.alarms_of(cast.lead)) == [handover]
    assert not Handover.objects.alarms_of(cast.mate)


def test_leads_hear_it_later_where_the_sender_is_there(cast, offered):
    handover = overdue(offered())
    read_log.note(cast.owner, "page", conversation_id=handover.conversation_id)
    handing_over.return_overdue()
    assert handing_over.tell_leads() == 0

    Handover.objects.update(ended_at=timezone.now() - handing_over.PATIENCE - timedelta(minutes=1))
    assert handing_over.tell_leads() == 1


def test_a_new_offer_replaces_what_came_back(cast, told, offered):
    conversation = told()
    first = overdue(offered(conversation))
    handing_over.return_overdue()

    second = offered(conversation, kind="team", team=cast.teams.other)

    assert not Handover.objects.alarms_of(cast.owner)
    assert list(Handover.objects.offered_to(cast.mate)) == [second] != [first]


@pytest.mark.parametrize("deed", [
    lambda cast, conversation: routing.move(conversation, cast.teams.other, by=cast.owner),
    lambda cast, conversation: routing.assign(conversation, cast.outsider, by=cast.owner),
])
def test_going_another_way_ends_the_offer(cast, told, offered, deed):
    conversation = told()
    handover = offered(conversation)

    deed(cast, conversation)

    assert fresh(handover).state == "withdrawn"
    with pytest.raises(handing_over.NotOpen):
        handing_over.accept(handover.pk, by=cast.mate)


def test_closed_meanwhile_raises_no_alarm(cast, told, offered):
    conversation = told()
    handover = overdue(offered(conversation))
    conversation.close(by=cast.owner, solved=True)

    assert handing_over.return_overdue() == 0
    assert not Handover.objects.offered_to(cast.mate)
    with pytest.raises(handing_over.NotOpen):
        handing_over.accept(handover.pk, by=cast.mate)


def test_when_it_is_due(cast):
    friday = timezone.make_aware(timezone.datetime(2026, 11, 20, 15))

    assert handing_over.due("colleague", now=friday).strftime("%a %H:%M") == "Mon 10:30"
    assert handing_over.due("shift", now=friday).strftime("%a %H:%M") == "Mon 09:30"


def test_what_is_counted_as_a_transfer(cast, told):
    conversation = told()
    steps = [(cast.teams.open, cast.owner), (cast.teams.open, None), (cast.teams.open, cast.owner),
             (cast.teams.open, cast.mate), (cast.teams.other, None), (cast.teams.other, cast.mate)]
    counted = []
    for team, employee in steps:
        routing.give(conversation, team, employee, by=cast.owner)
        counted.append(Conversation.objects.get(pk=conversation.pk).transfers)

    assert counted == [0, 0, 0, 1, 2, 2]


@pytest.mark.django_db(transaction=True)
def test_accepted_at_the_moment_it_comes_back(cast, offered):
    """Whichever is first wins, and the other finds it so."""
    handover = overdue(offered())
    done, start = [], threading.Barrier(2, timeout=30)

    def at_once(name, deed):
        start.wait()
        try:
            done.append((name, deed()))
        except handing_over.NotOpen:
            done.append((name, None))
        finally:
            connection.close()

    deeds = {
        "accept": lambda: handing_over.accept(handover.pk, by=cast.mate).state,
        "return": lambda: handing_over.return_overdue() or None,
    }
    threads = [threading.Thread(target=at_once, args=deed) for deed in deeds.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()

    [won] = [name for name, outcome in done if outcome]
    assert fresh(handover).state == {"accept": "accepted", "return": "returned"}[won]
    assert len([kind for kind in kinds(handover) if kind != "offered"]) == 1
