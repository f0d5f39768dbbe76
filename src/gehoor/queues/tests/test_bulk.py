"""One deed on many: what can be done is done, the rest says why, and all of it can be undone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gehoor.conversations.models import Conversation
from gehoor.core.models import Event
from gehoor.queues import bulk, routing
from gehoor.queues.models import BulkDeed, BulkItem

pytestmark = pytest.mark.django_db
SOLVED = {"solved": True, "solved_by": "us", "reason": "Dubbel"}


@pytest.fixture
def some(told):
    return [told(address=f"bewoner{number}@voorbeeld.example", subject=f"Vraag {number}") for number in range(4)]


@pytest.fixture
def do(cast):
    def deed(kind, conversations, values, *, by=cast.owner, **more):
        begun = bulk.begin(by, kind, [one.pk for one in conversations], values, **more)
        assert bulk.carry_on(begun)
        return begun

    return deed


def outcome(deed):
    return [(item.state, item.why) for item in deed.items.all()]


def fresh(conversation):
    return Conversation.objects.select_related("closure").get(pk=conversation.pk)


def test_it_works(cast, some, do):
    deed = do("assign", some, {"employee": cast.mate.pk})

    assert {fresh(one).assignee for one in some} == {cast.mate}
    assert Event.objects.filter(kind="conversation.assigned").count() == 4
    assert bulk.undo(deed) and bulk.carry_on(deed)
    assert {fresh(one).assignee for one in some} == {None}
    assert deed.state == BulkDeed.State.UNDONE and {state for state, _why in outcome(deed)} == {"undone"}


def test_what_cannot_be_done_says_why(cast, told, some, do):
    hidden = told(team=cast.teams.closed, address="schuld@voorbeeld.example")
    some[0].close(by=cast.mate, solved=True)
    routing.assign(some[1], cast.mate, by=cast.mate)

    deed = do("assign", [*some, hidden], {"employee": cast.mate.pk})

    assert outcome(deed) == [("refused", "closed"), ("refused", "same"), ("done", ""), ("done", ""), ("refused", "unseen")]
    assert fresh(hidden).assignee is None


def test_who_may_not_have_it(cast, told, do):
    conversation = told(team=cast.teams.closed)

    assert outcome(do("assign", [conversation], {"employee": cast.owner.pk}, by=cast.insider)) == [("refused", "cannot")]


def test_move_and_back_with_the_name_that_was_on_it(cast, some, do):
    routing.assign(some[0], cast.owner, by=cast.owner)
    routing.assign(some[1], cast.mate, by=cast.mate)

    deed = do("move", some, {"team": cast.teams.other.pk})
    assert outcome(deed) == [("done", ""), ("refused", "taken"), ("done", ""), ("done", "")]
    assert fresh(some[0]).transfers == 1

    bulk.undo(deed), bulk.carry_on(deed)
    back = fresh(some[0])
    assert (back.team, back.assignee, back.transfers) == (cast.teams.open, cast.owner, 0)


def test_close_with_a_reason_unless_something_came_in(cast, told, some, do):
    seen = Event.objects.latest("pk").pk
    told(address="bewoner2@voorbeeld.example", conversation_id=some[2].pk)

    deed = do("close", some, SOLVED, seen_event=seen)

    assert outcome(deed)[2] == ("refused", "heard")
    assert fresh(some[0]).closure.reason == "Dubbel"
    bulk.undo(deed), bulk.carry_on(deed)
    assert not fresh(some[0]).is_closed


def test_what_somebody_changed_since_stays(cast, some, do):
    deed = do("assign", some, {"employee": cast.mate.pk})
    routing.assign(some[0], cast.lead, by=cast.lead)

    bulk.undo(deed), bulk.carry_on(deed)

    assert fresh(some[0]).assignee == cast.lead
    assert outcome(deed)[0] == ("kept", "changed")


def test_undo_once_and_for_ten_minutes(cast, some, do):
    deed = do("close", some, SOLVED)
    BulkDeed.objects.update(at=timezone.now() - bulk.UNDO - timedelta(seconds=1))
    assert not bulk.undo(deed)

    BulkDeed.objects.update(at=timezone.now())
    assert bulk.undo(deed) and not bulk.undo(deed)


def test_halfway_and_then_the_rest(cast, some):
    deed = bulk.begin(cast.owner, "close", [one.pk for one in some], SOLVED)

    assert not bulk.carry_on(deed, most=3)
    BulkDeed.objects.update(at=timezone.now() - timedelta(minutes=2))
    [left] = bulk.left_behind()
    assert bulk.carry_on(left)
    assert Event.objects.filter(kind="conversation.closed").count() == 4


def test_one_that_fails_holds_up_no_other(cast, some, do):
    deed = bulk.begin(cast.owner, "move", [one.pk for one in some[:2]], {"team": 999_999})

    assert bulk.carry_on(deed)
    assert outcome(deed) == [("refused", "failed")] * 2


def test_the_same_one_twice_is_one(cast, some):
    assert BulkItem.objects.filter(deed=bulk.begin(cast.owner, "close", [some[0].pk] * 3, SOLVED)).count() == 1
